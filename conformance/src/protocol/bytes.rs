//! Bytes as the protocol writes them: lowercase hex.

/// Reads lowercase hex; `None` for anything else, uppercase included.
pub fn from_hex(text: &str) -> Option<Vec<u8>> {
    // The decoder also takes capitals and a leading `0x`, which are no form of the protocol.
    if text
        .bytes()
        .any(|byte| byte.is_ascii_uppercase() || byte == b'x')
    {
        return None;
    }
    hex::decode(text).ok()
}

#[cfg(test)]
mod tests {
    use super::from_hex;

    #[test]
    fn only_lowercase_hex_is_bytes() {
        assert_eq!(from_hex("00ff"), Some(vec![0, 255]));
        assert_eq!(from_hex(""), Some(vec![]));
        for wrong in ["0", "00FF", "zz", "0x00", " 00"] {
            assert_eq!(from_hex(wrong), None, "{wrong}");
        }
    }
}
