//! The rules of `spec/sync.md`, each shown by nodes that exchange payloads by hand; and whole histories of them.

mod batch;
mod bounds;
mod clocks;
mod ephemeral;
mod forward;
mod groups;
mod helper;
mod histories;
mod interactive;
mod parents;
mod restarts;
mod world;
