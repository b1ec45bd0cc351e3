//! A writer, reader or node that lives beside others, and the request that it handles.

use std::pin::Pin;
use std::task::{Context, Poll, Waker};

use super::port::{Asked, Port};
use super::{node, reader, writer};

/// A writer, reader or node.
pub(super) struct Task {
    life: Pin<Box<dyn Future<Output = ()>>>,
    /// What passes between it and the session.
    pub(super) port: Port,
    /// The id of the request that it handles, a JSON string; none between requests.
    pub(super) request: Option<String>,
}

impl Task {
    /// A writer that handles its `writer.open`.
    pub(super) fn writer(request: String, input: String) -> Self {
        let port = Port::default();
        Task::new(Box::pin(writer::live(port.clone(), input)), port, request)
    }

    /// A reader that handles its `reader.open`.
    pub(super) fn reader(request: String, input: String) -> Self {
        let port = Port::default();
        Task::new(Box::pin(reader::live(port.clone(), input)), port, request)
    }

    /// A node that handles its `node.open`.
    pub(super) fn node(request: String, input: String) -> Self {
        let port = Port::default();
        Task::new(Box::pin(node::live(port.clone(), input)), port, request)
    }

    fn new(life: Pin<Box<dyn Future<Output = ()>>>, port: Port, request: String) -> Self {
        Task {
            life,
            port,
            request: Some(request),
        }
    }

    /// Hands over the next request.
    pub(super) fn ask(&mut self, request: String, asked: Asked) {
        self.request = Some(request);
        self.port.ask(asked);
    }

    /// Lets it go on until it waits again, and answers whether its life is over.
    pub(super) fn step(&mut self) -> bool {
        let mut context = Context::from_waker(Waker::noop());
        self.life.as_mut().poll(&mut context) == Poll::Ready(())
    }
}
