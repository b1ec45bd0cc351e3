//! A service that several nodes of one process use.

use std::cell::{RefCell, RefMut};
use std::rc::Rc;

use bytes::Bytes;
use remote_log::log::{Expect, Failure};
use remote_log::store::{Cas, Ns, Updates};
use remote_log_mvds::PeerId;

use crate::{Batch, MailError, Mailbox, Sealed, Token};

/// A content store, a name system or a mailbox that several nodes of one thread use, each through its own clone.
#[derive(Debug, Default)]
pub struct Shared<T>(Rc<RefCell<T>>);

impl<T> Shared<T> {
    /// Shares a service.
    pub fn new(service: T) -> Self {
        Shared(Rc::new(RefCell::new(service)))
    }

    /// The service itself.
    ///
    /// # Panics
    ///
    /// If what this answered before is still held.
    pub fn service(&self) -> RefMut<'_, T> {
        self.0.borrow_mut()
    }
}

impl<T> Clone for Shared<T> {
    fn clone(&self) -> Self {
        Shared(Rc::clone(&self.0))
    }
}

impl<T: Cas> Cas for Shared<T> {
    fn add(&mut self, content: &[u8]) -> Result<Bytes, Failure> {
        self.service().add(content)
    }

    fn add_all(&mut self, contents: &[Bytes]) -> Vec<Result<Bytes, Failure>> {
        self.service().add_all(contents)
    }

    fn get(&mut self, address: &[u8]) -> Result<Bytes, Failure> {
        self.service().get(address)
    }
}

impl<T: Ns> Ns for Shared<T> {
    const UPDATES: Updates = T::UPDATES;

    fn fetch(&mut self, name: &str) -> Result<Bytes, Failure> {
        self.service().fetch(name)
    }

    fn update(&mut self, name: &str, content: &[u8], expect: &Expect) -> Result<(), Failure> {
        self.service().update(name, content, expect)
    }
}

impl<T: Mailbox> Mailbox for Shared<T> {
    fn deposit(&mut self, recipient: &PeerId, item: &Sealed) -> Result<(), MailError> {
        self.service().deposit(recipient, item)
    }

    fn collect(
        &mut self,
        recipient: &PeerId,
        confirmed: Option<Token>,
    ) -> Result<Batch, MailError> {
        self.service().collect(recipient, confirmed)
    }
}
