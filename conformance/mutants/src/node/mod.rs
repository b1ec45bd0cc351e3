//! An MVDS node: what it is told, what it knows, and its calls.

mod admit;
mod append;
mod clock;
mod collect;
mod deposit;
mod epoch;
mod forward;
mod helper;
mod parents;
mod peers;
mod receive;
mod record;
mod settings;
mod state;
mod take;
mod waiting;

pub use append::{AppendedStatus, append};
pub use clock::Clock;
pub use deposit::Deposit;
pub use epoch::{Epoch, Sent, epoch};
pub use helper::{Helped, helper};
pub use peers::peers;
pub use receive::{Received, Refused, receive};
pub use record::{Record, RecordKind, Records};
pub use settings::{Bounds, Delivery, Followed, Mailed, Mode, NodeSettings, OwnLog};
pub use state::{Call, Known, Node, NodeState, Told};
pub use take::Delivered;
pub use waiting::Waiting;
