//! Operators on two objects, the power, and the comparisons: several methods make up one slot, and an argument that
//! cannot be converted gives `NotImplemented`.

use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Path;

use super::arguments::{Source, emit_slot_arguments};
use super::callable::emit_leaving;
use super::doc::c_string;
use super::method::emit_slf;
use super::method_entry::{Entry, Member, predicate};
use super::outcome::{Outcome, emit_call};
use super::paths::{local, local_at, shown_at, support, support_at};
use super::receiver::emit_this;
use crate::model::{Answer, Method, Side, SlotKind};

/// An operator, forward and reflected in one: the side that has the method is the one that is of the class.
pub(super) fn emit_operator(methods: &[&Method], class: &Path, variant: &str) -> Option<Member> {
    let support = support(&methods.first()?.callable.crate_path);
    let [ctx, left, right] = ["__ctx", "__left", "__right"].map(local);
    let parts = methods.iter().map(|method| emit_side(method, class, None));
    let entry = Entry {
        interface: "OperatorFunction",
        inputs: quote!(#left: #support::Borrowed<'a, 'ctx>, #right: #support::Borrowed<'a, 'ctx>),
        returned: emit_leaving(&support),
        body: quote!(#(#parts)* #support::not_implemented(#ctx)),
    };
    let variant = format_ident!("{variant}");
    let is_in_place = methods.iter().any(|method| side(method) == Some(Side::InPlace));
    Member::new(methods, class, entry, |marker| {
        if is_in_place {
            return quote!(operator_in_place::<#marker>(#support::Operator::#variant));
        }
        let reflected = emit_reflected(methods, |method| {
            let name = c_string(method.callable.python_name());
            quote!(::core::option::Option::Some(#name))
        });
        let reflected = reflected.unwrap_or_else(|| quote!(::core::option::Option::None));
        quote!(operator::<#marker>(#support::Operator::#variant, #reflected))
    })
}

/// `__pow__` and `__rpow__`, or `__ipow__`.
pub(super) fn emit_power(methods: &[&Method], class: &Path) -> Option<Member> {
    let support = support(&methods.first()?.callable.crate_path);
    let [ctx, left, right, modulus] = ["__ctx", "__left", "__right", "__modulus"].map(local);
    let parts = methods.iter().map(|method| emit_side(method, class, Some(&modulus)));
    let entry = Entry {
        interface: "PowerFunction",
        inputs: quote! {
            #left: #support::Borrowed<'a, 'ctx>, #right: #support::Borrowed<'a, 'ctx>, #modulus: #support::Borrowed<'a, 'ctx>
        },
        returned: emit_leaving(&support),
        body: quote!(#(#parts)* #support::not_implemented(#ctx)),
    };
    let is_in_place = methods.iter().any(|method| side(method) == Some(Side::InPlace));
    Member::new(methods, class, entry, |marker| {
        if is_in_place {
            return quote!(power_in_place::<#marker>());
        }
        let reflected = emit_reflected(methods, |_| quote!(true)).unwrap_or_else(|| quote!(false));
        quote!(power::<#marker>(#reflected))
    })
}

/// The six comparisons, or `__richcmp__`.
pub(super) fn emit_comparisons(methods: &[&Method], class: &Path) -> Option<Member> {
    let support = support(&methods.first()?.callable.crate_path);
    let [ctx, other, op] = ["__ctx", "__other", "__op"].map(local);
    let this = emit_this("slot_self", &support, class);
    let parts = methods.iter().map(|method| {
        let conditions = &method.callable.conditions;
        if let Some(SlotKind::Compare(variant)) = method.slot_kind() {
            let (variant, call) = (format_ident!("{variant}"), emit_converted(method, class, &[&other], &[], OBJECT));
            quote!(#(#conditions)* if let #support::CompareOp::#variant = #op { #call })
        } else {
            let call = emit_converted(method, class, &[&other], &[Source::Value("__op")], OBJECT);
            quote!(#(#conditions)* { #call })
        }
    });
    let not_equal = emit_not_equal(methods, &support);
    let slf_input = emit_slf(&support);
    let entry = Entry {
        interface: "CompareFunction",
        inputs: quote!(#slf_input #other: #support::Borrowed<'a, 'ctx>, #op: #support::CompareOp),
        returned: emit_leaving(&support),
        body: quote!(#this #(#parts)* #not_equal #support::not_implemented(#ctx)),
    };
    Member::new(methods, class, entry, |marker| quote!(compare::<#marker>()))
}

const OBJECT: Outcome = Outcome::Answer(Answer::Object);

/// `!=` is the opposite of `==`, as for classes of Python, where only `__eq__` is written.
fn emit_not_equal(methods: &[&Method], support: &TokenStream) -> TokenStream {
    let is = |method: &&&Method, name: &str| method.callable.python_name() == name;
    if methods.iter().any(|method| is(&method, "__ne__")) {
        return quote!();
    }
    let [ctx, slf, other, op] = ["__ctx", "__slf", "__other", "__op"].map(local);
    let equals = methods.iter().filter(|method| is(method, "__eq__")).map(|method| {
        let conditions = &method.callable.conditions;
        quote! {
            #(#conditions)*
            if let #support::CompareOp::Ne = #op {
                return #support::negated(<Self as #support::CompareFunction>::call(#ctx, #slf, #other, #support::CompareOp::Eq)?, #ctx);
            }
        }
    });
    quote!(#(#equals)*)
}

/// `if` the operand of the method's side is of the class: the call.
fn emit_side(method: &Method, class: &Path, modulus: Option<&Ident>) -> TokenStream {
    let callable = &method.callable;
    let support = support(&callable.crate_path);
    let [ctx, this, left, right] = ["__ctx", "__this", "__left", "__right"].map(local);
    let (object, other) = if side(method) == Some(Side::Right) { (&right, &left) } else { (&left, &right) };
    let outcome = if side(method) == Some(Side::InPlace) { Outcome::Changed("__left") } else { OBJECT };
    let takes_modulus = callable.signature.parameters.len() > 1;
    let operands = [Some(other), modulus.filter(|_| takes_modulus)];
    let operands: Vec<_> = operands.into_iter().flatten().collect();
    let call = emit_converted(method, class, &operands, &[], outcome);
    let refusal = modulus
        .filter(|_| !takes_modulus)
        .map(|modulus| quote!(if !#modulus.is_none() { return #support::not_implemented(#ctx); }));
    let conditions = &callable.conditions;
    quote! {
        #(#conditions)*
        if let ::core::option::Option::Some(#this) = #support::operand::<#class>(#object) {
            #refusal
            #call
        }
    }
}

/// `if` these objects can be converted to the first parameters: the call. `others` are passed behind them.
fn emit_converted(
    method: &Method,
    class: &Path,
    objects: &[&Ident],
    others: &[Source],
    outcome: Outcome,
) -> TokenStream {
    const NAMES: [&str; 2] = ["__operand", "__second_operand"];
    let callable = &method.callable;
    let names = NAMES.iter().take(objects.len());
    let sources: Vec<_> = names.clone().map(|name| Source::Operand(name)).chain(others.iter().copied()).collect();
    let call = emit_call(method, class, emit_slot_arguments(callable, &sources), outcome);
    let parameters = callable.signature.parameters.iter().zip(names.zip(objects));
    parameters.rev().fold(quote!(return #call;), |inner, (parameter, (name, object))| {
        let span = shown_at(&parameter.ty);
        let (support, operand) = (support_at(&callable.crate_path, span), local_at(name, span));
        quote_spanned! {span=>
            if let ::core::option::Option::Some(#operand) = #support::operand_argument(#object)? { #inner }
        }
    })
}

fn side(method: &Method) -> Option<Side> {
    match method.slot_kind()? {
        SlotKind::Operator(_, side) | SlotKind::Power(side) => Some(side),
        _ => None,
    }
}

/// What tells of a reflected method, if there is one: `value`, under its conditions.
fn emit_reflected(methods: &[&Method], value: impl Fn(&Method) -> TokenStream) -> Option<TokenStream> {
    let mut reflected = methods.iter().filter(|method| side(method) == Some(Side::Right));
    let method = reflected.next()?;
    let value = value(method);
    let all: Vec<_> = std::iter::once(method).chain(reflected).map(|method| &method.callable.conditions).collect();
    if all.iter().any(|conditions| conditions.is_empty()) {
        return Some(value);
    }
    let predicates = all.iter().map(|conditions| predicate(conditions));
    let absent = if value.to_string() == "true" { quote!(false) } else { quote!(::core::option::Option::None) };
    Some(quote!(if ::core::cfg!(any(#(#predicates),*)) { #value } else { #absent }))
}
