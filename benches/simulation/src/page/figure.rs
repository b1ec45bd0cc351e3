//! Figures and names, as the page and the terminal show them.

use crate::estimate::{Bounded, Estimate};
use crate::scenario::{Mode, Model, Overlay, Pace, Scenario};

/// How a figure is written: three digits, and no more than what they tell.
pub struct Figure;

impl Figure {
    /// The mean.
    pub fn mean(estimate: &Estimate) -> String {
        digits(estimate.mean.value)
    }

    /// The mean, and how far its 95 % interval reaches to both sides.
    pub fn with_interval(estimate: &Estimate) -> String {
        let Bounded { value, high, .. } = estimate.mean;
        format!("{} ± {}", digits(value), digits(high - value))
    }

    /// Median and 95th percentile.
    pub fn median_and_tail(estimate: &Estimate) -> String {
        let (median, tail) = (estimate.median.value, estimate.p95.value);
        format!("{} / {}", digits(median), digits(tail))
    }

    /// The median with its 95 % interval.
    pub fn median_with_interval(estimate: &Estimate) -> String {
        interval(&estimate.median)
    }

    /// The 95th percentile with its 95 % interval.
    pub fn tail_with_interval(estimate: &Estimate) -> String {
        interval(&estimate.p95)
    }
}

fn interval(it: &Bounded) -> String {
    format!(
        "{} ({} to {})",
        digits(it.value),
        digits(it.low),
        digits(it.high)
    )
}

/// A number with three digits that tell something, and thousands set apart.
pub(super) fn digits(value: f64) -> String {
    let size = value.abs();
    if size >= 1000.0 {
        let unit = 10f64.powf(size.log10().floor() - 2.0);
        let mut rest = format!("{:.0}", (value / unit).round() * unit);
        let mut place = rest.len() as i64 - 3;
        while place > 0 && rest.as_bytes()[place as usize - 1].is_ascii_digit() {
            rest.insert(place as usize, ',');
            place -= 3;
        }
        return rest;
    }
    let places = match size {
        _ if size >= 100.0 => 0,
        _ if size >= 10.0 => 1,
        _ => 2,
    };
    let text = format!("{value:.places$}");
    match text.contains('.') {
        true => text.trim_end_matches('0').trim_end_matches('.').to_owned(),
        false => text,
    }
}

/// A part of the time in percent.
pub(super) fn percent(part: f64) -> String {
    format!("{} %", digits(part * 100.0))
}

/// A scenario in a line.
pub fn label(scenario: &Scenario) -> String {
    let model = match scenario.model {
        Model::Loss => "loss",
        Model::Windows => "windows",
    };
    let overlay = match scenario.overlay {
        Overlay::Mesh => String::new(),
        Overlay::Neighbours(count) => format!(", {count} neighbours"),
    };
    format!(
        "{model} {}, {}, {} {}, {} to {}{overlay}",
        percent(scenario.uptime),
        scenario.helper.name(),
        mode(scenario.mode),
        pace(scenario.pace),
        scenario.messages,
        scenario.nodes - 1,
    )
}

/// A mode in a word.
pub(super) fn mode(mode: Mode) -> &'static str {
    match mode {
        Mode::Batch => "batch",
        Mode::Interactive => "interactive",
    }
}

/// A pace in a word.
pub(super) fn pace(pace: Pace) -> &'static str {
    match pace {
        Pace::Constant => "constant",
        Pace::Exponential => "exponential",
    }
}

#[cfg(test)]
mod tests {
    use super::digits;

    #[test]
    fn a_figure_says_no_more_than_it_knows() {
        let all = [
            0.0,
            0.123,
            1.0,
            9.996,
            12.34,
            123.4,
            999.6,
            1234.5,
            1_234_567.0,
        ]
        .map(digits);
        let as_shown = [
            "0",
            "0.12",
            "1",
            "10",
            "12.3",
            "123",
            "1000",
            "1,230",
            "1,230,000",
        ];
        assert_eq!(all, as_shown);
    }
}
