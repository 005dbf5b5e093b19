//! The generator's input, `hpy-sys/abi.txt`, read into plain structs.
//!
//! The file explains its own form. Every line is checked here: a wrong one is an error that names it.

use anyhow::{Context, Result, bail, ensure};

/// First entry that is one word later in the shifted layout of PyPy 3.11.
pub(super) const FIRST_SHIFTED: usize = 244;

/// What a result says about errors, or a function about its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Convention {
    New,
    CannotFail,
    Null,
    Raises,
    Status,
    Ambiguous,
    Flag,
    Pointer,
    Unchecked,
    Shape,
    Builder,
    Nothing,
    Never,
}

/// One argument of a function.
#[derive(Debug)]
pub(super) struct Argument {
    pub(super) name: String,
    pub(super) rust_type: String,
}

/// A function entry.
#[derive(Debug)]
pub(super) struct Function {
    pub(super) name: String,
    pub(super) arguments: Vec<Argument>,
    /// `None`: the table's entry returns nothing.
    pub(super) result: Option<String>,
    pub(super) convention: Convention,
}

impl Function {
    /// `, NAME: TYPE` for each argument: what comes after the context in a declaration.
    pub(super) fn parameters(&self) -> String {
        let parameter = |argument: &Argument| [", ", &argument.name, ": ", &argument.rust_type].concat();
        self.arguments.iter().map(parameter).collect()
    }

    /// `, NAME` for each argument: what comes after the context in a call.
    pub(super) fn passed(&self) -> String {
        self.arguments.iter().map(|argument| [", ", &argument.name].concat()).collect()
    }
}

/// What an entry is.
#[derive(Debug)]
pub(super) enum Kind {
    Constant(String),
    Function(Function),
}

/// One word of the context table.
#[derive(Debug)]
pub(super) struct Entry {
    pub(super) id: usize,
    pub(super) topic: String,
    pub(super) kind: Kind,
}

impl Entry {
    /// The name of the field in the table.
    pub(super) fn field(&self) -> String {
        match &self.kind {
            Kind::Constant(name) => name.clone(),
            Kind::Function(function) => {
                let short = function.name.strip_prefix("HPy").unwrap_or(&function.name);
                format!("ctx_{}", short.strip_prefix('_').unwrap_or(short))
            }
        }
    }
}

/// One slot that a type or module may define.
#[derive(Debug)]
pub(super) struct Slot {
    pub(super) number: usize,
    pub(super) signature: String,
    pub(super) name: String,
}

/// The whole file.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) entries: Vec<Entry>,
    pub(super) slots: Vec<Slot>,
}

/// Reads the file's text.
pub(super) fn parse(text: &str) -> Result<Table> {
    let mut table = Table { entries: Vec::new(), slots: Vec::new() };
    let mut section = "";
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        match line {
            "" => continue,
            "[entries]" | "[slots]" => {
                section = line;
                continue;
            }
            _ if line.starts_with('#') => continue,
            _ => {}
        }
        parse_line(section, line, &mut table).with_context(|| format!("abi.txt line {}: {line}", index + 1))?;
    }
    Ok(table)
}

fn parse_line(section: &str, line: &str, table: &mut Table) -> Result<()> {
    match section {
        "[entries]" => {
            let entry = parse_entry(line)?;
            ensure!(entry.id == table.entries.len(), "expected id {}", table.entries.len());
            table.entries.push(entry);
        }
        "[slots]" => table.slots.push(parse_slot(line)?),
        _ => bail!("a line before the first section"),
    }
    Ok(())
}

fn parse_entry(line: &str) -> Result<Entry> {
    let (id, rest) = line.split_once(char::is_whitespace).context("no topic")?;
    let (topic, rest) = rest.trim_start().split_once(char::is_whitespace).context("no name")?;
    let rest = rest.trim_start();
    let kind = if topic == "constant" {
        ensure!(rest.starts_with("h_"), "a constant's name starts with h_");
        Kind::Constant(rest.to_owned())
    } else {
        Kind::Function(parse_function(rest)?)
    };
    Ok(Entry { id: id.parse()?, topic: topic.to_owned(), kind })
}

