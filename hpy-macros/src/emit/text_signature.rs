//! The first line of a doc text, which `inspect.signature` reads: `add(a, b=1)\n--\n\n`.

use syn::{Expr, ExprCall, ExprLit, ExprUnary, Lit, UnOp};

use crate::model::types::{is_named_path, is_none};
use crate::model::{Callable, Kind, Parameter, Signature, TextSignature};

/// The line with what separates it from the doc; empty where there is to be none.
/// `receiver` is shown before the parameters: `$self`.
pub(crate) fn text_signature(callable: &Callable, receiver: &str) -> String {
    let name = callable.python_name();
    match &callable.text_signature {
        TextSignature::Generated => match parameters(&callable.signature, receiver) {
            parameters if parameters.is_ascii() => format!("{name}({parameters})\n--\n\n"),
            _ => String::new(), // `inspect` does not say that there is none, but fails.
        },
        TextSignature::Given(text) => format!("{name}{}\n--\n\n", text.value()),
        TextSignature::Absent => String::new(),
    }
}

/// The parameters of a constructor in parentheses: the class has another name. Empty where they are not shown.
pub(super) fn constructor_signature(callable: &Callable) -> String {
    let line = text_signature(callable, "");
    let line = line.strip_suffix("\n--\n\n").and_then(|line| line.strip_prefix(callable.python_name()));
    line.unwrap_or_default().to_owned()
}

/// A part of what stands in the parentheses.
pub(super) enum Shown<'s> {
    /// `/` or `*`.
    Mark(&'static str),
    Parameter(&'s Parameter),
}

/// The parameters, and what stands between them.
pub(super) fn shown(signature: &Signature) -> Vec<Shown<'_>> {
    let (mut shown, mut before) = (Vec::new(), None);
    for parameter in &signature.parameters {
        if before == Some(Kind::PositionalOnly) && parameter.kind != Kind::PositionalOnly {
            shown.push(Shown::Mark("/"));
        }
        if parameter.kind == Kind::KeywordOnly && !matches!(before, Some(Kind::KeywordOnly | Kind::Args)) {
            shown.push(Shown::Mark("*"));
        }
        shown.push(Shown::Parameter(parameter));
        before = Some(parameter.kind);
    }
    if before == Some(Kind::PositionalOnly) {
        shown.push(Shown::Mark("/"));
    }
    shown
}

fn parameters(signature: &Signature, receiver: &str) -> String {
    let parts = shown(signature).into_iter().map(|part| match part {
        Shown::Mark(mark) => mark.to_owned(),
        Shown::Parameter(parameter) => show(parameter),
    });
    let receiver = (!receiver.is_empty()).then(|| receiver.to_owned());
    receiver.into_iter().chain(parts).collect::<Vec<_>>().join(", ")
}

fn show(parameter: &Parameter) -> String {
    let name = parameter.python_name();
    match parameter.kind {
        Kind::Args => format!("*{name}"),
        Kind::Kwargs => format!("**{name}"),
        _ => match shown_default(parameter) {
            None => name,
            Some(default) => format!("{name}={default}"),
        },
    }
}

/// The default as Python writes it: `...` where it is not as simple as that.
pub(super) fn shown_default(parameter: &Parameter) -> Option<String> {
    parameter.default.as_ref().map(|default| literal(default).unwrap_or_else(|| "...".to_owned()))
}

/// As [`shown_default`], or what the text of the option `text_signature` shows.
pub(super) fn told_default(callable: &Callable, parameter: &Parameter) -> Option<String> {
    let shown = shown_default(parameter)?;
    let told = match &callable.text_signature {
        TextSignature::Given(text) => default_in(&text.value(), &parameter.python_name()),
        _ => None,
    };
    Some(told.unwrap_or(shown))
}

