//! What a node answers.

use remote_log_mvds::{Delivered, Received, Sent};
use serde::Serialize;

use crate::hex::Hex;

#[derive(Serialize)]
pub(super) struct AppendAnswer<'a> {
    pub(super) id: Hex<'a>,
    pub(super) status: &'static str,
}

#[derive(Serialize)]
pub(super) struct EpochAnswer<'a> {
    payloads: Vec<PayloadField<'a>>,
    delivered: Vec<DeliveredField<'a>>,
}

#[derive(Serialize)]
struct PayloadField<'a> {
    peer: Hex<'a>,
    bytes: Hex<'a>,
}

#[derive(Serialize)]
pub(super) struct ReceiveAnswer<'a> {
    delivered: Vec<DeliveredField<'a>>,
    refused: Vec<RefusedField<'a>>,
}

#[derive(Serialize)]
struct RefusedField<'a> {
    id: Option<Hex<'a>>,
    reason: &'static str,
}

#[derive(Serialize)]
pub(super) struct HelperAnswer<'a> {
    pub(super) delivered: Vec<DeliveredField<'a>>,
    pub(super) published: Option<&'static str>,
}

#[derive(Serialize)]
pub(super) struct DeliveredField<'a> {
    id: Hex<'a>,
    data: Hex<'a>,
}

impl<'a> From<&'a Delivered> for DeliveredField<'a> {
    fn from(delivered: &'a Delivered) -> Self {
        DeliveredField {
            id: delivered.id.0[..].into(),
            data: delivered.data[..].into(),
        }
    }
}

impl<'a> From<&'a Sent> for EpochAnswer<'a> {
    fn from(sent: &'a Sent) -> Self {
        let payloads = sent.payloads.iter().map(|payload| PayloadField {
            peer: payload.peer.0[..].into(),
            bytes: payload.bytes[..].into(),
        });
        EpochAnswer {
            payloads: payloads.collect(),
            delivered: sent.delivered.iter().map(DeliveredField::from).collect(),
        }
    }
}

impl<'a> From<&'a Received> for ReceiveAnswer<'a> {
    fn from(received: &'a Received) -> Self {
        let refused = received.refused.iter().map(|refused| RefusedField {
            id: refused.id.as_ref().map(|id| id.0[..].into()),
            reason: refused.why.reason().name(),
        });
        ReceiveAnswer {
            delivered: received
                .delivered
                .iter()
                .map(DeliveredField::from)
                .collect(),
            refused: refused.collect(),
        }
    }
}
