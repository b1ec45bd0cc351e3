//! The search for bytes for which something does not hold.

use proptest::test_runner::{Config, RngAlgorithm, TestError, TestRng, TestRunner};
use remote_log_parsers::{material, target};

use crate::change::made;
use crate::guard::held;
use crate::watch::Watch;

/// Tries a decoder with its seeds, and with so many inputs that are made of them.
pub fn search(name: &str, inputs: u32) {
    let target = target(name);
    let seeds = (target.seeds)(material());
    assert!(!seeds.is_empty(), "{name} has no seeds");
    let watch = Watch::new(target.name);
    for seed in &seeds {
        if let Err(why) = held(target, &watch, seed) {
            panic!("{}", told(name, seed, &why));
        }
    }
    let config = Config {
        cases: inputs,
        failure_persistence: None,
        // A decoder that takes too long would take long to shrink for.
        max_shrink_time: 20_000,
        ..Config::default()
    };
    let chances = TestRng::from_seed(RngAlgorithm::ChaCha, &[7; 32]);
    let found = TestRunner::new_with_rng(config, chances)
        .run(&made(), |made| held(target, &watch, &made.bytes(&seeds)));
    if let Err(TestError::Fail(why, smallest)) = found {
        panic!("{}", told(name, &smallest.bytes(&seeds), &why));
    }
    found.expect("inputs can be made");
}

/// The finding, with its bytes in both ways in which they are wanted, and what to do with it.
fn told(name: &str, bytes: &[u8], why: &impl ToString) -> String {
    format!(
        "the decoder `{name}` goes wrong: {}\n  bytes: {}\n  text:  {:?}\nspec/fuzzing.md says how it becomes a vector.",
        why.to_string(),
        hex::encode(bytes),
        String::from_utf8_lossy(bytes),
    )
}
