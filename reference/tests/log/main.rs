//! The rules of the log's reader and writer, each over stores in memory that fail on demand.

mod bounds;
mod classes;
mod gaps;
mod histories;
mod items;
mod read_back;
mod reading;
mod restarts;
mod stores;
mod world;
mod writing;
