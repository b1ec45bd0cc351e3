//! The blind bank: what it must have, and for each of its faults a scene in which an outsider sees it.

mod bank;
mod formats;
mod memory;
mod names;
mod nodes;
mod readers;
mod readers_told;
mod shows;
mod stores;
mod writers;
