//! Tables of what was measured, and the few numbers that it comes down to.

use serde::Serialize;

use super::statistics::geometric_mean;
use super::timing::{Row, Time};
use super::variant::{ALL, Variant};
use crate::interpreters::Interpreter;

/// The operation that does nothing.
const LOOP: &str = "loop";

/// Everything measured on one interpreter.
#[derive(Debug, Serialize)]
pub(super) struct Measured {
    interpreter: String,
    release: String,
    /// What could not be built, and why.
    notes: Vec<String>,
    nanoseconds: Vec<Row<Time>>,
    instructions: Vec<Row<f64>>,
}

impl Measured {
    pub(super) fn new(
        interpreter: &Interpreter,
        notes: Vec<String>,
        nanoseconds: Vec<Row<Time>>,
        instructions: Vec<Row<f64>>,
    ) -> Self {
        let release = format!("{} {}", interpreter.implementation.title(), interpreter.release);
        Measured { interpreter: interpreter.name.clone(), release, notes, nanoseconds, instructions }
    }
}

/// A number of a row.
pub(super) trait Number {
    /// The number without what the loop takes, where that can be told apart.
    fn value(&self, loop_: f64) -> f64;
    /// As a table shows it.
    fn shown(&self, loop_: f64) -> String;
}

impl Number for Time {
    fn value(&self, _: f64) -> f64 {
        self.median
    }

    fn shown(&self, _: f64) -> String {
        format!("{:.1} {:>3.0}%", self.median, self.spread * 100.0)
    }
}

impl Number for f64 {
    fn value(&self, loop_: f64) -> f64 {
        self - loop_
    }

    fn shown(&self, loop_: f64) -> String {
        format!("{:.0}", self - loop_)
    }
}

impl<T: Number> Row<T> {
    fn of(&self, variant: Variant, loop_: f64) -> Option<f64> {
        Some(self.variants.get(&variant)?.value(loop_))
    }

    fn ratio(&self, of: Variant, to: Variant, loop_: f64) -> Option<f64> {
        Some(self.of(of, loop_)? / self.of(to, loop_)?)
    }

    /// Whether it is about instances of a class.
    fn is_about_classes(&self) -> bool {
        self.operation.starts_with("C_") || self.operation == "read_counter"
    }

    /// Whether it passes arguments to a function that takes keywords, for which HPy in C has a parser.
    fn is_about_keywords(&self) -> bool {
        self.operation.starts_with("kwargs")
    }
}

/// All tables of one interpreter.
pub(super) fn render(measured: &Measured) -> String {
    let mut lines: Vec<String> = measured.notes.iter().map(|note| note.lines().collect::<Vec<_>>().join(" ")).collect();
    let release = &measured.release;
    let times = &measured.nanoseconds;
    if !times.is_empty() {
        lines.push(format!("{release}: nanoseconds an operation with its loop, and the spread of the middle half\n"));
        let heads = ["hpy-rs/HPy", "…/checked", "PyO3/hpy-rs", "own/C API", "PyO3/own"];
        lines.extend(table(times, 0.0, heads, ratios));
        lines.extend(summary(times, 0.0));
    }
    let counts = &measured.instructions;
    if !counts.is_empty() {
        lines.push(format!("\n{release}: instructions an operation without its loop\n"));
        let loop_ = loop_of(counts);
        let heads = ["hpy-rs-HPy", "an item", "own-C API", "an item"];
        lines.extend(table(counts, loop_, heads, |row| differences(row, loop_)));
        lines.extend(summary(counts, loop_));
    }
    lines.join("\n")
}

/// How the variants compare in time.
fn ratios(row: &Row<Time>) -> [String; 5] {
    let shown = |of, to| row.ratio(of, to, 0.0).map_or_else(|| "-".to_owned(), |value| format!("{value:.2}"));
    [
        shown(Variant::Ours, Variant::HpyC),
        shown(Variant::Ours, Variant::Checked),
        shown(Variant::PyO3, Variant::Ours),
        shown(Variant::Own, Variant::CApi),
        shown(Variant::PyO3, Variant::Own),
    ]
}

/// What the empty loop takes: the same for all, so the smallest is the cleanest.
fn loop_of(rows: &[Row<f64>]) -> f64 {
    let row = rows.iter().find(|row| row.operation == LOOP);
    row.map_or(0.0, |row| row.variants.values().copied().fold(f64::INFINITY, f64::min))
}

