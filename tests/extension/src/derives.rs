//! `#[derive(FromPy)]` and `#[derive(IntoPy)]`.

use hpy_rs::prelude::*;
use hpy_rs::types::PySlice;

/// Of attributes.
#[derive(FromPy, IntoPy, Debug)]
pub(crate) struct Person {
    name: String,
    #[hpy(attribute = "years")]
    age: u8,
    #[hpy(default)]
    nicknames: Vec<String>,
    #[hpy(default = 1.5)]
    r#type: f64,
}

/// Of items.
#[derive(FromPy, IntoPy, Debug)]
#[hpy(from_item_all, rename_all = "camelCase")]
pub(crate) struct Options {
    #[hpy(default = 4)]
    indent_width: usize,
    #[hpy(item = "the order")]
    order: Option<String>,
    #[hpy(item = 7, default)]
    seventh: i64,
    #[hpy(attribute = "__class__")]
    #[cfg(any())]
    left_out: i64,
}

#[derive(FromPy, IntoPy, Debug)]
pub(crate) struct Pair<T>(f64, T);

#[derive(FromPy, IntoPy)]
pub(crate) struct Name<'a>(&'a str);

#[derive(FromPy, IntoPy)]
#[hpy(transparent)]
pub(crate) struct Count {
    count: u32,
}

#[derive(FromPy, IntoPy)]
pub(crate) struct Anything<'ctx, T: Clone = i64>
where
    T: PartialOrd,
{
    #[hpy(item)]
    object: Handle<'ctx>,
    #[hpy(item)]
    limit: T,
}

#[derive(FromPy)]
pub(crate) enum Index<'a, 'ctx> {
    Position(isize),
    Range(Borrowed<'a, 'ctx, PySlice>),
    Key(&'a str),
    Corner(i64, i64),
    Named {
        row: i64,
        #[hpy(item = 0)]
        column: i64,
    },
    #[cfg(any())]
    LeftOut(String),
    #[hpy(transparent)]
    Whole {
        whole: f64,
    },
}

#[derive(IntoPy)]
pub(crate) enum Answer<'ctx> {
    Number(i64),
    Pair(i64, &'static str),
    #[cfg(any())]
    LeftOut(String),
    Object {
        found: Handle<'ctx>,
        #[hpy(item = "at")]
        place: usize,
    },
}

#[hpy_function]
pub(crate) fn person_text(person: Person) -> String {
    format!("{person:?}")
}

#[hpy_function]
pub(crate) fn options_text(options: Options) -> String {
    format!("{options:?}")
}

#[hpy_function]
pub(crate) fn person_again(person: Person) -> Person {
    person
}

#[hpy_function]
pub(crate) fn options_again(options: Options) -> Options {
    options
}

#[hpy_function]
pub(crate) fn pair_again(pair: Pair<Handle<'_>>) -> Pair<Handle<'_>> {
    pair
}

#[hpy_function]
pub(crate) fn name_again(name: Name<'_>) -> Name<'_> {
    name
}

#[hpy_function]
pub(crate) fn count_again(count: Count) -> Count {
    count
}

#[hpy_function]
pub(crate) fn anything_again(anything: Anything<'_>) -> Anything<'_> {
    anything
}

#[hpy_function]
pub(crate) fn index_text(index: Index<'_, '_>) -> Result<String> {
    Ok(match index {
        Index::Position(position) => format!("position {position}"),
        Index::Range(range) => format!("range of {}", range.indices(10)?.length),
        Index::Key(key) => format!("key {key}"),
        Index::Corner(x, y) => format!("corner {x} {y}"),
        Index::Named { row, column } => format!("named {row} {column}"),
        Index::Whole { whole } => format!("whole {whole}"),
    })
}

#[hpy_function]
pub(crate) fn answered<'ctx>(kind: &str, object: &Handle<'ctx>) -> Result<Answer<'ctx>> {
    Ok(match kind {
        "number" => Answer::Number(7),
        "pair" => Answer::Pair(1, "two"),
        "object" => Answer::Object { found: object.clone(), place: 3 },
        _ => return Err(PyValueError::new("no such answer")),
    })
}
