//! Methods that Python looks up by name, constructors, properties and class attributes.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Path;

use super::arguments::{Source, emit_arguments, emit_slot_arguments, with_context};
use super::callable::{
    emit_addition, emit_allowance, emit_binding, emit_call_addition, emit_inputs, emit_leaving, emit_result, interface,
    returned_at,
};
use super::doc::{c_string, emit_doc};
use super::method_entry::{Entry, Member};
use super::outcome::{Outcome, emit_call, emit_raising};
use super::paths::{local, located, shown_at, support, support_at};
use super::receiver::emit_this;
use super::signature::emit_signature;
use super::text_signature::constructor_signature;
use crate::model::slot::CALL;
use crate::model::{Answer, ClassConstant, Convention, Kind, Method, Role};

/// `slf` as every entry but a constructor's takes it.
pub(super) fn emit_slf(support: &TokenStream) -> TokenStream {
    let slf = local("__slf");
    quote!(#slf: #support::Borrowed<'a, 'ctx>,)
}

/// An ordinary, static or class method, or one that is adopted.
pub(super) fn emit_method(method: &Method, class: &Path, answer: Option<Answer>) -> Option<Member> {
    let callable = &method.callable;
    let support = support(&callable.crate_path);
    let convention = match (method.role, callable.convention()) {
        (Role::Class, Convention::NoArgs | Convention::OneArg) => Convention::VarArgs, // The class is among them.
        (_, convention) => convention,
    };
    let this = match method.role {
        Role::Static => quote!(),
        Role::Class => {
            let [cls, arguments] = ["__cls", "__arguments"].map(local);
            quote!(let (#cls, #arguments) = #support::split_class(#arguments)?;)
        }
        _ => emit_this("method_self", &support, class),
    };
    let (kind, shown) = match method.role {
        Role::Static => (quote!(Static), ""),
        Role::Class => (quote!(OfClass), "cls"), // With a `$`, `inspect` would take two away.
        _ if answer.is_some() => (quote!(Adopted), "$self"),
        _ => (quote!(Instance), "$self"),
    };
    let (slf, inputs) = (emit_slf(&support), emit_inputs(convention, &support));
    let outcome = Outcome::Answer(answer.unwrap_or(Answer::Object));
    let entry = Entry {
        interface: interface(convention),
        inputs: quote!(#slf #inputs),
        returned: emit_leaving(&support),
        body: emit_body(method, class, convention, &this, outcome),
    };
    Member::new(&[method], class, entry, |marker| match method.role {
        Role::Slot(slot) if slot.name == CALL => emit_call_addition(callable, convention, marker),
        _ => emit_addition(callable, convention, &quote!(#marker), Some(&quote!(#support::MethodKind::#kind)), shown),
    })
}

/// `#[new]`.
pub(super) fn emit_new(method: &Method, class: &Path) -> Option<Member> {
    let support = support(&method.callable.crate_path);
    let cls = local("__cls");
    let inputs = emit_inputs(Convention::Keywords, &support);
    let entry = Entry {
        interface: "NewFunction",
        inputs: quote!(#cls: #support::Borrowed<'a, 'ctx, #support::PyType>, #inputs),
        returned: emit_leaving(&support),
        body: emit_body(method, class, Convention::Keywords, &quote!(), Outcome::New),
    };
    let signature = c_string(&constructor_signature(&method.callable));
    let has_kwargs = method.callable.signature.has(Kind::Kwargs);
    let kind = local(if has_kwargs { "constructor_with_keywords" } else { "constructor" });
    Member::new(&[method], class, entry, |marker| quote!(#kind::<#marker>(#signature)))
}

/// `__init__`.
pub(super) fn emit_init(method: &Method, class: &Path) -> Option<Member> {
    let support = support(&method.callable.crate_path);
    let (slf, inputs) = (emit_slf(&support), emit_inputs(Convention::Keywords, &support));
    let this = emit_this("method_self", &support, class);
    let entry = Entry {
        interface: "InitFunction",
        inputs: quote!(#slf #inputs),
        returned: emit_result(&support, &quote!(())),
        body: emit_body(method, class, Convention::Keywords, &this, Outcome::Unit),
    };
    Member::new(&[method], class, entry, |marker| quote!(init::<#marker>()))
}

/// `#[getter]`.
pub(super) fn emit_getter(method: &Method, class: &Path) -> Option<Member> {
    let callable = &method.callable;
    let support = support(&callable.crate_path);
    let this = emit_this("method_self", &support, class);
    let entry = Entry {
        interface: "NoArgsFunction",
        inputs: emit_slf(&support),
        returned: emit_leaving(&support),
        body: emit_body(method, class, Convention::NoArgs, &this, Outcome::Answer(Answer::Object)),
    };
    let (name, doc) = (c_string(callable.python_name()), emit_doc("", &callable.doc, &callable.crate_path));
    Member::new(&[method], class, entry, |marker| quote!(getter::<#marker>(#name, #doc)))
}

/// Setters and deleters of one name.
pub(super) fn emit_setter(methods: &[&Method], class: &Path) -> Option<Member> {
    let callable = &methods.first()?.callable;
    let support = support(&callable.crate_path);
    let (slf, value, this) = (emit_slf(&support), local("__value"), emit_this("method_self", &support, class));
    let parts = methods.iter().map(|method| {
        let conditions = &method.callable.conditions;
        let arguments = emit_slot_arguments(&method.callable, &[Source::Attribute("__value")]);
        let call = emit_call(method, class, arguments, Outcome::Unit);
        let test = if matches!(method.role, Role::Setter) {
            quote!(let ::core::option::Option::Some(#value) = #value)
        } else {
            quote!(::core::option::Option::is_none(&#value))
        };
        quote!(#(#conditions)* if #test { return #call; })
    });
    let entry = Entry {
        interface: "SetterFunction",
        inputs: quote!(#slf #value: ::core::option::Option<#support::Borrowed<'a, 'ctx>>),
        returned: emit_result(&support, &quote!(())),
        body: quote! {
            #this
            #(#parts)*
            #support::cannot_change_attribute(#value)
        },
    };
    let name = c_string(callable.python_name());
    Member::new(methods, class, entry, |marker| quote!(setter::<#marker>(#name)))
}

/// A class attribute that a function makes.
pub(super) fn emit_attribute(method: &Method, class: &Path) -> Member {
    let callable = &method.callable;
    let (span, ctx) = (returned_at(callable), local("__ctx"));
    let support = support_at(&callable.crate_path, span);
    let (python_name, conditions) = (callable.python_name(), &callable.conditions);
    let (class, name) = (located(class, span), located(callable.ident(), span));
    let arguments = with_context(callable, Vec::new());
    let allowance = emit_allowance(callable.is_deprecated);
    let call = emit_raising(callable, &quote_spanned!(span=> #class::#name(#(#arguments),*)));
    let make = quote_spanned!(span=> #support::outcome(#call, #ctx));
    Member {
        conditions: quote!(#(#conditions)*),
        items: quote!(),
        addition: quote!(attribute(#python_name, |#ctx| { #allowance { #make } })),
    }
}

/// A class attribute that is a constant.
pub(super) fn emit_constant(constant: &ClassConstant, class: &Path, crate_path: &TokenStream) -> Member {
    let (span, ctx) = (shown_at(&constant.ty), local("__ctx"));
    let support = support_at(crate_path, span);
    let (conditions, python_name) = (&constant.conditions, &constant.name.text);
    let (class, ident) = (located(class, span), located(&constant.ident, span));
    let make = quote_spanned!(span=> #support::outcome(#class::#ident, #ctx));
    Member {
        conditions: quote!(#(#conditions)*),
        items: quote!(),
        addition: quote!(attribute(#python_name, |#ctx| #make)),
    }
}

/// Bind, convert, call, convert back.
fn emit_body(
    method: &Method,
    class: &Path,
    convention: Convention,
    this: &TokenStream,
    outcome: Outcome,
) -> TokenStream {
    let callable = &method.callable;
    let signature = (convention != Convention::NoArgs).then(|| emit_signature(callable));
    let binding = emit_binding(callable, convention);
    let call = emit_call(method, class, emit_arguments(callable, convention), outcome);
    quote!(#signature #this #binding #call)
}