/// How many instructions more hpy-rs takes, in all and for each item of a container.
fn differences(row: &Row<f64>, loop_: f64) -> [String; 4] {
    let difference = |of, to| Some(row.of(of, loop_)? - row.of(to, loop_)?);
    let shown = |value: Option<f64>| value.map_or_else(|| "-".to_owned(), |value| format!("{value:+.0}"));
    let items = row.operation.rsplit('_').next().and_then(|count| count.parse::<f64>().ok());
    let an_item = |value: Option<f64>| {
        let each = value.zip(items).map(|(value, items)| value / items);
        each.map_or_else(String::new, |value| format!("{value:+.1}"))
    };
    let (through_hpy, own) = (difference(Variant::Ours, Variant::HpyC), difference(Variant::Own, Variant::CApi));
    [shown(through_hpy), an_item(through_hpy), shown(own), an_item(own)]
}

/// A line for each row: what each variant takes, and what `more` tells of it.
fn table<T: Number, const MORE: usize>(
    rows: &[Row<T>],
    loop_: f64,
    heads: [&str; MORE],
    more: impl Fn(&Row<T>) -> [String; MORE],
) -> Vec<String> {
    let line = |name: &str, variants: [String; ALL.len()], more: [String; MORE]| {
        let mut line = format!("{name:<17}");
        for (cell, width) in variants.iter().map(|cell| (cell, 16)).chain(more.iter().map(|cell| (cell, 13))) {
            line.extend([" ".repeat(width - cell.chars().count().min(width - 1)), cell.clone()]);
        }
        line.trim_end().to_owned()
    };
    let mut lines = vec![line("OPERATION", ALL.map(|variant| variant.title().to_owned()), heads.map(str::to_owned))];
    for row in rows {
        let loop_ = if row.operation == LOOP { 0.0 } else { loop_ };
        let cell = |variant| row.variants.get(&variant).map_or_else(|| "-".to_owned(), |number| number.shown(loop_));
        lines.push(line(&row.operation, ALL.map(cell), more(row)));
    }
    lines
}

/// The geometric means of the ratios that there are goals for, and the rows at either end.
fn summary<T: Number>(rows: &[Row<T>], loop_: f64) -> Vec<String> {
    type Rows<'r, T> = Vec<&'r Row<T>>;
    let operations = rows.iter().filter(|row| row.operation != LOOP);
    let (classes, functions): (Rows<'_, T>, Rows<'_, T>) = operations.partition(|row| row.is_about_classes());
    let (keywords, others): (Rows<'_, T>, Rows<'_, T>) = functions.iter().partition(|row| row.is_about_keywords());
    let lines = [
        means("hpy-rs / HPy in C, same convention", Variant::Ours, Variant::HpyC, &others, loop_),
        means("hpy-rs / checked C, where there is one", Variant::Ours, Variant::Checked, &others, loop_),
        means("HPy in C / hpy-rs, keywords", Variant::HpyC, Variant::Ours, &keywords, loop_),
        means("PyO3 / hpy-rs", Variant::PyO3, Variant::Ours, &functions, loop_),
        means("own door / C API", Variant::Own, Variant::CApi, &functions, loop_),
        means("PyO3 / own door", Variant::PyO3, Variant::Own, &functions, loop_),
        means("classes: hpy-rs / HPy in C", Variant::Ours, Variant::HpyC, &classes, loop_),
        means("classes: hpy-rs / checked C", Variant::Ours, Variant::Checked, &classes, loop_),
        means("classes: PyO3 / hpy-rs", Variant::PyO3, Variant::Ours, &classes, loop_),
        means("classes: own door / C API", Variant::Own, Variant::CApi, &classes, loop_),
        means("classes: PyO3 / own door", Variant::PyO3, Variant::Own, &classes, loop_),
    ];
    let head = "\ngeometric means:".to_owned();
    std::iter::once(head).chain(lines.into_iter().flatten()).collect()
}

/// The geometric mean of a ratio over rows, and the rows at either end; nothing where fewer than two rows have it.
fn means<T: Number>(what: &str, of: Variant, to: Variant, rows: &[&Row<T>], loop_: f64) -> Option<String> {
    let mut ratios: Vec<(f64, &str)> =
        rows.iter().filter_map(|row| Some((row.ratio(of, to, loop_)?, row.operation.as_str()))).collect();
    ratios.sort_by(|one, other| one.0.total_cmp(&other.0));
    let mean = geometric_mean(&ratios.iter().map(|(ratio, _)| *ratio).collect::<Vec<_>>())?;
    let [(least, first), .., (most, last)] = ratios.as_slice() else {
        return None;
    };
    let count = ratios.len();
    Some(format!("  {what:<40}{mean:>6.3} of {count}, from {least:.2} ({first}) to {most:.2} ({last})"))
}