fn parse_function(text: &str) -> Result<Function> {
    let (signature, convention) = text.rsplit_once(" | ").context("no convention")?;
    let (name, rest) = signature.split_once('(').context("no arguments")?;
    let (arguments, result) = rest.rsplit_once(')').context("arguments do not end")?;
    ensure!(name.starts_with("HPy"), "a function's name starts with HPy");
    let result = match result.trim() {
        "" => None,
        arrow => Some(arrow.strip_prefix("-> ").context("no arrow before the result")?.to_owned()),
    };
    let convention = parse_convention(convention)?;
    let silent = matches!(convention, Convention::Nothing | Convention::Never | Convention::Raises);
    ensure!(result.is_none() == silent, "convention and result disagree");
    let arguments = arguments.split(", ").filter(|part| !part.is_empty()).map(parse_argument).collect::<Result<_>>()?;
    Ok(Function { name: name.to_owned(), arguments, result, convention })
}

fn parse_argument(text: &str) -> Result<Argument> {
    let (name, rust_type) = text.split_once(": ").context("an argument is NAME: TYPE")?;
    Ok(Argument { name: name.to_owned(), rust_type: rust_type.to_owned() })
}

fn parse_convention(word: &str) -> Result<Convention> {
    Ok(match word {
        "new" => Convention::New,
        "cannot_fail" => Convention::CannotFail,
        "null" => Convention::Null,
        "raises" => Convention::Raises,
        "status" => Convention::Status,
        "ambiguous" => Convention::Ambiguous,
        "flag" => Convention::Flag,
        "pointer" => Convention::Pointer,
        "unchecked" => Convention::Unchecked,
        "shape" => Convention::Shape,
        "builder" => Convention::Builder,
        "nothing" => Convention::Nothing,
        "never" => Convention::Never,
        _ => bail!("unknown convention {word}"),
    })
}

fn parse_slot(line: &str) -> Result<Slot> {
    let mut words = line.split_whitespace();
    let mut next = || words.next().context("a slot is NUMBER SIGNATURE NAME");
    Ok(Slot { number: next()?.parse()?, signature: next()?.to_owned(), name: next()?.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> String {
        format!("{:#}", parse(text).expect_err("a wrong line"))
    }

    #[test]
    fn lines_become_entries_and_slots() {
        let text = "[entries]\n0 constant h_None\n1 object HPy_Dup(h: HPy) -> HPy | new\n[slots]\n5 BINARYFUNC HPy_mp_subscript\n";
        let table = parse(text).expect("a right file");
        assert_eq!(table.entries[0].field(), "h_None");
        assert_eq!(table.entries[1].field(), "ctx_Dup");
        assert_eq!((table.slots[0].number, table.slots[0].name.as_str()), (5, "HPy_mp_subscript"));
    }

    #[test]
    fn prefixes_of_public_names_are_not_in_the_table() {
        let line = "[entries]\n0 type_ HPyType_GetName(type_: HPy) -> *const c_char | pointer\n";
        assert_eq!(parse(line).expect("a right line").entries[0].field(), "ctx_Type_GetName");
    }

    #[test]
    fn wrong_lines_are_named() {
        assert!(error("[entries]\n1 constant h_None").contains("line 2"));
        assert!(error("0 constant h_None").contains("before the first section"));
        assert!(error("[entries]\n0 object HPy_Dup(h: HPy) -> HPy | good").contains("unknown convention good"));
        assert!(error("[entries]\n0 object HPy_Dup(h: HPy) | new").contains("disagree"));
        assert!(error("[entries]\n0 object HPy_Dup(h) -> HPy | new").contains("NAME: TYPE"));
        assert!(error("[slots]\n5 BINARYFUNC").contains("NUMBER SIGNATURE NAME"));
    }
}
