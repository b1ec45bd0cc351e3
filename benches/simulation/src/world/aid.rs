//! The helpers of a run's nodes.

use remote_log::address::AddressKind;
use remote_log::log::writer::{Embed, Head, Layout, LayoutError};
use remote_log::store::{MemoryCas, MemoryNs};
use remote_log_helpers::{
    Acks, Helper, MailError, MailLimits, OpenError, PostOffice, RemoteLog, Shared, StoreAndForward,
};
use remote_log_mvds::{GroupId, PeerId};

use super::forgetful::Forgetful;
use super::seal::Wax;
use crate::scenario::Form;

/// The pairs of a page, and how many of the newest carry their content: whoever has missed a few messages needs one call,
/// and whoever has missed none is not handed much that it knows.
const PAGE: usize = 20;
const EMBEDDED: usize = 5;

/// Why a run could not begin. With services in memory none of these happens.
#[derive(Debug, thiserror::Error)]
pub enum SetupError {
    /// A helper cannot be opened.
    #[error("the helper cannot be opened: {0}")]
    Open(#[from] OpenError),
    /// There is no mailbox.
    #[error("there is no mailbox for a node: {0}")]
    Mailbox(#[from] MailError),
    /// The log cannot be laid out.
    #[error("the log cannot be laid out: {0}")]
    Layout(#[from] LayoutError),
}

/// The services that all helpers of a run share.
pub(super) struct Services {
    form: Form,
    group: GroupId,
    cas: Shared<MemoryCas>,
    ns: Shared<MemoryNs>,
    office: Shared<PostOffice<Forgetful>>,
}

/// A node's place among the others.
pub(super) struct Place<'a> {
    pub(super) own: &'a PeerId,
    /// Whether it writes.
    pub(super) author: bool,
    /// Those of its peers that write.
    pub(super) authors: &'a [PeerId],
}

impl Services {
    pub(super) fn new(form: Form, group: GroupId, peers: &[PeerId]) -> Result<Self, SetupError> {
        let limits = MailLimits {
            box_items: usize::MAX,
            box_bytes: usize::MAX,
            ..MailLimits::default()
        };
        let mut office = PostOffice::open(limits, Forgetful)?;
        if matches!(form, Form::Mailbox | Form::MailboxAcks) {
            for peer in peers {
                office.register(peer)?;
            }
        }
        Ok(Services {
            form,
            group,
            cas: Shared::new(MemoryCas::new(AddressKind::Multihash)),
            ns: Shared::new(MemoryNs::new()),
            office: Shared::new(office),
        })
    }

    /// Whether a node in this place keeps for the helper what it appends.
    pub(super) fn gives(&self, author: bool, first: bool) -> bool {
        match self.form {
            Form::None => false,
            Form::Log => author && first,
            Form::OwnLogs | Form::Mailbox | Form::MailboxAcks => author,
        }
    }

    /// The helper of a node; none where there is none.
    pub(super) fn helper(
        &self,
        place: &Place<'_>,
        first: &PeerId,
    ) -> Result<Option<Box<dyn Helper>>, SetupError> {
        let acks = match self.form {
            Form::None => return Ok(None),
            Form::Log | Form::OwnLogs => return Ok(Some(Box::new(self.log(place, first)?))),
            Form::Mailbox => Acks::Direct,
            Form::MailboxAcks => Acks::Carried,
        };
        let own = place.own.clone();
        let helper = StoreAndForward::new(self.office.clone(), Wax { own }, acks);
        Ok(Some(Box::new(helper)))
    }

    fn log(
        &self,
        place: &Place<'_>,
        first: &PeerId,
    ) -> Result<RemoteLog<Shared<MemoryCas>, Shared<MemoryNs>, Forgetful>, SetupError> {
        let mut log = RemoteLog::new(self.cas.clone(), self.ns.clone());
        if self.gives(place.author, place.own == first) {
            let layout = Layout::new(PAGE, Embed::Last(EMBEDDED), Head::Inline)?;
            log.publish(self.group, &name(place.own), layout, Forgetful)?;
        }
        for author in place.authors {
            if self.gives(true, author == first) {
                let whose = (author.clone(), self.group);
                let kind = AddressKind::Multihash;
                log.follow(whose, &name(author), kind, Default::default(), Forgetful)?;
            }
        }
        Ok(log)
    }
}

/// The name of an author's log.
fn name(author: &PeerId) -> String {
    String::from_utf8_lossy(&author.0).into_owned()
}
