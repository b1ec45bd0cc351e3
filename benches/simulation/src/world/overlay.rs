//! Who sends to whom.

use std::collections::BTreeSet;

use fastrand::Rng;

use crate::scenario::{Overlay, Scenario};

/// The numbers of each node's peers.
pub(super) fn peers(scenario: &Scenario, rng: &mut Rng) -> Vec<BTreeSet<u32>> {
    match scenario.overlay {
        Overlay::Mesh => mesh(scenario),
        Overlay::Neighbours(count) => neighbours(scenario.nodes, count, rng),
    }
}

/// An author sends to everybody, and everybody else answers authors only.
fn mesh(scenario: &Scenario) -> Vec<BTreeSet<u32>> {
    let of = |node| {
        let others = match node < scenario.authors {
            true => 0..scenario.nodes,
            false => 0..scenario.authors,
        };
        others.filter(|other| *other != node).collect()
    };
    (0..scenario.nodes).map(of).collect()
}

/// A ring, so that everybody is reached, and random edges beside it until there are enough.
fn neighbours(nodes: u32, count: u32, rng: &mut Rng) -> Vec<BTreeSet<u32>> {
    let mut all = vec![BTreeSet::new(); nodes as usize];
    let mut edges = 0;
    let mut join = |one: u32, other: u32| {
        let new = one != other && all[one as usize].insert(other);
        if new {
            all[other as usize].insert(one);
        }
        new
    };
    for node in 0..nodes {
        edges += u64::from(join(node, (node + 1) % nodes));
    }
    while edges < u64::from(nodes) * u64::from(count) / 2 {
        edges += u64::from(join(rng.u32(0..nodes), rng.u32(0..nodes)));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scenario::{Form, Model};

    #[test]
    fn neighbours_are_mutual_and_as_many_as_asked() {
        let all = neighbours(100, 6, &mut Rng::with_seed(1));
        assert_eq!(all.iter().map(BTreeSet::len).sum::<usize>(), 600);
        for (node, peers) in (0..).zip(&all) {
            assert!(!peers.contains(&node) && peers.len() >= 2);
            assert!(peers.iter().all(|peer| all[*peer as usize].contains(&node)));
        }
    }

    #[test]
    fn readers_of_a_mesh_have_the_authors_for_peers() {
        let mut scenario = Scenario::pair(Model::Loss, 1.0, Form::None);
        (scenario.nodes, scenario.authors) = (4, 2);
        let all = mesh(&scenario);
        assert_eq!(all[0], BTreeSet::from([1, 2, 3]));
        assert_eq!(all[3], BTreeSet::from([0, 1]));
    }
}
