//! Names for bytes: those that are known, and numbers for what else occurs more than once in a file.

use std::collections::{BTreeMap, BTreeSet};

use super::tree::{Tree, field, text};
use crate::vectors::Case;

/// Unknown bytes are named from so many hex digits on.
const LONG: usize = 32;

/// The names of a file, in the order in which they are used first.
pub(super) struct Names(Vec<(String, String)>);

impl Names {
    /// Gives names to what is known, and to what is long and occurs more than once, and puts them in its place.
    pub fn given(known: &BTreeMap<String, Vec<u8>>, cases: &[Case], trees: &mut [Tree]) -> Self {
        let known: BTreeMap<String, &str> = known
            .iter()
            .map(|(name, bytes)| (hex::encode(bytes), name.as_str()))
            .collect();
        let (mut order, mut counts) = (Vec::new(), BTreeMap::new());
        for tree in trees.iter() {
            count(tree, &mut order, &mut counts);
        }
        let kept = cases
            .iter()
            .flat_map(Case::requests)
            .flat_map(|asked| asked.keep.iter().map(|(name, _)| name.as_str()));
        let taken: BTreeSet<&str> = known.values().copied().chain(kept).collect();
        let mut free = (1..)
            .map(|nth| format!("b{nth}"))
            .filter(|name| !taken.contains(name.as_str()));
        let mut named = Vec::new();
        for hex in order {
            let often = counts[&hex] > 1 && hex.len() >= LONG;
            let name = match known.get(&hex) {
                Some(name) => Some((*name).to_owned()),
                None => often.then(|| free.next()).flatten(),
            };
            named.extend(name.map(|name| (name, hex)));
        }
        let names = named.iter().map(|(name, hex)| (hex.clone(), name.clone()));
        let names = names.collect();
        for tree in trees {
            replace(tree, &names);
        }
        Self(named)
    }

    /// The `let` of the file, if it needs one.
    pub fn tree(&self) -> Option<Tree> {
        let entries = self.0.iter().map(|(name, hex)| field(name, text(hex)));
        (!self.0.is_empty()).then(|| Tree::Map(entries.collect()))
    }
}

fn count(tree: &Tree, order: &mut Vec<String>, counts: &mut BTreeMap<String, usize>) {
    match tree {
        Tree::Text(text) if is_hex(text) => {
            let seen = counts.entry(text.clone()).or_default();
            if *seen == 0 {
                order.push(text.clone());
            }
            *seen += 1;
        }
        Tree::List(items) => items.iter().for_each(|item| count(item, order, counts)),
        Tree::Map(fields) => fields
            .iter()
            .for_each(|(_, field)| count(field, order, counts)),
        Tree::Null | Tree::Bool(_) | Tree::Text(_) | Tree::Word(_) => {}
    }
}

fn replace(tree: &mut Tree, names: &BTreeMap<String, String>) {
    match tree {
        Tree::Text(text) => {
            if let Some(name) = names.get(text) {
                *tree = Tree::Word(format!("${name}"));
            }
        }
        Tree::List(items) => items.iter_mut().for_each(|item| replace(item, names)),
        Tree::Map(fields) => fields
            .iter_mut()
            .for_each(|(_, field)| replace(field, names)),
        Tree::Null | Tree::Bool(_) | Tree::Word(_) => {}
    }
}

fn is_hex(text: &str) -> bool {
    let hex = |b: u8| b.is_ascii_digit() || (b'a'..=b'f').contains(&b);
    !text.is_empty() && text.len().is_multiple_of(2) && text.bytes().all(hex)
}