/// The default of the parameter `name` in `(a, b=(1, 2), c=',')`.
fn default_in(text: &str, name: &str) -> Option<String> {
    let inside = text.strip_prefix('(')?.strip_suffix(')')?;
    let (mut depth, mut quote) = (0_usize, None);
    let parts = inside.split(|character: char| {
        match (quote, character) {
            (Some(open), _) if open == character => quote = None,
            (None, '"' | '\'') => quote = Some(character),
            (None, '(' | '[' | '{') => depth += 1,
            (None, ')' | ']' | '}') => depth = depth.saturating_sub(1),
            _ => {}
        }
        character == ',' && depth == 0 && quote.is_none()
    });
    let mut pairs = parts.filter_map(|part| part.split_once('='));
    pairs.find(|(own, _)| own.trim() == name).map(|(_, default)| default.trim().to_owned())
}

/// The default as Python writes it, if it is as simple as that.
fn literal(default: &Expr) -> Option<String> {
    match default {
        Expr::Lit(ExprLit { lit, .. }) => python_literal(lit),
        Expr::Unary(ExprUnary { op: UnOp::Neg(_), expr, .. }) => match &**expr {
            Expr::Lit(ExprLit { lit: lit @ (Lit::Int(_) | Lit::Float(_)), .. }) => {
                Some(format!("-{}", python_literal(lit)?))
            }
            _ => None,
        },
        Expr::Call(ExprCall { func, args, .. }) if is_named_path(func, "Some") && args.len() == 1 => {
            literal(args.first()?)
        }
        Expr::Group(group) => literal(&group.expr),
        Expr::Paren(paren) => literal(&paren.expr),
        other if is_none(other) => Some("None".to_owned()),
        _ => None,
    }
}

fn python_literal(literal: &Lit) -> Option<String> {
    match literal {
        Lit::Bool(value) => Some(if value.value { "True" } else { "False" }.to_owned()),
        Lit::Int(value) if value.suffix().starts_with('f') => Some(format!("{}.0", value.base10_digits())),
        Lit::Int(value) => Some(value.base10_digits().to_owned()),
        Lit::Float(value) => value.base10_parse::<f64>().ok().filter(|value| value.is_finite()).map(show_float),
        Lit::Str(value) => Some(quoted(&value.value())),
        Lit::Char(value) => Some(quoted(&value.value().to_string())),
        Lit::Byte(value) => Some(format!("b{}", quoted_bytes(&[value.value()]))),
        Lit::ByteStr(value) => Some(format!("b{}", quoted_bytes(&value.value()))),
        _ => None,
    }
}

/// With a point or an exponent, so that it is a float in Python, too.
fn show_float(value: f64) -> String {
    format!("{value:?}")
}

/// A text in single quotes, in ASCII, without any character that could end the line or the string.
fn quoted(text: &str) -> String {
    let escape = |character: char| match character {
        '\'' | '\\' => format!("\\{character}"),
        '\n' => "\\n".to_owned(),
        '\r' => "\\r".to_owned(),
        '\t' => "\\t".to_owned(),
        ' '..='~' => character.to_string(),
        _ => match u32::from(character) {
            code @ ..=0xff => format!("\\x{code:02x}"),
            code @ ..=0xffff => format!("\\u{code:04x}"),
            code => format!("\\U{code:08x}"),
        },
    };
    format!("'{}'", text.chars().map(escape).collect::<String>())
}

fn quoted_bytes(bytes: &[u8]) -> String {
    let escape = |byte: &u8| match byte {
        b'\'' | b'\\' => format!("\\{}", char::from(*byte)),
        b' '..=b'~' => char::from(*byte).to_string(),
        _ => format!("\\x{byte:02x}"),
    };
    format!("'{}'", bytes.iter().map(escape).collect::<String>())
}

#[cfg(test)]
mod tests {
    use super::default_in;

    #[test]
    fn defaults_are_found_in_a_text() {
        let text = "(a, /, b=(1, [2, 3]), *, c=', ', d={'=': 1})";
        let found = ["a", "b", "c", "d", "e"].map(|name| default_in(text, name));
        assert_eq!(
            found,
            [None, Some("(1, [2, 3])"), Some("', '"), Some("{'=': 1}"), None].map(|one| one.map(str::to_owned))
        );
    }
}
