//! What a sample says: mean, median and tail, each with an interval of confidence.

use serde::{Deserialize, Serialize};

/// The quantile of the normal distribution for 95 % on two sides.
const Z: f64 = 1.96;
/// The tail that is reported.
const TAIL: f64 = 0.95;

/// An estimate and the bounds of its 95 % interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Bounded {
    /// The estimate.
    pub value: f64,
    /// The lower bound.
    pub low: f64,
    /// The upper bound.
    pub high: f64,
}

/// What a sample of independent runs says about a quantity.
///
/// The interval of the mean is the normal approximation, `1.96 s / sqrt(n)` to both sides. Those of the median and of the
/// 95th percentile are order statistics: the ranks `n q` and `1.96 sqrt(n q (1 - q))` to both sides of it, which assume
/// nothing about the distribution. In a small sample they end at its ends. One run has no spread: its intervals are
/// points, and the number of runs beside them says why.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Estimate {
    /// The mean.
    pub mean: Bounded,
    /// The median.
    pub median: Bounded,
    /// The 95th percentile.
    pub p95: Bounded,
}

impl Estimate {
    /// The estimate from a sample; none from an empty one.
    pub fn of(sample: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut sample: Vec<f64> = sample.into_iter().collect();
        sample.sort_unstable_by(f64::total_cmp);
        let count = sample.len() as f64;
        (!sample.is_empty()).then(|| Estimate {
            mean: mean(&sample, count),
            median: quantile(&sample, count, 0.5),
            p95: quantile(&sample, count, TAIL),
        })
    }
}

fn mean(sample: &[f64], count: f64) -> Bounded {
    let mean = sample.iter().sum::<f64>() / count;
    let squares: f64 = sample.iter().map(|it| (it - mean).powi(2)).sum();
    let half = match count > 1.0 {
        true => Z * (squares / (count - 1.0) / count).sqrt(),
        false => 0.0,
    };
    bounded(mean, mean - half, mean + half)
}

fn quantile(sorted: &[f64], count: f64, q: f64) -> Bounded {
    let half = Z * (count * q * (1.0 - q)).sqrt();
    let at = |rank: f64| sorted[(rank.ceil() as usize).clamp(1, sorted.len()) - 1];
    let rank = count * q;
    bounded(at(rank), at(rank - half), at(rank + half))
}

/// Four digits tell all that a sample can, and are the same wherever they are computed.
fn bounded(value: f64, low: f64, high: f64) -> Bounded {
    let [value, low, high] = [value, low, high].map(|it| {
        let text = format!("{it:.4e}");
        text.parse().unwrap_or(it)
    });
    Bounded { value, low, high }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_known_sample_has_known_figures() {
        let all = Estimate::of((1..=100).rev().map(f64::from)).expect("a sample");
        assert_eq!(
            (all.mean.value, all.median.value, all.p95.value),
            (50.5, 50.0, 95.0)
        );
        // s = 29.01, so 1.96 s / 10 = 5.686; the ranks are 50 and 95, 9.8 and 4.27 to both sides.
        assert_eq!((all.mean.low, all.mean.high), (44.814, 56.186));
        assert_eq!((all.median.low, all.median.high), (41.0, 60.0));
        assert_eq!((all.p95.low, all.p95.high), (91.0, 100.0));
    }

    #[test]
    fn one_run_is_a_point_and_none_is_nothing() {
        let one = Estimate::of([3.0]).expect("a sample");
        assert_eq!((one.mean.low, one.mean.high, one.p95.high), (3.0, 3.0, 3.0));
        assert_eq!(Estimate::of([]), None);
    }

    /// Of a hundred intervals of a geometric distribution's mean, about 95 hold it.
    #[test]
    fn intervals_hold_what_they_should() {
        let mut rng = fastrand::Rng::with_seed(1);
        let mut geometric = || (1..).find(|_| rng.u32(..10) == 0).map(f64::from);
        let holds = (0..100).filter(|_| {
            let sample = (0..500).filter_map(|_| geometric());
            let mean = Estimate::of(sample).expect("a sample").mean;
            (mean.low..=mean.high).contains(&10.0)
        });
        let holds = holds.count();
        assert!((90..=99).contains(&holds), "{holds}");
    }
}
