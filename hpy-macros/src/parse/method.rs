//! A function of an `#[hpy_methods]` block.

use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::{FnArg, LitStr, Path};

use super::doc::{is_deprecated, parse_conditions, parse_doc};
use super::function::{parse_text_signature, split};
use super::inputs::Inputs;
use super::mark::{Marked, combine, take_marks};
use super::options::take_given;
use super::own_type::named;
use super::signature::parse_signature;
use crate::attribute::{Options, names};
use crate::diagnostics::{Sink, messages};
use crate::model::slot::find_slot;
use crate::model::{
    Callable, ClassParameter, FoundReceiver, Home, Kind, Method, PythonName, Receiver, Role, SignatureOption, Slot,
    SlotKind,
};

/// The options that `#[hpy]` has on a method.
const OPTIONS: &[&str] = &[names::SIGNATURE, names::NAME, names::TEXT_SIGNATURE];

/// What the block says of all its methods.
pub(super) struct Block<'b> {
    pub(super) class: Option<&'b Path>,
    pub(super) home: &'b Home,
    pub(super) crate_path: &'b TokenStream,
}

/// Takes our attributes off a function and reads it.
pub(super) fn parse_method(function: &mut syn::ImplItemFn, block: &Block<'_>, sink: &mut Sink) -> Method {
    let marked = combine(take_marks(&mut function.attrs, sink), sink);
    let given = take_given(&mut function.attrs, sink).unwrap_or_default();
    let options = Options::parse(names::HPY, OPTIONS, given, sink);
    let (attributes, head) = (&function.attrs, &function.sig);
    let name = parse_name(head, &marked, &options, sink);
    let role = marked.role.unwrap_or_else(|| find_slot(&name.text).map_or(Role::Instance, Role::Slot));
    let described = options.value(names::SIGNATURE, parse_signature, sink);
    reject_options(role, &name, described.as_ref(), &options, sink);
    let mut inputs = Inputs::of(head);
    let receiver = parse_receiver(role, &mut inputs, sink);
    let class = if marked.takes_class && receiver.is_none() { parse_class(&mut inputs, head, sink) } else { None };
    let context = inputs.take_context();
    let (described, returned) = split(described);
    let mut callable = Callable {
        head: head.clone(),
        home: block.home.clone(),
        crate_path: block.crate_path.clone(),
        name,
        text_signature: parse_text_signature(&options, sink),
        doc: parse_doc(attributes),
        conditions: parse_conditions(attributes),
        is_deprecated: is_deprecated(attributes),
        context,
        signature: inputs.into_signature(described, sink),
        returned,
    };
    for parameter in &mut callable.signature.parameters {
        if has_fixed_parameters(role) {
            parameter.kind = Kind::PositionalOnly;
        }
        if let (Some(default), Some(class)) = (&mut parameter.default, block.class) {
            // There it would mean another type.
            *default = named(default, class);
        }
    }
    let written = if marked.role.is_some() { marked.written } else { callable.name.written.clone() };
    Method { callable, role, written, receiver, class }
}

/// The name in Python: by option, or that of the Rust function.
fn parse_name(head: &syn::Signature, marked: &Marked, options: &Options, sink: &mut Sink) -> PythonName {
    let own = head.ident.unraw().to_string();
    let given = options.string(names::NAME, sink);
    let prefix = match marked.role {
        Some(Role::New) => {
            if let Some(key) = options.key(names::NAME) {
                sink.report(messages::NEW_NAMED.on(key, &[]));
            }
            return PythonName { text: "__new__".to_owned(), written: marked.written.clone() };
        }
        Some(Role::Getter) => "get_",
        Some(Role::Setter) => "set_",
        Some(Role::Deleter) => "delete_",
        _ => "",
    };
    if let (Some(property), Some(key)) = (&marked.property, options.key(names::NAME)) {
        sink.report(messages::PROPERTY_NAMED_TWICE.on(key, &[property]));
    }
    let property = |name: &Ident| LitStr::new(&name.unraw().to_string(), name.span());
    let given = given.or_else(|| marked.property.as_ref().map(property));
    let stripped = own.strip_prefix(prefix).filter(|rest| !rest.is_empty()).unwrap_or(&own);
    PythonName::new(stripped, &head.ident, given)
}

/// Options that say something about parameters belong to methods that Python code calls with any. Types can be said of all.
fn reject_options(
    role: Role,
    name: &PythonName,
    described: Option<&SignatureOption>,
    options: &Options,
    sink: &mut Sink,
) {
    let is_refused = |option: &str| match (role, option) {
        (Role::Instance | Role::Static | Role::Class | Role::New, _) => false,
        (_, names::SIGNATURE) if described.is_some_and(SignatureOption::says_types_only) => false,
        (Role::Slot(Slot { parameters: None, kind, .. }), option) => {
            option == names::TEXT_SIGNATURE && !matches!(kind, SlotKind::Adopted(_) | SlotKind::Refused(_))
        }
        _ => true,
    };
    for option in [names::SIGNATURE, names::TEXT_SIGNATURE] {
        if let Some(key) = options.key(option).filter(|_| is_refused(option)) {
            sink.report(messages::FIXED_PARAMETERS.on(key, &[key, &name.text]));
        }
    }
}

/// Whether Python decides what the method is called with.
fn has_fixed_parameters(role: Role) -> bool {
    match role {
        Role::Instance | Role::New | Role::Static | Role::Class => false,
        Role::Getter | Role::Setter | Role::Deleter | Role::ClassAttribute => true,
        Role::Slot(slot) => slot.parameters.is_some(),
    }
}

/// The object; in a function that is not called on one, a `self` is taken away all the same.
fn parse_receiver(role: Role, inputs: &mut Inputs, sink: &mut Sink) -> Option<Receiver> {
    let first = inputs.first()?.clone();
    let takes_object = matches!(role, Role::Instance | Role::Getter | Role::Setter | Role::Deleter | Role::Slot(_));
    if !takes_object && matches!(first, FnArg::Typed(_)) {
        return None;
    }
    let receiver = match Receiver::find(&first) {
        FoundReceiver::None => return None,
        FoundReceiver::Some(receiver) => receiver,
        FoundReceiver::WrongType => {
            if takes_object {
                sink.report(messages::RECEIVER_TYPE.on(&first, &[]));
            }
            Receiver::unknown(&first)
        }
    };
    inputs.take();
    Some(receiver)
}

/// The class, which a class method takes first.
fn parse_class(inputs: &mut Inputs, head: &syn::Signature, sink: &mut Sink) -> Option<ClassParameter> {
    let Some(class) = inputs.first_type().and_then(ClassParameter::find) else {
        match inputs.first_type() {
            Some(ty) => sink.report(messages::CLASS_PARAMETER.on(ty, &[&head.ident])),
            None => sink.report(messages::CLASS_PARAMETER.on(&head.ident, &[&head.ident])),
        }
        return None;
    };
    inputs.take();
    Some(class)
}
