//! `class`: of structs and enums, exceptions, and what the module `enum` makes.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::CStr;

use super::described::{Described, DescribedClass, Role, hints};
use super::function::{definition, docstring, indented, is_name, parameters};
use super::names::Names;
use crate::class::{Class, Members};
use crate::type_hint::TypeHint;

/// The lines of a class. `base` is what it extends, if nothing describes that.
pub(super) fn class(class: &'static Class, base: Option<&str>, names: &mut Names<'_>) -> Vec<String> {
    let Ok(members) = class.members() else { return Vec::new() }; // The import tells why.
    let extended = members.described.iter().find(|described| described.role == Role::Base);
    let base = extended.map(|base| names.show(&(base.hint)())).or_else(|| base.map(str::to_owned));
    let own = members.described.iter().map(|described| described.name);
    let variants = members.variants().iter().filter_map(|(name, _)| name.to_str().ok());
    let body = names.within(own.chain(variants), |names| body(class, &members, names));
    let decorator = if class.is_final(&members) { "typing.final" } else { "typing_extensions.disjoint_base" };
    let mut lines = vec![format!("@{}", names.text(decorator))];
    lines.extend(whole(&class.name().to_string_lossy(), base.as_deref(), class.doc(), body));
    lines
}

fn body(class: &'static Class, members: &Members, names: &mut Names<'_>) -> Vec<String> {
    let (described, mut body) = (&members.described, Vec::new());
    for (name, variant) in members.variants() {
        if is_name(&name.to_string_lossy()) {
            body.extend(self::class(variant, Some(&class.name().to_string_lossy()), names));
        }
    }
    body.extend(attributes(described, names));
    if members.is_unhashable() {
        body.push(format!("__hash__: {}[None]  # type: ignore[assignment]", names.text("typing.ClassVar")));
    }
    body.extend(properties(described, names));
    body.extend(methods(class, described, names));
    let texts = described.iter().filter(|described| described.role == Role::Text);
    body.extend(texts.flat_map(|text| text.name.trim().lines().map(str::to_owned)));
    body
}

/// What has one of these roles and a name that can be written, by name; of two of one name the last, which is the user's own.
fn sorted(described: &[Described], roles: &[Role]) -> Vec<Described> {
    let chosen = described.iter().filter(|described| roles.contains(&described.role) && is_name(described.name));
    let by_name: BTreeMap<_, _> = chosen.map(|described| (described.name, described.clone())).collect();
    by_name.into_values().collect()
}

fn attributes(described: &[Described], names: &mut Names<'_>) -> Vec<String> {
    let attributes = sorted(described, &[Role::Attribute, Role::MatchArgs]);
    let show = |attribute: &Described| {
        if attribute.role == Role::MatchArgs {
            return match_args(attribute, names);
        }
        let (kind, hint) = (names.text("typing.ClassVar"), names.show(&(attribute.hint)()));
        format!("{}: {kind}[{hint}]", attribute.name)
    };
    attributes.iter().map(show).collect()
}

fn match_args(described: &Described, names: &mut Names<'_>) -> String {
    let members: Vec<_> = described.parameters.iter().map(|(member, ..)| format!("{member:?}")).collect();
    let comma = if members.len() == 1 { "," } else { "" };
    format!("{}: {} = ({}{comma})", described.name, names.text("typing.Final"), members.join(", "))
}

/// What reads each property, then what writes and deletes it.
fn properties(described: &[Described], names: &mut Names<'_>) -> Vec<String> {
    let [getters, setters, deleters] =
        [Role::Getter, Role::Setter, Role::Deleter].map(|role| sorted(described, &[role]));
    let all: BTreeSet<_> = [&getters, &setters, &deleters].into_iter().flatten().map(|part| part.name).collect();
    let mut lines = Vec::new();
    for name in all {
        lines.push(format!("@{}", names.text("property")));
        match getters.iter().find(|getter| getter.name == name) {
            Some(getter) => lines.extend(definition(getter, Some("self"), &names.show(&(getter.hint)()), names)),
            None => lines.push(format!("def {name}(self) -> {}: ...", names.show(&hints::any()))),
        }
        for (parts, what) in [(&setters, "setter"), (&deleters, "deleter")] {
            for part in parts.iter().filter(|part| part.name == name) {
                lines.push(format!("@{name}.{what}"));
                lines.extend(definition(&Described { doc: c"", ..part.clone() }, Some("self"), "None", names));
            }
        }
    }
    lines
}

