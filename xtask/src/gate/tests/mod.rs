//! Realistic changes of a small project with a history of its own, one of each kind, and everything that the gate objects to.

mod forms;
mod inputs;
mod kinds;
mod lies;
mod project;
mod protos;
