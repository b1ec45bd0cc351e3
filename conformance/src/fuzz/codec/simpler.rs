//! Simpler bytes: fewer fields, shorter ones, fewer bytes, and at last more zeros.

use remote_log::wire::put_bytes;

use super::schema::{Kind, Schema, fields, kind};

/// Candidates, the boldest first; each is shorter, or as long with more zeros.
pub(super) fn bytes(bytes: &[u8], schema: Schema) -> Vec<Vec<u8>> {
    let mut simpler = in_fields(bytes, schema);
    let mut size = bytes.len();
    while size > 0 {
        for at in (0..bytes.len()).step_by(size) {
            let end = (at + size).min(bytes.len());
            simpler.push([&bytes[..at], &bytes[end..]].concat());
        }
        size /= 2;
    }
    for (at, byte) in bytes.iter().enumerate() {
        if *byte != 0 {
            let mut zero = bytes.to_vec();
            zero[at] = 0;
            simpler.push(zero);
        }
    }
    simpler
}

/// Without a field, or with a shorter one whose length is right.
fn in_fields(bytes: &[u8], schema: Schema) -> Vec<Vec<u8>> {
    let mut simpler = Vec::new();
    for field in fields(bytes).unwrap_or_default() {
        let (before, after) = (&bytes[..field.whole.start], &bytes[field.whole.end..]);
        simpler.push([before, after].concat());
        let content = &bytes[field.content.clone()];
        if content.is_empty() {
            continue;
        }
        let shorter = match kind(schema, field.number) {
            Some(Kind::Message(inner, _)) => in_fields(content, inner),
            _ => vec![Vec::new(), content[..content.len() / 2].to_vec()],
        };
        for content in shorter {
            let mut whole = Vec::new();
            put_bytes(&mut whole, field.number, &content);
            if whole.len() < field.whole.len() {
                simpler.push([before, &whole, after].concat());
            }
        }
    }
    simpler
}
