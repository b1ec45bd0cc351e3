//! Bytes on a line: lowercase hex strings.

use std::borrow::Cow;
use std::fmt;

use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Bytes of a line, owned where they were read and borrowed where they are written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Hex<'a>(pub(crate) Cow<'a, [u8]>);

impl<'a> From<&'a [u8]> for Hex<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Hex(Cow::Borrowed(bytes))
    }
}

impl From<Vec<u8>> for Hex<'_> {
    fn from(bytes: Vec<u8>) -> Self {
        Hex(Cow::Owned(bytes))
    }
}

impl Serialize for Hex<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&::hex::encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for Hex<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_str(HexVisitor).map(Hex::from)
    }
}

struct HexVisitor;

impl Visitor<'_> for HexVisitor {
    type Value = Vec<u8>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("bytes as a lowercase hex string")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<Vec<u8>, E> {
        // The decoder also takes capitals and a leading `0x`, which are no form of the protocol.
        let foreign = |byte: u8| byte.is_ascii_uppercase() || byte == b'x';
        if text.bytes().any(foreign) {
            return Err(E::invalid_value(de::Unexpected::Str(text), &self));
        }
        ::hex::decode(text).map_err(|_| E::invalid_value(de::Unexpected::Str(text), &self))
    }
}

#[cfg(test)]
mod tests {
    use super::Hex;

    fn read(text: &str) -> Result<Vec<u8>, serde_json::Error> {
        serde_json::from_str::<Hex<'_>>(text).map(|hex| hex.0.into_owned())
    }

    #[test]
    fn bytes_are_lowercase_hex_both_ways() {
        let bytes: Vec<u8> = (0..=255).collect();
        let text = serde_json::to_string(&Hex::from(&bytes[..])).unwrap();
        assert!(
            text.starts_with("\"000102") && text.ends_with("fdfeff\""),
            "{text}"
        );
        assert_eq!(read(&text).unwrap(), bytes);
        assert_eq!(read("\"\"").unwrap(), b"");
    }

    #[test]
    fn what_is_not_lowercase_hex_is_refused_with_the_text_named() {
        for text in ["\"0\"", "\"0A\"", "\"0x00\"", "\"zz\"", "\" 00 \"", "\"é\""] {
            let error = read(text).unwrap_err().to_string();
            assert!(error.contains("lowercase hex"), "{text}: {error}");
        }
    }
}
