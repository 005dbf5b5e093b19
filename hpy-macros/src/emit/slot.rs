//! The names that HPy has a slot for, but operators and comparisons.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::Path;

use super::arguments::{Source, emit_slot_arguments};
use super::callable::{emit_leaving, emit_result};
use super::method::emit_slf;
use super::method_entry::{Entry, Member};
use super::outcome::{Outcome, emit_call};
use super::paths::{local, support};
use super::receiver::emit_this;
use crate::model::{Answer, Method, SlotKind};

const OBJECT: Outcome = Outcome::Answer(Answer::Object);

/// A slot that one method fills.
pub(super) fn emit_single(method: &Method, class: &Path, kind: SlotKind) -> Option<Member> {
    let support = support(&method.callable.crate_path);
    let (handle, result) = (emit_leaving(&support), |value| emit_result(&support, &value));
    let [argument, index] = ["__argument", "__index"].map(local);
    let object = quote!(#argument: #support::Borrowed<'a, 'ctx>);
    let index = quote!(#index: isize);
    let (converted, plain) = ([Source::Object("__argument")], [Source::Value("__index")]);
    let (interface, inputs, returned, sources, outcome): (_, _, _, &[Source], _) = match kind {
        SlotKind::Unary(_) => ("NoArgsFunction", quote!(), handle, &[], OBJECT),
        SlotKind::Length => ("LengthFunction", quote!(), result(quote!(usize)), &[], Outcome::Length),
        SlotKind::Hash => ("HashFunction", quote!(), result(quote!(isize)), &[], Outcome::Hash),
        SlotKind::Truth => ("TruthFunction", quote!(), result(quote!(bool)), &[], Outcome::Truth),
        SlotKind::Contains => ("ContainsFunction", object, result(quote!(bool)), &converted, Outcome::Truth),
        SlotKind::GetItem | SlotKind::Concat => ("OneArgFunction", object, handle, &converted, OBJECT),
        SlotKind::ConcatInPlace => ("OneArgFunction", object, handle, &converted, Outcome::Changed("__slf")),
        SlotKind::Repeat => ("ItemFunction", index, handle, &plain, OBJECT),
        SlotKind::RepeatInPlace => ("ItemFunction", index, handle, &plain, Outcome::Changed("__slf")),
        SlotKind::Finalize => ("FinalizeFunction", quote!(), result(quote!(())), &[], Outcome::Unit),
        _ => return None, // The others are emitted elsewhere.
    };
    let this = match kind {
        SlotKind::Finalize => emit_this_if_there(&support, class),
        _ => emit_this("slot_self", &support, class),
    };
    let slf = emit_slf(&support);
    let call = emit_call(method, class, emit_slot_arguments(&method.callable, sources), outcome);
    let entry = Entry { interface, inputs: quote!(#slf #inputs), returned, body: quote!(#this #call) };
    Member::new(&[method], class, entry, |marker| {
        let constructor = format_ident!("{}", constructor(kind));
        let variant = if let SlotKind::Unary(variant) = kind {
            let variant = format_ident!("{variant}");
            Some(quote!(#support::Unary::#variant))
        } else {
            None
        };
        quote!(#constructor::<#marker>(#variant))
    })
}

/// As [`emit_this`], for `__del__`: there is nothing to do for an object that the class below could not complete, which has no value.
fn emit_this_if_there(support: &TokenStream, class: &Path) -> TokenStream {
    let (this, slf) = (local("__this"), local("__slf"));
    quote!(let ::core::option::Option::Some(#this) = #support::operand::<#class>(#slf) else {
        return ::core::result::Result::Ok(());
    };)
}

/// The constructor of `macro_support::Member`.
fn constructor(kind: SlotKind) -> &'static str {
    match kind {
        SlotKind::Unary(_) => "unary",
        SlotKind::Length => "length",
        SlotKind::Hash => "hash",
        SlotKind::Truth => "truth",
        SlotKind::Contains => "contains",
        SlotKind::GetItem => "get_item",
        SlotKind::Concat => "concat",
        SlotKind::ConcatInPlace => "concat_in_place",
        SlotKind::Repeat => "repeat",
        SlotKind::RepeatInPlace => "repeat_in_place",
        _ => "finalize",
    }
}

/// `__setitem__` and `__delitem__`.
pub(super) fn emit_set_item(methods: &[&Method], class: &Path) -> Option<Member> {
    let support = support(&methods.first()?.callable.crate_path);
    let (slf, this) = (emit_slf(&support), emit_this("slot_self", &support, class));
    let [slf_object, key, value] = ["__slf", "__key", "__value"].map(local);
    let parts = methods.iter().map(|method| {
        let conditions = &method.callable.conditions;
        let sources = [Source::Object("__key"), Source::Object("__value")];
        let call = emit_call(method, class, emit_slot_arguments(&method.callable, &sources), Outcome::Unit);
        let test = if matches!(method.slot_kind(), Some(SlotKind::SetItem)) {
            quote!(let ::core::option::Option::Some(#value) = #value)
        } else {
            quote!(::core::option::Option::is_none(&#value))
        };
        quote!(#(#conditions)* if #test { return #call; })
    });
    let entry = Entry {
        interface: "SetItemFunction",
        inputs: quote! {
            #slf #key: #support::Borrowed<'a, 'ctx>, #value: ::core::option::Option<#support::Borrowed<'a, 'ctx>>
        },
        returned: emit_result(&support, &quote!(())),
        body: quote!(#this #(#parts)* #support::cannot_change_item(#slf_object, #value)),
    };
    Member::new(methods, class, entry, |marker| quote!(set_item::<#marker>()))
}
