//! The randomness of one case: it depends on the seed and on the case's number, and on nothing that was done before.

use proptest::prelude::RngExt;
use proptest::test_runner::{RngAlgorithm, TestRng};
use sha2::{Digest, Sha256};

/// A source of choices.
#[derive(Debug)]
pub struct Chance(TestRng);

impl Chance {
    /// The source of the case with this number.
    pub fn new(seed: u64, number: u64) -> Self {
        let digest = Sha256::digest(format!("fuzz-{seed}-{number}"));
        Self(TestRng::from_seed(RngAlgorithm::ChaCha, &digest))
    }

    /// A number from 0 on, less than `bound`; 0 if that is 0.
    pub fn below(&mut self, bound: usize) -> usize {
        if bound == 0 {
            0
        } else {
            self.0.random_range(0..bound)
        }
    }

    /// True one time in so many.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }

    /// One of these, of which there is at least one.
    pub fn pick<'a, T>(&mut self, from: &'a [T]) -> &'a T {
        &from[self.below(from.len())]
    }

    /// One of these, each as often as its weight says; at least one weight is not 0.
    pub fn weighted<T: Copy>(&mut self, from: &[(usize, T)]) -> T {
        let mut at = self.below(from.iter().map(|(weight, _)| weight).sum());
        for &(weight, value) in from {
            if at < weight {
                return value;
            }
            at -= weight;
        }
        from[0].1
    }

    /// Any byte.
    pub fn byte(&mut self) -> u8 {
        self.0.random()
    }

    /// So many bytes.
    pub fn bytes(&mut self, count: usize) -> Vec<u8> {
        (0..count).map(|_| self.byte()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_case_has_choices_of_its_own_that_are_the_same_again() {
        let [first, again, next, other] =
            [(7, 3), (7, 3), (7, 4), (8, 3)].map(|(seed, nth)| Chance::new(seed, nth).bytes(16));
        assert_eq!(first, again);
        assert_ne!(first, next);
        assert_ne!(first, other);
    }
}
