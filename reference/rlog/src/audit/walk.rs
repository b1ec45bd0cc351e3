//! The walk over all pages.

use std::collections::HashSet;

use remote_log::address;
use remote_log::message::{self, MessageId};
use remote_log::page::{Page, Pair};
use remote_log::store::Cas;

use super::Problem;
use crate::shared::KIND;

/// What was found.
#[derive(Default)]
pub struct Audit {
    /// How many pages were read, the head included.
    pub pages: usize,
    /// The messages that are listed and of which every copy is right.
    pub sound: HashSet<MessageId>,
    /// What is wrong, the newest first.
    pub problems: Vec<Problem>,
}

/// Walks from the head that a name holds to the end of the log, or to a page that cannot be read. Every page and every
/// copy of a message is fetched and checked, embedded ones and those behind addresses alike.
pub fn walk(head: &[u8], group: &[u8; 32], cas: &mut impl Cas) -> Audit {
    let mut audit = Audit::default();
    if let Err(problem) = audit.follow(head, group, cas) {
        audit.problems.push(problem);
    }
    audit
}

impl Audit {
    /// Reads the head and the pages behind it. A problem ends the walk where it cannot go on.
    fn follow(&mut self, head: &[u8], group: &[u8; 32], cas: &mut impl Cas) -> Result<(), Problem> {
        let mut seen = HashSet::new();
        let mut tail = self.page(head, "the head", group, cas)?;
        while !tail.is_empty() {
            let page = const_hex::encode(&tail);
            if !seen.insert(tail.clone()) {
                return Err(Problem::Cycle { page });
            }
            let bytes = match cas.get(&tail) {
                Ok(bytes) => bytes,
                Err(failure) => return Err(Problem::PageMissing { page, failure }),
            };
            if let Err(error) = address::check(KIND, &tail, &bytes) {
                return Err(Problem::PageForged { page, error });
            }
            tail = self.page(&bytes, &page, group, cas)?;
        }
        Ok(())
    }

    /// Checks what a page lists, and answers where the next one is.
    fn page(
        &mut self,
        bytes: &[u8],
        place: &str,
        group: &[u8; 32],
        cas: &mut impl Cas,
    ) -> Result<Vec<u8>, Problem> {
        let page = Page::decode(bytes).map_err(|error| Problem::PageUnreadable {
            page: place.to_owned(),
            error,
        })?;
        self.pages += 1;
        for pair in page.pairs() {
            match check_pair(pair, place, group, cas) {
                Ok(()) => {
                    self.sound.insert(pair.id());
                }
                Err(problem) => self.problems.push(problem),
            }
        }
        Ok(page.tail().to_vec())
    }
}

fn check_pair(
    pair: &Pair<'_>,
    place: &str,
    group: &[u8; 32],
    cas: &mut impl Cas,
) -> Result<(), Problem> {
    let id = pair.id();
    if !pair.data.is_empty() {
        message::check(pair.data, &id, Some(group)).map_err(|error| Problem::EmbeddedWrong {
            id,
            page: place.to_owned(),
            error: Box::new(error),
        })?;
    } else if pair.remote.is_empty() {
        return Err(Problem::Unlisted { id });
    }
    if pair.remote.is_empty() {
        return Ok(());
    }
    let at = const_hex::encode(pair.remote);
    let content = match cas.get(pair.remote) {
        Ok(content) => content,
        Err(failure) => return Err(Problem::ContentMissing { id, at, failure }),
    };
    if let Err(error) = address::check(KIND, pair.remote, &content) {
        return Err(Problem::ContentForged { id, at, error });
    }
    match message::check(&content, &id, Some(group)) {
        Ok(_) => Ok(()),
        Err(error) => Err(Problem::ContentWrong {
            id,
            at,
            error: Box::new(error),
        }),
    }
}
