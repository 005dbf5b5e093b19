//! [`TypeHint`]: the type of an object as annotations of Python say it.

use std::borrow::Cow;

/// The type that a stub gives an argument, a result or an attribute: see [`FromPy::input_type`](crate::FromPy::input_type) and
/// [`IntoPy::output_type`](crate::IntoPy::output_type).
///
/// ```
/// use hpy_rs::TypeHint;
///
/// let numbers = TypeHint::of("list", [TypeHint::union([TypeHint::named("int"), TypeHint::named("decimal.Decimal")])]);
/// assert_eq!(numbers.to_string(), "list[int | decimal.Decimal]");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeHint(pub(crate) Form);

/// What a hint consists of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Names with their modules, and whatever annotations have around them.
    Named(Cow<'static, str>),
    Of(Cow<'static, str>, Vec<TypeHint>),
    /// Of at least two, none of which is a union, and no two of which are the same.
    Union(Vec<TypeHint>),
    /// What a module of the file shows, by the address of the static that stands for it.
    Own(usize, Cow<'static, str>),
}

impl TypeHint {
    /// A type as an annotation has it, the names with their modules: `int`, `decimal.Decimal`,
    /// `collections.abc.Callable[[int], str]`. A stub imports the modules.
    pub fn named(text: impl Into<Cow<'static, str>>) -> Self {
        TypeHint(Form::Named(text.into()))
    }

    /// A generic type with its arguments: `TypeHint::of("list", [TypeHint::named("int")])` is `list[int]`.
    pub fn of(generic: impl Into<Cow<'static, str>>, arguments: impl IntoIterator<Item = TypeHint>) -> Self {
        TypeHint(Form::Of(generic.into(), arguments.into_iter().collect()))
    }

    /// One of several types: `int | str`. Of none it is `typing.Never`.
    pub fn union(types: impl IntoIterator<Item = TypeHint>) -> Self {
        let mut members: Vec<TypeHint> = Vec::new();
        for hint in types {
            let parts = if let Form::Union(parts) = hint.0 { parts } else { vec![hint] };
            for part in parts {
                if !members.contains(&part) {
                    members.push(part);
                }
            }
        }
        if members.contains(&Self::any()) {
            return Self::any();
        }
        match members.len() {
            0 => Self::named("typing_extensions.Never"),
            1 => members.remove(0),
            _ => TypeHint(Form::Union(members)),
        }
    }

    /// `typing.Any`: nothing is known of it, and nothing checked.
    pub fn any() -> Self {
        Self::named("typing.Any")
    }

    /// `None`.
    pub fn none() -> Self {
        Self::named("None")
    }

    /// This type or `None`.
    #[must_use]
    pub fn optional(self) -> Self {
        Self::union([self, Self::none()])
    }

    /// What is not `None` of it: the items of an iterator whose `__next__` gives an `Option`.
    #[doc(hidden)]
    #[must_use]
    pub fn without_none(self) -> Self {
        match self.0 {
            Form::Union(members) => Self::union(members.into_iter().filter(|member| *member != Self::none())),
            form => TypeHint(form),
        }
    }

    /// What is shown by the module that exports the static `item`, which stands for it.
    pub(crate) fn own<T>(item: &'static T, name: impl Into<Cow<'static, str>>) -> Self {
        TypeHint(Form::Own(std::ptr::from_ref(item).addr(), name.into()))
    }

    /// The type as `show` gives each name and what is the module's own.
    pub(crate) fn show_by(&self, show: &mut dyn FnMut(&Form) -> String) -> String {
        match &self.0 {
            Form::Of(_, arguments) => {
                let generic = show(&self.0);
                let arguments: Vec<_> = arguments.iter().map(|argument| argument.show_by(show)).collect();
                format!("{generic}[{}]", arguments.join(", "))
            }
            Form::Union(members) => {
                let members: Vec<_> = members.iter().map(|member| member.show_by(show)).collect();
                members.join(" | ")
            }
            form => show(form),
        }
    }
}

impl std::fmt::Display for TypeHint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.show_by(&mut |form| match form {
            Form::Named(text) | Form::Of(text, _) | Form::Own(_, text) => text.to_string(),
            Form::Union(_) => String::new(),
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::TypeHint;

    #[test]
    fn a_union_has_each_type_once() {
        let [int, text] = ["int", "str"].map(TypeHint::named);
        assert_eq!(TypeHint::union([int.clone(), int.clone()]), int);
        let nested = TypeHint::union([int.clone().optional(), text.optional()]);
        assert_eq!(nested.to_string(), "int | None | str");
        assert_eq!(nested.without_none().to_string(), "int | str");
        assert_eq!(TypeHint::union([int, TypeHint::any()]), TypeHint::any());
        assert_eq!(TypeHint::union([]).to_string(), "typing_extensions.Never");
    }
}
