//! Asks one thing of a new adapter: a case, or what it says of itself.

use std::sync::Arc;
use std::time::Duration;

use super::greeting::Manner;
use super::outcome::Outcome;
use super::pool::RunError;
use super::session::{Feed, Session, Settled};
use crate::protocol::Hello;
use crate::transport::{AdapterSource, Launcher};
use crate::vectors::Case;

/// What came of one case.
#[derive(Debug)]
pub(crate) enum Asked {
    /// The adapter did what an adapter does, whether or not that is what the case asserts.
    Settled,
    /// It did something that no adapter may do; a sentence.
    Fault(String),
}

/// Starts an adapter, asks it the case and ends it.
pub(crate) async fn ask_one(launcher: &Launcher, deadline: Duration, case: Arc<Case>) -> Asked {
    let manner = Manner {
        deadline,
        trace: None,
    };
    let mut session = match Session::open(launcher, manner).await {
        Ok(session) => session,
        Err(unstarted) => return Asked::Fault(unstarted.reason),
    };
    let mut feed = One {
        case: Some(case),
        outcome: None,
    };
    let ended = match session.drive(1, &mut feed).await {
        Ok(()) => session.finish().await,
        Err(broken) => {
            session.abandon().await;
            Err(broken)
        }
    };
    match (ended, feed.outcome) {
        (Err(broken), _) => Asked::Fault(broken.fault.text().to_owned()),
        (Ok(()), Some(Outcome::Faulted(fault))) => Asked::Fault(fault.text().to_owned()),
        (Ok(()), _) => Asked::Settled,
    }
}

/// Starts an adapter, hears what it says of itself and ends it.
pub(crate) async fn greet_one(
    source: AdapterSource,
    deadline: Duration,
) -> Result<Hello, RunError> {
    let manner = Manner {
        deadline,
        trace: None,
    };
    let launcher = Launcher::new(source, deadline).await?;
    let opened = Session::open(&launcher, manner).await;
    let session = opened.map_err(|unstarted| RunError::Hello {
        reason: unstarted.reason,
        stderr: unstarted.stderr,
    })?;
    let hello = session.hello().clone();
    session.abandon().await;
    Ok(hello)
}

struct One {
    case: Option<Arc<Case>>,
    outcome: Option<Outcome>,
}

impl Feed for One {
    fn next(&mut self) -> Option<(usize, Arc<Case>)> {
        self.case.take().map(|case| (0, case))
    }

    fn settled(&mut self, result: Settled) {
        self.outcome = Some(result.outcome);
    }
}
