//! Nodes with helpers: honest ones, absent ones, lying ones, and those that die in mid-visit.

mod actor;
mod bounds;
mod every_helper;
mod evidence;
mod groups;
mod hostile_log;
mod hostile_mail;
mod kills;
mod office;
mod service;
mod traffic;
mod world;