/// The constructor, then the methods. Below a class of the interpreter's that has one, `__init__` is given what `__new__` is given.
fn methods(class: &'static Class, described: &[Described], names: &mut Names<'_>) -> Vec<String> {
    let mut methods = sorted(described, &[Role::New]);
    if class.has_native_init()
        && let Some(new) = methods.first()
    {
        methods.push(Described { role: Role::Function, name: "__init__", hint: hints::none, ..new.clone() });
    }
    let own = sorted(described, &METHODS);
    methods.retain(|method| own.iter().all(|other| other.name != method.name));
    methods.extend(own);
    let inherited = class.inherited_members();
    let inherited: Vec<_> = inherited.iter().flat_map(|members| sorted(&members.described, &METHODS)).collect();
    let show = |one| {
        let (mut lines, rule) = (method(one, names), broken_rule(one, &methods, &inherited, names));
        let head = lines.iter_mut().find(|line| line.starts_with("def "));
        if let (Some(head), Some(rule)) = (head, rule) {
            head.extend(["  # type: ignore[", rule, "]"]);
        }
        lines
    };
    methods.iter().flat_map(show).collect()
}

/// What is a method but the constructor.
const METHODS: [Role; 3] = [Role::Function, Role::Static, Role::OfClass];

fn method(method: &Described, names: &mut Names<'_>) -> Vec<String> {
    let (decorator, receiver) = match method.role {
        Role::New => (None, Some("cls")),
        Role::Static => (Some("staticmethod"), None),
        Role::OfClass => (Some("classmethod"), Some("cls")),
        _ => (None, Some("self")),
    };
    let returned = names.show(&(method.hint)());
    let decorator = decorator.map(|decorator| format!("@{decorator}"));
    decorator.into_iter().chain(definition(method, receiver, &returned, names)).collect()
}

/// A rule of type checkers that a method of Python may break: those of classes that extend others, of `object`, of operators in place.
fn broken_rule(
    method: &Described,
    all: &[Described],
    inherited: &[Described],
    names: &mut Names<'_>,
) -> Option<&'static str> {
    let mut shown = |method: &Described| (parameters(&method.parameters, None, names), names.show(&(method.hint)()));
    if !matches!(method.name, "__new__" | "__init__") {
        let overridden = inherited.iter().find(|other| other.name == method.name);
        if overridden.is_some_and(|other| shown(other) != shown(method)) {
            return Some("override");
        }
    }
    if matches!(method.name, "__eq__" | "__ne__") {
        let is_usual = [hints::bool(), hints::any()].contains(&(method.hint)());
        return (!is_usual).then_some("override");
    }
    let operator = format!("__{}", method.name.strip_prefix("__i")?);
    let plain = all.iter().find(|other| other.name == operator)?;
    let [own, other] = [method, plain].map(|method| method.parameters.first().map(|(.., hint)| hint()));
    (own != other).then_some("misc")
}

/// `class Name(Base):` and what is below it.
fn whole(name: &str, base: Option<&str>, doc: &CStr, body: Vec<String>) -> Vec<String> {
    let base = base.map(|base| format!("({base})")).unwrap_or_default();
    let doc = docstring(&doc.to_string_lossy());
    if doc.is_none() && body.is_empty() {
        return vec![format!("class {name}{base}: ...")];
    }
    let mut lines = vec![format!("class {name}{base}:")];
    lines.extend(indented(doc.into_iter().flatten().chain(body)));
    lines
}

/// The lines of a class that is no `#[hpy_type]`; `base` is what it extends, if it does not say so itself.
pub(super) fn shown(name: &str, class: &DescribedClass, base: Option<&TypeHint>, names: &mut Names<'_>) -> Vec<String> {
    let base = class.base.map(|base| names.text(base)).or_else(|| base.map(|base| names.show(base)));
    let members = class.members.iter().filter(|(name, _)| is_name(name));
    let members = members.map(|(name, value)| format!("{name} = {value}"));
    whole(name, base.as_deref(), class.doc, members.collect())
}
