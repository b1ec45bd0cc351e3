//! The batch of generated cases that goes with every run, and how one of them is found again by its id.

use proptest::strategy::{BoxedStrategy, Strategy, ValueTree};
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use sha2::{Digest, Sha256};

use super::draft::Draft;
use super::{address, limit, message, name, odd_pages, page, read, service, store, write};
use crate::vectors::Case;

/// A rule, as a strategy of cases that ask for it.
pub(super) struct Property {
    /// Lowercase words with hyphens, unique.
    pub name: &'static str,
    /// Makes the strategy.
    pub cases: fn() -> BoxedStrategy<Draft>,
}

const PREFIX: &str = "property-";

fn all() -> impl Iterator<Item = &'static Property> {
    [
        page::PROPERTIES,
        service::PROPERTIES,
        message::PROPERTIES,
        address::PROPERTIES,
        read::PROPERTIES,
        name::PROPERTIES,
        odd_pages::PROPERTIES,
        write::PROPERTIES,
        limit::PROPERTIES,
        store::PROPERTIES,
    ]
    .into_iter()
    .flatten()
}

/// `each` cases of every property, the same for the same seed.
pub fn batch(seed: u64, each: u32) -> Vec<Case> {
    all()
        .flat_map(|property| (0..each).map(move |nth| generate(property, seed, nth)))
        .collect()
}

/// Whether an id is that of a generated case.
pub fn is_generated(id: &str) -> bool {
    id.starts_with(PREFIX)
}

/// The names of all properties, in the order of their cases.
pub fn property_names() -> Vec<&'static str> {
    all().map(|property| property.name).collect()
}

/// The property that a generated case is of, by the case's id; `None` for another case.
pub fn property_of(id: &str) -> Option<&str> {
    id.strip_prefix(PREFIX)?.rsplitn(3, '-').nth(2)
}

/// The generated case with this id, or `None` if no property has such an id.
pub fn replay(id: &str) -> Option<Case> {
    let mut parts = id.strip_prefix(PREFIX)?.rsplitn(3, '-');
    let nth = parts.next()?.parse().ok()?;
    let seed = parts.next()?.parse().ok()?;
    let name = parts.next()?;
    let property = all().find(|property| property.name == name)?;
    Some(generate(property, seed, nth))
}

/// Every case has a random source of its own, made from its id, so that it does not depend on the cases before it.
fn generate(property: &Property, seed: u64, nth: u32) -> Case {
    let id = format!("{PREFIX}{}-{seed}-{nth}", property.name);
    let source = TestRng::from_seed(RngAlgorithm::ChaCha, &Sha256::digest(&id));
    let mut runner = TestRunner::new_with_rng(Config::default(), source);
    (property.cases)()
        .new_tree(&mut runner)
        .expect("no strategy here filters its values, so none can run out of them")
        .current()
        .into_case(id)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_cases() {
        let [first, again, other] = [7, 7, 8].map(|seed| format!("{:?}", batch(seed, 3)));
        assert_eq!(first, again);
        assert_ne!(first, other);
    }

    #[test]
    fn every_generated_case_is_found_again_by_its_id() {
        for case in batch(u64::MAX, 2) {
            assert!(is_generated(&case.id));
            let property = property_of(&case.id).expect("its id names it");
            assert!(property_names().contains(&property));
            let again = replay(&case.id).expect("its id names it");
            assert_eq!(format!("{case:?}"), format!("{again:?}"));
        }
        assert!(replay("property-no-such-1-2").is_none());
        assert!(replay("message-id-ascii").is_none());
    }
}
