//! Names for the bytes of a history, so that its case can be read: `a` is a message's content, `a_id` its id, `a_at` its
//! address; a page is drawn.

use std::collections::BTreeMap;

use remote_log_model::{Blob, Message, Offer, Page};

use super::matter::{Pages, content, content_address, id};

/// Bytes with their names.
#[derive(Default)]
pub(super) struct Names {
    named: BTreeMap<Vec<u8>, String>,
    pages: Pages,
}

impl Names {
    /// Names the messages from the first up to this number.
    pub fn messages(&mut self, count: u8) {
        for message in (0..count).map(Message) {
            self.name(id(message).to_vec(), format!("{message}_id"));
            self.name(content_address(message), format!("{message}_at"));
            self.name(content(message), message.to_string());
        }
    }

    /// Names something in the store.
    pub fn blob(&mut self, blob: &Blob) {
        if let Blob::Page(page) = blob {
            let address = self.pages.address(page);
            self.name(address, format!("{}_at", drawn(page)));
            self.head(page);
        }
    }

    /// Names what a name holds.
    pub fn head(&mut self, page: &Page) {
        let bytes = self.pages.bytes(page);
        // Zero bytes need no name.
        if !bytes.is_empty() {
            self.name(bytes, drawn(page));
        }
    }

    /// The names and what they stand for, in the order of the names.
    pub fn sorted(self) -> BTreeMap<String, Vec<u8>> {
        let named = self.named.into_iter();
        named.map(|(bytes, name)| (name, bytes)).collect()
    }

    fn name(&mut self, bytes: Vec<u8>, name: String) {
        self.named.entry(bytes).or_insert(name);
    }
}

/// `[c*] -> [b a]` is `p_C_ba`: letters as they are listed, capital where the content is embedded. A page with a field
/// that readers do not know has the number of its form behind it.
fn drawn(page: &Page) -> String {
    let pages = std::iter::once(page).chain(page.beneath().map(|page| &**page));
    pages.fold("p".to_owned(), |mut drawn, page| {
        drawn.push('_');
        for pair in &page.pairs {
            let letter = pair.message.to_string();
            drawn += &match pair.offer {
                Offer::Embedded => letter.to_uppercase(),
                Offer::Stored => letter,
                Offer::Nothing => format!("{letter}0"),
            };
        }
        if page.form > 0 {
            drawn += &page.form.to_string();
        }
        drawn
    })
}
