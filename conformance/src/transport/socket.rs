//! An adapter behind a socket, where a process cannot be started from the harness.

use std::io;

use tokio::net::{TcpListener, TcpStream};

use super::link::{Link, LinkEnd};
use super::stderr::Stderr;

/// Connects to an adapter that listens.
pub(super) async fn connect(address: &str) -> io::Result<Link> {
    link(TcpStream::connect(address).await?)
}

/// Waits for an adapter to connect.
pub(super) async fn accept(listener: &TcpListener) -> io::Result<Link> {
    let (stream, _) = listener.accept().await?;
    link(stream)
}

fn link(stream: TcpStream) -> io::Result<Link> {
    // Lines are written in batches already, and each waits for an answer.
    stream.set_nodelay(true)?;
    let (reader, writer) = stream.into_split();
    Ok(Link {
        reader: Box::new(reader),
        writer: Some(Box::new(writer)),
        stderr: Stderr::default(),
        end: LinkEnd::Socket,
        beside: None,
    })
}
