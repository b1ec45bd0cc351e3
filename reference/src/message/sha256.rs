//! sha256 of blocks that are laid out already.

use sha2::block_api::compress256;

/// The bytes that sha256 takes at a time.
pub(super) const BLOCK: usize = 64;

/// What sha256 starts from (FIPS 180-4, 5.3.3).
const START: [u32; 8] = [
    0x6a09_e667,
    0xbb67_ae85,
    0x3c6e_f372,
    0xa54f_f53a,
    0x510e_527f,
    0x9b05_688c,
    0x1f83_d9ab,
    0x5be0_cd19,
];

/// sha256 over a first block and the bytes that follow it.
///
/// `sha2` does the work. Its general interface takes what comes in pieces through a buffer of its own, which costs a
/// message id a tenth of its time; here the pieces are in place already, and only the end has to be padded.
pub(super) fn sha256(first: &[u8; BLOCK], rest: &[u8]) -> [u8; 32] {
    let mut state = START;
    compress256(&mut state, std::slice::from_ref(first));
    let (blocks, last) = rest.as_chunks();
    compress256(&mut state, blocks);

    // The end: what is left, a one bit, zeros, and the number of all bits in the last eight bytes of a block.
    let mut end = [[0; BLOCK]; 2];
    let blocks = if last.len() < BLOCK - 8 { 1 } else { 2 };
    let padded = end[..blocks].as_flattened_mut();
    padded[..last.len()].copy_from_slice(last);
    padded[last.len()] = 0x80;
    let bits = 8 * (BLOCK + rest.len()) as u64;
    padded[blocks * BLOCK - 8..].copy_from_slice(&bits.to_be_bytes());
    compress256(&mut state, &end[..blocks]);

    let mut hash = [0; 32];
    for (bytes, word) in hash.as_chunks_mut().0.iter_mut().zip(state) {
        *bytes = word.to_be_bytes();
    }
    hash
}

#[cfg(test)]
mod tests {
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn it_is_sha256_wherever_the_end_falls_in_a_block() {
        let input: Vec<u8> = (0..=255).cycle().take(5 * BLOCK).collect();
        for len in BLOCK..=input.len() {
            let (first, rest) = input[..len].split_first_chunk().expect("a block at least");
            assert_eq!(
                sha256(first, rest)[..],
                Sha256::digest(&input[..len])[..],
                "{len}"
            );
        }
    }
}
