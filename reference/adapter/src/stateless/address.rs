//! `address.check`.

use remote_log::address::{self, Checked};
use serde::{Deserialize, Serialize};

use crate::answer::{Refusal, put};
use crate::hex::Hex;
use crate::kind::KindField;

#[derive(Deserialize)]
struct Input<'a> {
    kind: KindField,
    address: Hex<'a>,
    content: Hex<'a>,
}

#[derive(Serialize)]
struct Answer {
    checked: &'static str,
}

pub(super) fn check(input: &str, out: &mut Vec<u8>) -> Result<(), Refusal> {
    let input: Input<'_> = serde_json::from_str(input)?;
    let checked = match address::check(input.kind.into(), &input.address.0, &input.content.0)? {
        Checked::Verified => "verified",
        Checked::Unverified => "unverified",
    };
    put(out, &Answer { checked });
    Ok(())
}
