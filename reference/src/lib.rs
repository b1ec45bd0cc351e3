//! The remote log: a list of messages that a writer keeps in a content store under a name, so that readers who are
//! never online together with it learn what they lack.
//!
//! The dependencies between the modules point one way: [`wire`] knows bytes and fields, [`message`], [`payload`],
//! [`service`] and [`page`] know what the fields mean, and [`address`] knows what a content store's addresses say about
//! content. [`log`] holds the writer and the reader, as state machines that say what they need and never block;
//! [`store`] says what they need it from. Doc comments name the requirements of `spec/requirements.yaml` that an item
//! implements.

pub mod address;
pub mod log;
pub mod message;
pub mod page;
pub mod payload;
pub mod service;
pub mod store;
pub mod wire;
