//! Bytes as hex in JSON, for serde's `with`.

use serde::{Deserialize, Deserializer, Serializer, de};

/// Writes bytes as lowercase hex.
pub fn serialize<S: Serializer>(bytes: impl AsRef<[u8]>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&hex::encode(bytes))
}

/// Reads an array from hex.
pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<[u8; 32], D::Error> {
    let text = String::deserialize(deserializer)?;
    hex::decode_to_array(text).map_err(de::Error::custom)
}
