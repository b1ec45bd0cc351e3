//! Writers, readers and stores: the instances that the harness opens by name.

mod callback;
mod port;
mod reader;
mod store;
mod table;
mod task;
mod writer;

pub(crate) use table::Instances;

/// The names of the operations on instances.
pub(crate) const NAMES: [&str; 11] = [
    "writer.open",
    "writer.append",
    "writer.publish",
    "reader.open",
    "reader.sync",
    "store.open",
    "store.add",
    "store.get",
    "store.update",
    "store.fetch",
    "instance.drop",
];
