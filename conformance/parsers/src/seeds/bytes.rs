//! What the vectors give decoders to read.

use remote_log_conformance::protocol::from_hex;
use serde_json::Value;

use super::material::Material;
use crate::address::KINDS;

/// The longest input that is taken, in bytes.
const LONGEST: usize = 4096;

/// Pages.
pub fn pages(material: &Material) -> Vec<Vec<u8>> {
    fields(material, "page.decode")
}

/// Messages, in either numbering.
pub fn messages(material: &Material) -> Vec<Vec<u8>> {
    [
        fields(material, "message.decode"),
        fields(material, "message.check"),
    ]
    .concat()
}

/// Payloads, in either numbering.
pub fn payloads(material: &Material) -> Vec<Vec<u8>> {
    fields(material, "payload.decode")
}

/// What services exchange.
pub fn services(material: &Material) -> Vec<Vec<u8>> {
    fields(material, "service.decode")
}

/// Addresses with content, as [`address`](crate::address::address) takes them.
pub fn addresses(material: &Material) -> Vec<Vec<u8>> {
    let seed = |input: &Value| {
        let kind = input["kind"].as_str()?.parse().ok()?;
        let kind = KINDS.iter().position(|known| *known == kind)?;
        let address = from_hex(input["address"].as_str()?)?;
        let content = from_hex(input["content"].as_str()?)?;
        let head = [u8::try_from(kind).ok()?, u8::try_from(address.len()).ok()?];
        Some([&head[..], &address, &content].concat())
    };
    inputs(material, "address.check", seed)
}

/// The field `bytes` of an operation.
fn fields(material: &Material, operation: &str) -> Vec<Vec<u8>> {
    inputs(material, operation, |input| {
        from_hex(input["bytes"].as_str()?)
    })
}

fn inputs(
    material: &Material,
    operation: &str,
    seed: impl Fn(&Value) -> Option<Vec<u8>>,
) -> Vec<Vec<u8>> {
    let requests = material.suite.cases.iter().flat_map(|case| case.requests());
    requests
        .filter(|request| request.op == operation)
        .filter_map(|request| seed(&request.input))
        .filter(|seed| seed.len() <= LONGEST)
        .collect()
}
