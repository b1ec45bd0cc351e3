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
