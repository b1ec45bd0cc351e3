//! An adapter as a function of this process, in a thread of its own.

use std::io;
use std::os::fd::OwnedFd;

use tokio::net::unix::pipe;

use super::link::{Link, LinkEnd};
use super::source::Serve;
use super::stderr::Stderr;

/// Starts the function. It ends when its input does; nothing can end it by force.
pub(super) fn start(serve: &Serve) -> io::Result<Link> {
    let (their_input, our_output) = io::pipe()?;
    let (our_input, their_output) = io::pipe()?;
    let serve = serve.clone();
    std::thread::Builder::new()
        .name("adapter".to_owned())
        .spawn(move || serve(their_input, their_output))?;
    Ok(Link {
        reader: Box::new(pipe::Receiver::from_owned_fd(OwnedFd::from(our_input))?),
        writer: Some(Box::new(pipe::Sender::from_owned_fd(OwnedFd::from(
            our_output,
        ))?)),
        stderr: Stderr::default(),
        end: LinkEnd::Thread,
        beside: None,
    })
}
