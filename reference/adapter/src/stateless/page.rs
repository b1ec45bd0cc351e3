//! `page.decode` and `page.encode`.

use remote_log::page::{self, Page, Pair};
use remote_log::wire::DecodeError;
use serde::{Deserialize, Serialize};

use super::bytes::BytesField;
use crate::answer::{Refusal, put};
use crate::hex::Hex;

#[derive(Deserialize, Serialize)]
struct PageFields<'a> {
    pairs: Vec<PairFields<'a>>,
    tail: Hex<'a>,
}

#[derive(Deserialize, Serialize)]
struct PairFields<'a> {
    local: Hex<'a>,
    remote: Hex<'a>,
    data: Hex<'a>,
}

pub(super) fn decode(input: &str, out: &mut Vec<u8>) -> Result<(), Refusal> {
    let input: BytesField<'_> = serde_json::from_str(input)?;
    let page = Page::decode(&input.bytes.0)?;
    let pairs = page.pairs().iter().map(|pair| PairFields {
        local: pair.local[..].into(),
        remote: pair.remote.into(),
        data: pair.data.into(),
    });
    put(
        out,
        &PageFields {
            pairs: pairs.collect(),
            tail: page.tail().into(),
        },
    );
    Ok(())
}

pub(super) fn encode(input: &str, out: &mut Vec<u8>) -> Result<(), Refusal> {
    let page: PageFields<'_> = serde_json::from_str(input)?;
    let pairs = page.pairs.iter().enumerate().map(|(index, pair)| {
        let local = &pair.local.0;
        Ok(Pair {
            local: local[..]
                .try_into()
                .map_err(|_| DecodeError::LocalHashLength {
                    index,
                    len: local.len(),
                })?,
            remote: &pair.remote.0,
            data: &pair.data.0,
        })
    });
    let pairs: Vec<Pair<'_>> = pairs.collect::<Result<_, DecodeError>>()?;
    put(
        out,
        &BytesField {
            bytes: page::encode(pairs, &page.tail.0).into(),
        },
    );
    Ok(())
}
