//! Varints, written and read.

/// A number takes at most this many bytes: nine of seven bits and one of the last bit (RL-WIRE-11).
const MAX_LEN: usize = 10;

/// Why the bytes do not begin with a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    /// They end before it does.
    Truncated,
    /// It is longer than ten bytes or beyond 64 bits.
    TooLong,
}

/// Reads the number that `bytes` begin with, and says how many of them it takes (RL-WIRE-11).
#[inline(never)]
pub(super) fn read(bytes: &[u8]) -> Result<(u64, usize), Fault> {
    let mut value = 0;
    for (index, &byte) in bytes.iter().take(MAX_LEN).enumerate() {
        value |= u64::from(byte & 0x7f) << (7 * index);
        if byte < 0x80 {
            // Sixty-three bits are behind the tenth byte, so that one more is all it can hold.
            let fits = index < MAX_LEN - 1 || byte <= 1;
            return if fits {
                Ok((value, index + 1))
            } else {
                Err(Fault::TooLong)
            };
        }
    }
    Err(if bytes.len() < MAX_LEN {
        Fault::Truncated
    } else {
        Fault::TooLong
    })
}

/// Appends a number in its shortest form (RL-WIRE-7).
pub fn put_varint(out: &mut Vec<u8>, mut value: u64) {
    while value >= 0x80 {
        out.push(value as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}

/// How many bytes [`put_varint`] appends.
pub const fn varint_len(value: u64) -> usize {
    // Seven bits a byte, rounded up; the number 0 has one bit like 1.
    let bits = u64::BITS - (value | 1).leading_zeros();
    bits.div_ceil(7) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_as_long_as_they_say() {
        for shift in 0..u64::BITS {
            for value in [(1 << shift) - 1, 1 << shift, u64::MAX >> shift] {
                let mut bytes = Vec::new();
                put_varint(&mut bytes, value);
                assert_eq!(bytes.len(), varint_len(value), "{value:#x}");
                assert_eq!(read(&bytes), Ok((value, bytes.len())), "{value:#x}");
            }
        }
    }
}
