//! Writers, readers, stores and MVDS nodes: the instances that the harness opens by name.

mod callback;
mod node;
mod parts;
mod port;
mod reader;
mod store;
mod table;
mod task;
mod writer;

pub(crate) use table::Instances;

/// The names of the operations on instances.
pub(crate) const NAMES: [&str; 17] = [
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
    "node.open",
    "node.peers",
    "node.append",
    "node.epoch",
    "node.receive",
    "node.helper",
    "instance.drop",
];
