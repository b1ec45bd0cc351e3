//! The whole check-up, in the order in which an author would mend things.

use std::time::Duration;

use super::callbacks::callbacks;
use super::conversation::{
    answers, bad_hex, ends, longest_line, pipelined, unknown_fields, unsupported,
};
use super::finding::Finding;
use super::handshake::handshake;
use super::probe::Probe;
use super::sample::Sample;
use crate::protocol::{Hello, MAX_LINE};
use crate::registry::Registry;
use crate::transport::{AdapterSource, LaunchError, Launcher};

/// Tries an adapter. Nothing that it answers is judged by the requirements of the remote log; that is for the suite.
///
/// # Errors
/// The harness cannot listen where it should.
pub async fn check(
    source: AdapterSource,
    deadline: Duration,
    registry: &Registry,
) -> Result<Vec<Finding>, LaunchError> {
    let launcher = Launcher::new(source, deadline).await?;
    let mut findings = Vec::new();
    let Some(hello) = handshake(&launcher, deadline, registry, &mut findings).await else {
        return Ok(findings);
    };
    converse(&launcher, deadline, &hello, &mut findings).await;
    findings.extend(callbacks(&launcher, deadline, &hello).await);
    Ok(findings)
}

/// Each trial that went wrong leaves an adapter that cannot be trusted any more, so the next one gets a new one.
async fn converse(
    launcher: &Launcher,
    deadline: Duration,
    hello: &Hello,
    findings: &mut Vec<Finding>,
) {
    let sample = Sample::of(hello);
    let mut current: Option<Probe> = None;
    for trial in 0.. {
        let mut probe = match current.take() {
            Some(probe) => probe,
            // The answers to long lines may be long too.
            None => match Probe::greeted(launcher, deadline, MAX_LINE.max(hello.max_line)).await {
                Ok(probe) => probe,
                Err(what) => {
                    let cure =
                        "Do the same at every start: the harness restarts an adapter after a fault";
                    findings.push(Finding::problem("starts a second time", what, cure));
                    return;
                }
            },
        };
        let finding = match trial {
            0 => answers(&mut probe, sample).await,
            1 => unsupported(&mut probe).await,
            2 => unknown_fields(&mut probe, sample).await,
            3 => bad_hex(&mut probe, sample).await,
            4 => pipelined(&mut probe, hello, sample).await,
            5 => longest_line(&mut probe, hello, sample).await,
            _ => {
                findings.push(ends(probe).await);
                return;
            }
        };
        if finding.is_problem() {
            probe.stop().await;
            if trial == 0 {
                // Everything else would go wrong in the same way.
                findings.push(finding);
                return;
            }
        } else {
            current = Some(probe);
        }
        findings.push(finding);
    }
}
