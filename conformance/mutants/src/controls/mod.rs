//! Controls: adapters with no implementation behind them. A suite that lets one pass proves nothing.

mod accept;
mod control;
mod serve;
mod table;

pub use control::{Control, ToldControl, UnknownControl};
pub use serve::serve;
