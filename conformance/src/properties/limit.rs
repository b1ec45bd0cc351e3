//! Bounds: a reader with a small bound gets everything, in more calls.

use proptest::prelude::*;
use serde_json::json;

use super::batch::Property;
use super::draft::{Draft, is, seen_at_most};
use super::log::{items, open_reader, sync, world};

pub(super) const PROPERTIES: &[Property] = &[Property {
    name: "limit-pages",
    cases: pages,
}];

fn pages() -> BoxedStrategy<Draft> {
    (items(2..9), 1usize..4)
        .prop_map(|(mut items, bound)| {
            for item in &mut items {
                item.embedded = true;
            }
            let beyond_the_head = items.len() - 1;
            let calls = beyond_the_head.div_ceil(bound);
            let within = || seen_at_most("RL-LIMIT-2", "/calls/cas.get", bound as u64);
            let mut steps = vec![open_reader(bound)];
            for call in 1..calls {
                steps.push(sync(call as u64, vec![within()]));
            }
            steps.push(sync(
                calls as u64,
                vec![within(), is("RL-LIMIT-2", "/gaps", json!([]))],
            ));
            Draft {
                why: "A log of one pair a page is read in as many calls as its pages need.",
                profile: "pointer",
                world: world(&items, 1),
                steps,
            }
        })
        .boxed()
}
