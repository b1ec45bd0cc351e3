//! What is explored: the model, or in tests a model with one fault.

use crate::publish::Publish;
use crate::reader::{Answer, LeftOpen, Limits, Reader};
use crate::store::{Blob, Fetched, Reason, World};
use crate::writer::Writer;

/// How readers and writers behave. The provided methods are the model.
pub trait Rules: Send + Sync + 'static {
    /// One call of a reader.
    fn sync(
        &self,
        reader: &Reader,
        fetched: &Fetched,
        get: &dyn Fn(&Blob) -> Result<(), Reason>,
        limits: Limits,
    ) -> Result<(Reader, Answer), LeftOpen> {
        reader.sync(fetched, get, limits)
    }

    /// What a reader is when its device is started again.
    fn restart(&self, saved: &Reader) -> Reader {
        saved.clone()
    }

    /// One step of a publish.
    fn step(&self, publish: Publish, writer: &mut Writer, world: &mut World) -> Publish {
        publish.step(writer, world)
    }
}

/// The model as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TheModel;

impl Rules for TheModel {}
