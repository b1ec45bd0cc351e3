//! A plot of four panels: what it costs in sends and bytes, and how long it takes.

use plotters::coord::Shift;
use plotters::prelude::*;

use super::PageError;
use super::figure::digits;
use crate::estimate::Bounded;
use crate::measured::Measured;

/// The size of a plot, and the height of the legend above its panels.
const SIZE: (u32, u32) = (1080, 820);
const LEGEND: u32 = 64;
const FONT: &str = "sans-serif";
/// What cannot be drawn on a logarithmic axis stands here: a time of 0 epochs.
const LEAST: f64 = 0.5;

/// What one panel shows: its title, the name of its axis, and the quantity.
type Panel = (&'static str, &'static str, fn(&Measured) -> Bounded);

const PANELS: [Panel; 4] = [
    ("sends", "message sends per delivery (mean)", |it| {
        it.sends.mean
    }),
    ("bytes", "bytes sent / bytes of the messages (mean)", |it| {
        it.bytes.mean
    }),
    ("until received", "epochs until received (median)", |it| {
        it.received.median
    }),
    (
        "until silent",
        "epochs until everybody is silent (median)",
        |it| it.stopped.median,
    ),
];

/// A line of a plot.
pub(super) struct Line<'a> {
    /// What it is called in the legend.
    pub(super) name: &'static str,
    /// Its colour.
    pub(super) colour: RGBColor,
    /// Its points from left to right.
    pub(super) points: Vec<(f64, &'a Measured)>,
}

/// The horizontal axis.
pub(super) struct Axis {
    pub(super) name: &'static str,
    /// How a value on it is written.
    pub(super) write: fn(f64) -> String,
}

/// Draws a plot as SVG.
pub(super) fn draw(title: &str, axis: &Axis, lines: &[Line<'_>]) -> Result<String, PageError> {
    let mut svg = String::new();
    paint(&mut svg, title, axis, lines)
        .map_err(|error| PageError::Plot(title.to_owned(), error.to_string()))?;
    Ok(svg)
}

type Area<'a> = DrawingArea<SVGBackend<'a>, Shift>;
type Failed = Box<dyn std::error::Error>;

fn paint(svg: &mut String, title: &str, axis: &Axis, lines: &[Line<'_>]) -> Result<(), Failed> {
    let root = SVGBackend::with_string(svg, SIZE).into_drawing_area();
    root.fill(&WHITE)?;
    let (head, body) = root.split_vertically(LEGEND);
    legend(&head, title, lines)?;
    for (area, panel) in body.split_evenly((2, 2)).iter().zip(PANELS) {
        paint_panel(area, panel, axis, lines)?;
    }
    root.present()?;
    Ok(())
}

fn legend(area: &Area<'_>, title: &str, lines: &[Line<'_>]) -> Result<(), Failed> {
    area.draw(&Text::new(title.to_owned(), (16, 8), (FONT, 20)))?;
    let step = (SIZE.0 as i32 - 32) / lines.len().max(1) as i32;
    for (place, line) in (0..).zip(lines) {
        let x = 16 + place * step;
        area.draw(&PathElement::new(
            vec![(x, 48), (x + 26, 48)],
            line.colour.stroke_width(3),
        ))?;
        area.draw(&Circle::new((x + 13, 48), 4, line.colour.filled()))?;
        area.draw(&Text::new(line.name, (x + 34, 41), (FONT, 14)))?;
    }
    Ok(())
}

fn paint_panel(
    area: &Area<'_>,
    (title, name, quantity): Panel,
    axis: &Axis,
    lines: &[Line<'_>],
) -> Result<(), Failed> {
    let shown = |it: &Measured| {
        let Bounded { value, low, high } = quantity(it);
        [value, low, high].map(|it| it.max(LEAST))
    };
    let points = || lines.iter().flat_map(|line| &line.points);
    let mut places: Vec<f64> = points().map(|(x, _)| *x).collect();
    places.sort_by(f64::total_cmp);
    places.dedup();
    let x = around(places.iter().copied());
    let y = around(points().flat_map(|(_, it)| shown(it)));
    let mut chart = ChartBuilder::on(area)
        .caption(title, (FONT, 16))
        .margin(10)
        .x_label_area_size(42)
        .y_label_area_size(74)
        .build_cartesian_2d(
            (x.0..x.1).log_scale().with_key_points(places),
            (y.0..y.1).log_scale().with_key_points(round(y)),
        )?;
    chart
        .configure_mesh()
        .x_desc(axis.name)
        .y_desc(name)
        .label_style((FONT, 13))
        .axis_desc_style((FONT, 13))
        .light_line_style(WHITE)
        .x_label_formatter(&|x| (axis.write)(*x))
        .y_label_formatter(&|y| digits(*y))
        .draw()?;
    // Where lines lie on each other, the thicker ones show beneath.
    for (width, line) in (0..lines.len()).rev().zip(lines) {
        let (colour, points) = (line.colour, &line.points);
        let stroke = colour.stroke_width(width as u32 + 2);
        let centres = points.iter().map(|(x, it)| (*x, shown(it)[0]));
        chart.draw_series(LineSeries::new(centres.clone(), stroke))?;
        chart.draw_series(centres.map(|at| Circle::new(at, 3, colour.filled())))?;
        chart.draw_series(points.iter().map(|(x, it)| {
            let [_, low, high] = shown(it);
            PathElement::new(vec![(*x, low), (*x, high)], colour.stroke_width(1))
        }))?;
    }
    Ok(())
}

/// A range with some room to both sides.
fn around(values: impl Iterator<Item = f64>) -> (f64, f64) {
    let (low, high) = values.fold((f64::MAX, f64::MIN_POSITIVE), |(low, high), it| {
        (low.min(it), high.max(it))
    });
    (low / 1.25, high * 1.25)
}

/// The round numbers of a range: powers of ten, and twice and five times these where there are few.
fn round((low, high): (f64, f64)) -> Vec<f64> {
    let powers = low.log10().floor() as i32..=high.log10().ceil() as i32;
    let steps: &[f64] = match (high / low).log10() > 2.5 {
        true => &[1.0],
        false => &[1.0, 2.0, 5.0],
    };
    powers
        .flat_map(|power| steps.iter().map(move |step| step * 10f64.powi(power)))
        .filter(|it| (low..=high).contains(it))
        .collect()
}
