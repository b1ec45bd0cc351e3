//! Walks a log as it stands in the harness's stores.

use std::collections::BTreeSet;

use remote_log::page::Page;
use serde_json::{Value, json};

use super::content::ContentStore;

/// The pages of the log with this head, the head first: to its end, to a tail that `get` does not have, to a page that
/// is none, or to a tail that was met before.
pub(super) fn pages<'a>(
    head: Option<&'a [u8]>,
    get: impl Fn(&[u8]) -> Option<&'a [u8]>,
) -> impl Iterator<Item = Page<'a>> {
    let mut met = BTreeSet::new();
    let mut next = head;
    std::iter::from_fn(move || {
        let page = Page::decode(next.take()?).ok()?;
        let tail = page.tail();
        if !tail.is_empty() && met.insert(tail) {
            next = get(tail);
        }
        Some(page)
    })
}

/// What the walk of a log met, as vectors see it: hex, the newest first.
#[derive(Debug, Default)]
struct Walk {
    pages: Vec<Vec<String>>,
    embedded: Vec<String>,
    unreachable: Vec<String>,
    dangling: Vec<String>,
    tails: Vec<String>,
}

/// Walks the log whose head a name holds.
pub(super) fn walk(head: Option<&[u8]>, store: &ContentStore) -> Value {
    let mut walk = Walk::default();
    for page in pages(head, |tail| store.content(tail)) {
        walk.take(&page, store);
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
        let tail = hex::encode(page.tail());
        if !page.tail().is_empty() && store.content(page.tail()).is_none() {
            self.dangling.push(tail.clone());
        }
        self.tails.push(tail);
    }
}
