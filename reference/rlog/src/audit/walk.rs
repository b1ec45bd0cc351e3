//! The walk over all pages.

use std::collections::HashSet;

use remote_log::address::{self, Checked};
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
        let mut tail = self.page(head, "the head", group, cas)?;
        while !tail.is_empty() {
            let page = hex::encode(&tail);
            let bytes = match cas.get(&tail) {
                Ok(bytes) => bytes,
                Err(failure) => return Err(Problem::PageMissing { page, failure }),
            };
            if let Err(why) = check_address(&tail, &bytes) {
                return Err(Problem::PageForged { page, why });
            }
            tail = self.page(&bytes, &format!("page {page}"), group, cas)?;
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
            place: place.to_owned(),
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

/// Nothing passes unchecked. So no page can be its own ancestor, and the walk needs no other end.
fn check_address(address: &[u8], content: &[u8]) -> Result<(), String> {
    match address::check(KIND, address, content) {
        Ok(Checked::Verified) => Ok(()),
        Ok(Checked::Unverified) => {
            Err("its address is of a kind that cannot be checked".to_owned())
        }
        Err(error) => Err(error.to_string()),
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
            place: place.to_owned(),
            error: Box::new(error),
        })?;
    } else if pair.remote.is_empty() {
        return Err(Problem::Unlisted { id });
    }
    if pair.remote.is_empty() {
        return Ok(());
    }
    let at = hex::encode(pair.remote);
    let content = match cas.get(pair.remote) {
        Ok(content) => content,
        Err(failure) => return Err(Problem::ContentMissing { id, at, failure }),
    };
    if let Err(why) = check_address(pair.remote, &content) {
        return Err(Problem::ContentForged { id, at, why });
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

#[cfg(test)]
mod tests {
    use bytes::Bytes;
    use remote_log::message::{Message, Numbering};
    use remote_log::page::{Pair, encode};
    use remote_log::store::{Cas, MemoryCas};

    use super::{Audit, walk};
    use crate::shared::KIND;

    const GROUP: [u8; 32] = [7; 32];

    /// A head whose tail is a page with one message, and the addresses of the page and the message.
    fn log(cas: &mut MemoryCas) -> (Vec<u8>, Bytes, Bytes) {
        let message = Message {
            group_id: &GROUP,
            timestamp: 1,
            body: b"hi",
            metadata: None,
        };
        let mut content = Vec::new();
        message.encode(Numbering::Spec, &mut content);
        let remote = cas.add(&content).expect("memory keeps it");
        let pair = Pair {
            local: &message.id().0,
            remote: &remote,
            data: b"",
        };
        let page = cas.add(&encode([pair], b"")).expect("memory keeps it");
        (encode([], &page), page, remote)
    }

    fn problems(audit: &Audit) -> Vec<String> {
        audit.problems.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn a_sound_log_has_no_problems() {
        let mut cas = MemoryCas::new(KIND);
        let (head, ..) = log(&mut cas);
        let audit = walk(&head, &GROUP, &mut cas);
        assert_eq!(
            (audit.pages, audit.sound.len(), problems(&audit)),
            (2, 1, vec![])
        );
    }

    #[test]
    fn other_bytes_in_a_pages_place_are_a_forgery() {
        let mut cas = MemoryCas::new(KIND);
        let (head, page, _) = log(&mut cas);
        cas.set(&page, Some(Bytes::new()));
        let audit = walk(&head, &GROUP, &mut cas);
        let [problem] = &problems(&audit)[..] else {
            panic!("one problem")
        };
        assert!(
            problem.contains("is not what was published: the content does not hash"),
            "{problem}"
        );
        assert_eq!(audit.pages, 1);
    }

    #[test]
    fn other_bytes_in_a_messages_place_are_a_forgery() {
        let mut cas = MemoryCas::new(KIND);
        let (head, _, remote) = log(&mut cas);
        cas.set(&remote, Some(Bytes::from_static(b"other")));
        let audit = walk(&head, &GROUP, &mut cas);
        let [problem] = &problems(&audit)[..] else {
            panic!("one problem")
        };
        assert!(
            problem.starts_with("message ") && problem.contains("does not hash"),
            "{problem}"
        );
        assert_eq!(audit.sound.len(), 0);
    }

    #[test]
    fn a_page_that_is_its_own_ancestor_does_not_keep_the_walk_going() {
        let mut cas = MemoryCas::new(KIND);
        // The address names a hash function that nobody has, so that it says nothing about the content.
        let tail = [0x99, 0x01, 0x01, 0x00];
        let page = encode([], &tail);
        cas.set(&tail, Some(page.clone().into()));
        let audit = walk(&page, &GROUP, &mut cas);
        let [problem] = &problems(&audit)[..] else {
            panic!("one problem")
        };
        assert!(
            problem.ends_with("its address is of a kind that cannot be checked"),
            "{problem}"
        );
    }
}
