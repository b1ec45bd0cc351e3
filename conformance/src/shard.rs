//! One part of the suite out of several, for machines that share the work.

use std::str::FromStr;

use sha2::{Digest, Sha256};

/// Part `index` of `count`, counted from 1. A case belongs to exactly one part, which depends on its id alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shard {
    index: u32,
    count: u32,
}

/// A shard that is none.
#[derive(Debug, Clone, thiserror::Error)]
#[error("`{0}` is no shard; write 2/5 for the second of five")]
pub struct BadShard(String);

impl FromStr for Shard {
    type Err = BadShard;

    fn from_str(text: &str) -> Result<Self, BadShard> {
        let parts = text
            .split_once('/')
            .and_then(|(index, count)| Some((index.parse().ok()?, count.parse().ok()?)));
        match parts {
            Some((index, count)) if (1..=count).contains(&index) => Ok(Self { index, count }),
            _ => Err(BadShard(text.to_owned())),
        }
    }
}

impl Shard {
    /// Which part, counted from 1, and of how many.
    pub const fn parts(self) -> (u32, u32) {
        (self.index, self.count)
    }

    /// Whether a case belongs to this part.
    pub fn contains(self, case: &str) -> bool {
        let digest = Sha256::digest(case);
        let number = digest
            .iter()
            .take(8)
            .fold(0u64, |number, byte| number << 8 | u64::from(*byte));
        number % u64::from(self.count) == u64::from(self.index - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::Shard;

    #[test]
    fn shards_partition_the_cases() {
        let shards: Vec<Shard> = (1..=5)
            .map(|index| format!("{index}/5").parse().unwrap())
            .collect();
        let mut sizes = [0; 5];
        for case in (0..500).map(|number| format!("case-{number}")) {
            let holders: Vec<_> = (0..5).filter(|&at| shards[at].contains(&case)).collect();
            assert_eq!(holders.len(), 1, "{case} is in the shards {holders:?}");
            sizes[holders[0]] += 1;
        }
        assert!(sizes.iter().all(|&size| size > 60), "{sizes:?}");
    }

    #[test]
    fn a_case_stays_in_its_shard_from_release_to_release() {
        let third: Shard = "3/3".parse().unwrap();
        let kept: Vec<_> = ["message-id-ascii", "read-two-pages", "wire-page"]
            .map(|case| third.contains(case))
            .into();
        assert_eq!(kept, [true, true, false]);
    }

    #[test]
    fn what_is_no_shard_is_refused() {
        for text in ["", "1", "0/3", "4/3", "1/0", "1/2/3", "-1/3", "a/b"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }
}
