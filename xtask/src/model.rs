//! `cargo xtask model`: explores the model exhaustively, and prints how much that was.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;
use std::time::Instant;

use remote_log_model::explore::{
    Bounds, Explored, Invariant, TheModel, configurations, explore, never_reached,
};

/// Why the model cannot be relied on.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The shortest way to it was printed.
    #[error("the model breaks an invariant of its own; the shortest way to it is above")]
    Broken,
    /// An exploration that meets no fork says nothing about forks.
    #[error("no configuration comes to {}; widen the bounds in conformance/model/src/explore/bounds.rs", .0.join(", nor to "))]
    Vacuous(Vec<String>),
}

/// Explores every configuration, as many at once as there are cores, and prints each when it is done.
pub fn run() -> Result<(), Error> {
    let began = Instant::now();
    let configurations = configurations();
    let (mut all, next) = (Vec::new(), AtomicUsize::new(0));
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        let (next, configurations) = (&next, &configurations);
        let cores = thread::available_parallelism().map_or(1, usize::from);
        for _ in 0..cores {
            let sender = sender.clone();
            scope.spawn(move || {
                while let Some(bounds) = configurations.get(next.fetch_add(1, Ordering::Relaxed)) {
                    if sender.send((bounds, explore(bounds, TheModel))).is_err() {
                        return;
                    }
                }
            });
        }
        drop(sender);
        for (bounds, explored) in receiver {
            print(bounds, &explored);
            all.push(explored);
        }
    });
    if all.iter().any(|explored| explored.broken.is_some()) {
        return Err(Error::Broken);
    }
    let never = never_reached(&all);
    if !never.is_empty() {
        return Err(Error::Vacuous(never));
    }
    println!("in every state of all {} configurations:", all.len());
    for invariant in Invariant::ALL {
        println!("  {invariant}");
    }
    let states: usize = all.iter().map(|explored| explored.unique).sum();
    let took = began.elapsed().as_secs_f32();
    println!("{states} states, in {took:.1} s");
    Ok(())
}

fn print(bounds: &Bounds, explored: &Explored) {
    let Explored {
        unique,
        generated,
        depth,
        took,
        ..
    } = explored;
    println!("{}", bounds.name);
    println!("  {bounds}");
    let took = took.as_secs_f32();
    println!(
        "  {unique} states, come to in {generated} ways, up to {depth} events deep, in {took:.1} s"
    );
    let classes = explored.classes.iter();
    let classes: Vec<String> = classes.map(|(class, n)| format!("{class} {n}")).collect();
    println!("  heads: {}", classes.join(", "));
    let statuses = explored.statuses.iter();
    let statuses: Vec<String> = statuses
        .map(|(status, n)| format!("{status} {n}"))
        .collect();
    println!("  publishes: {}", statuses.join(", "));
    match &explored.broken {
        None => println!("  every invariant holds; no state is left\n"),
        Some(broken) => {
            println!("  broken: {}", broken.invariant);
            for (nth, step) in broken.steps.iter().enumerate() {
                println!("  {:>3}. {step}", nth + 1);
            }
            println!();
        }
    }
}
