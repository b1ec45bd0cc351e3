//! Walks a log as it stands in the harness's stores.

use std::collections::BTreeSet;

use remote_log::page::Page;
use serde_json::{Value, json};

use super::content::ContentStore;

/// What the walk of a log met, as vectors see it: hex, the newest first.
#[derive(Debug, Default)]
struct Walk {
    pages: Vec<Vec<String>>,
    embedded: Vec<String>,
    unreachable: Vec<String>,
    dangling: Vec<String>,
    tails: Vec<String>,
}

/// Walks the log whose head a name holds: to its end, to a tail that the store lacks, to a page that is none, or to a
/// tail that was met before.
pub(super) fn walk(head: Option<&[u8]>, store: &ContentStore) -> Value {
    let mut walk = Walk::default();
    let mut met = BTreeSet::new();
    let mut next = head;
    while let Some(page) = next.and_then(|bytes| Page::decode(bytes).ok()) {
        walk.take(&page, store);
        let tail = page.tail();
        next = None;
        if !tail.is_empty() && met.insert(tail) {
            next = store.content(tail);
            if next.is_none() {
                walk.dangling.push(hex::encode(tail));
            }
        }
    }
    let longest = walk.pages.iter().map(Vec::len).max().unwrap_or(0);
    json!({
        "ids": walk.pages.concat(),
        "pages": walk.pages,
        "longest": longest.to_string(),
        "embedded": walk.embedded,
        "unreachable": walk.unreachable,
        "dangling": walk.dangling,
        "tails": walk.tails,
    })
}

impl Walk {
    fn take(&mut self, page: &Page, store: &ContentStore) {
        let mut ids = Vec::new();
        for pair in page.pairs() {
            let id = hex::encode(pair.local);
            if !pair.data.is_empty() {
                self.embedded.push(id.clone());
            } else if store.content(pair.remote).is_none() {
                self.unreachable.push(id.clone());
            }
            ids.push(id);
        }
        self.pages.push(ids);
        self.tails.push(hex::encode(page.tail()));
    }
}
