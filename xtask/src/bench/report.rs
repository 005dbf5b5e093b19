//! Tables of what was measured, and the few numbers that it comes down to.

use serde::Serialize;

use super::statistics::geometric_mean;
use super::timing::{Row, Time};
use super::variant::{LINKED, UNIVERSAL, Variant};
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
        self.operation.starts_with("C_") || ["read_counter", "call_instance"].contains(&self.operation.as_str())
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
        lines.extend(table(times, 0.0, UNIVERSAL, heads, ratios));
        if has_linked(times) {
            lines.push("\nthe same for files for CPython alone\n".to_owned());
            let heads = ["cpython/C API", "PyO3/cpython", "PyO3/abi3"];
            lines.extend(table(times, 0.0, LINKED, heads, |row| linked_ratios(row, 0.0)));
        }
        lines.extend(summary(times, 0.0));
    }
    let counts = &measured.instructions;
    if !counts.is_empty() {
        lines.push(format!("\n{release}: instructions an operation without its loop\n"));
        let loop_ = loop_of(counts);
        let heads = ["hpy-rs-HPy", "an item", "own-C API", "an item"];
        lines.extend(table(counts, loop_, UNIVERSAL, heads, |row| differences(row, loop_)));
        if has_linked(counts) {
            lines.push("\nthe same for files for CPython alone\n".to_owned());
            let heads = ["cpython-C API", "an item", "PyO3/cpython", "PyO3/abi3"];
            lines.extend(table(counts, loop_, LINKED, heads, |row| linked_differences(row, loop_)));
        }
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

/// Whether anything is built for CPython alone.
fn has_linked<T>(rows: &[Row<T>]) -> bool {
    rows.iter().any(|row| row.variants.contains_key(&Variant::Cpython) || row.variants.contains_key(&Variant::Abi3))
}

/// How files for CPython alone compare.
fn linked_ratios<T: Number>(row: &Row<T>, loop_: f64) -> [String; 3] {
    let shown = |of, to| row.ratio(of, to, loop_).map_or_else(|| "-".to_owned(), |value| format!("{value:.2}"));
    [
        shown(Variant::Cpython, Variant::CApi),
        shown(Variant::PyO3, Variant::Cpython),
        shown(Variant::PyO3Abi3, Variant::Abi3),
    ]
}

/// How many instructions more than on the C API a file for CPython alone takes, and how often as many PyO3 takes.
fn linked_differences(row: &Row<f64>, loop_: f64) -> [String; 4] {
    let [difference, an_item] = more(row, Variant::Cpython, Variant::CApi, loop_);
    let [_, pyo3, abi3] = linked_ratios(row, loop_);
    [difference, an_item, pyo3, abi3]
}

/// What the empty loop takes: the same for all, so the smallest is the cleanest.
fn loop_of(rows: &[Row<f64>]) -> f64 {
    let row = rows.iter().find(|row| row.operation == LOOP);
    row.map_or(0.0, |row| row.variants.values().copied().fold(f64::INFINITY, f64::min))
}

/// How many instructions more hpy-rs takes through HPy and through its own door.
fn differences(row: &Row<f64>, loop_: f64) -> [String; 4] {
    let [through_hpy, item] = more(row, Variant::Ours, Variant::HpyC, loop_);
    let [own, own_item] = more(row, Variant::Own, Variant::CApi, loop_);
    [through_hpy, item, own, own_item]
}

/// How many instructions more a variant takes than another one, in all and for each item of a container.
fn more(row: &Row<f64>, of: Variant, to: Variant, loop_: f64) -> [String; 2] {
    let difference = row.of(of, loop_).zip(row.of(to, loop_)).map(|(of, to)| of - to);
    let items = row.operation.rsplit('_').next().and_then(|count| count.parse::<f64>().ok());
    let each = difference.zip(items).map(|(value, items)| value / items);
    [
        difference.map_or_else(|| "-".to_owned(), |value| format!("{value:+.0}")),
        each.map_or_else(String::new, |value| format!("{value:+.1}")),
    ]
}

/// A line for each row: what each variant takes, and what `more` tells of it.
fn table<T: Number, const VARIANTS: usize, const MORE: usize>(
    rows: &[Row<T>],
    loop_: f64,
    variants: [Variant; VARIANTS],
    heads: [&str; MORE],
    more: impl Fn(&Row<T>) -> [String; MORE],
) -> Vec<String> {
    let line = |name: &str, cells: [String; VARIANTS], more: [String; MORE]| {
        let mut line = format!("{name:<17}");
        for (cell, width) in cells.iter().map(|cell| (cell, 16)).chain(more.iter().map(|cell| (cell, 13))) {
            line.extend([" ".repeat(width - cell.chars().count().min(width - 1)), cell.clone()]);
        }
        line.trim_end().to_owned()
    };
    let mut lines =
        vec![line("OPERATION", variants.map(|variant| variant.title().to_owned()), heads.map(str::to_owned))];
    for row in rows {
        let loop_ = if row.operation == LOOP { 0.0 } else { loop_ };
        let cell = |variant| row.variants.get(&variant).map_or_else(|| "-".to_owned(), |number| number.shown(loop_));
        lines.push(line(&row.operation, variants.map(cell), more(row)));
    }
    lines
}

/// The geometric means of the ratios that there are goals for, and the rows at either end.
fn summary<T: Number>(rows: &[Row<T>], loop_: f64) -> Vec<String> {
    type Rows<'r, T> = Vec<&'r Row<T>>;
    let operations = rows.iter().filter(|row| row.operation != LOOP);
    let all: Rows<'_, T> = operations.collect();
    let (classes, functions): (Rows<'_, T>, Rows<'_, T>) = all.iter().partition(|row| row.is_about_classes());
    let (keywords, others): (Rows<'_, T>, Rows<'_, T>) = functions.iter().partition(|row| row.is_about_keywords());
    let lines = [
        means("hpy-rs / HPy in C, same convention", Variant::Ours, Variant::HpyC, &others, loop_),
        means("hpy-rs / checked C, where there is one", Variant::Ours, Variant::Checked, &others, loop_),
        means("HPy in C / hpy-rs, keywords", Variant::HpyC, Variant::Ours, &keywords, loop_),
        means("PyO3 / hpy-rs", Variant::PyO3, Variant::Ours, &functions, loop_),
        means("own door / C API", Variant::Own, Variant::CApi, &functions, loop_),
        means("PyO3 / own door", Variant::PyO3, Variant::Own, &functions, loop_),
        means("cpython / C API", Variant::Cpython, Variant::CApi, &functions, loop_),
        means("PyO3 / cpython", Variant::PyO3, Variant::Cpython, &functions, loop_),
        means("PyO3 abi3 / abi3", Variant::PyO3Abi3, Variant::Abi3, &functions, loop_),
        means("classes: hpy-rs / HPy in C", Variant::Ours, Variant::HpyC, &classes, loop_),
        means("classes: hpy-rs / checked C", Variant::Ours, Variant::Checked, &classes, loop_),
        means("classes: PyO3 / hpy-rs", Variant::PyO3, Variant::Ours, &classes, loop_),
        means("classes: own door / C API", Variant::Own, Variant::CApi, &classes, loop_),
        means("classes: PyO3 / own door", Variant::PyO3, Variant::Own, &classes, loop_),
        means("classes: cpython / C API", Variant::Cpython, Variant::CApi, &classes, loop_),
        means("classes: PyO3 / cpython", Variant::PyO3, Variant::Cpython, &classes, loop_),
        means("classes: PyO3 abi3 / abi3", Variant::PyO3Abi3, Variant::Abi3, &classes, loop_),
        means("the same file: own door / HPy", Variant::Own, Variant::Ours, &all, loop_),
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
