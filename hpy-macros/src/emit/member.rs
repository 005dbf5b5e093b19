//! The members of a struct as attributes of its objects: getters, setters, `__match_args__`.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Type;

use super::arguments::subject_of_attribute;
use super::doc::c_string;
use super::parts::{Entry, Marker, Parts, emit_plain_doc};
use super::paths::{local, local_at, located, shown_at, support_at};
use super::receiver::emit_this;
use super::type_stub_class::{getter, match_args, setter};
use crate::attribute::names;
use crate::model::types::{argument_of, has_items_named, is_named, is_simple};
use crate::model::{Class, Member};

pub(super) fn emit_members(parts: &mut Parts<'_>) {
    let class = parts.class;
    let flags = &class.options.flags;
    for member in class.members() {
        let is_read = flags.get_all.is_some() || member.get.is_some();
        let is_set = flags.set_all.is_some() || member.set.is_some();
        describe_member(parts, member, is_read, is_set);
        if is_simple(&member.ty) {
            emit_simple(parts, member, is_read, is_set);
            continue;
        }
        if is_read {
            emit_getter(parts, member);
        }
        if is_set {
            emit_setter(parts, member);
        }
    }
    if flags.match_args.is_some() {
        emit_match_args(parts);
    }
}

fn describe_member(parts: &mut Parts<'_>, member: &Member, is_read: bool, is_set: bool) {
    let class = parts.class;
    let name = || member.python_name(class.options.rename_all);
    if is_read {
        parts.describe(&member.conditions, &getter(class, member, name()));
    }
    if is_set {
        parts.describe(&member.conditions, &setter(class, member, name()));
    }
}

/// A member of a type that needs no code of its own.
fn emit_simple(parts: &mut Parts<'_>, member: &Member, is_read: bool, is_set: bool) {
    if !is_read && !is_set {
        return;
    }
    let class = parts.class;
    let (crate_path, ident, place, ty) = (&class.options.crate_path, &class.ident, &member.place, &member.ty);
    let (marker, conditions) = (local(&format!("__Member_{}", member.label())), &member.conditions);
    let name = c_string(&member.python_name(class.options.rename_all));
    parts.item(quote! {
        #(#conditions)*
        enum #marker {}
        #(#conditions)*
        #crate_path::__hpy_member!(#marker, #ident, #place: #ty, #name);
    });
    if is_read {
        let doc = emit_plain_doc(&member.doc, class);
        parts.member_under(conditions, &quote!(member_getter::<#marker>(#doc)));
    }
    if is_set {
        parts.member_under(conditions, &quote!(member_setter::<#marker>()));
    }
}

fn emit_getter(parts: &mut Parts<'_>, member: &Member) {
    let (class, support) = (parts.class, parts.support.clone());
    let (this, value, place) = (local("__this"), local("__value"), &member.place);
    let read = emit_read(member, &quote!(&#value.#place), class);
    let marker = Marker {
        name: local(&format!("__Get_{}", member.label())),
        entry: Entry::NoArgs,
        conditions: &member.conditions,
    };
    let checked = emit_this("method_self", &support, &class.ident);
    let body = quote! {
        #checked
        let #value = #support::borrow(&#this)?;
        #read
    };
    parts.marker(&marker, &body);
    let (name, doc) = (c_string(&member.python_name(class.options.rename_all)), emit_plain_doc(&member.doc, class));
    let (marker, conditions) = (marker.name, &member.conditions);
    parts.member_under(conditions, &quote!(getter::<#marker>(#name, #doc)));
}

/// The object of a member that `reference` refers to.
pub(super) fn emit_read(member: &Member, reference: &TokenStream, class: &Class) -> TokenStream {
    let (ty, span) = (&member.ty, shown_at(&member.ty));
    let (support, this) = (support_at(&class.options.crate_path, span), local_at("__this", span));
    if let Some(held) = argument_of(ty).filter(|_| is_named(ty, names::OPTION)) {
        if is_read_by_reference(held) {
            let member = quote!(&::core::option::Option::as_ref(#reference));
            return quote_spanned!(span=> #support::read_optional_member::<&#held, _>(#member, &#this));
        }
        return quote_spanned!(span=> #support::read_optional_member::<#held, _>(#reference, &#this));
    }
    if is_read_by_reference(ty) {
        return quote_spanned!(span=> #support::read_member::<&#ty, _>(&#reference, &#this));
    }
    quote_spanned!(span=> #support::read_member::<#ty, _>(#reference, &#this))
}

/// Whether a member is not cloned to be read: a `Vec<Py<T>>`, since a `Py` is cloned by a call that can fail.
pub(super) fn is_read_by_reference(ty: &Type) -> bool {
    has_items_named(ty, names::PY)
}

fn emit_setter(parts: &mut Parts<'_>, member: &Member) {
    let (class, support) = (parts.class, parts.support.clone());
    let value = local("__value");
    let name = member.python_name(class.options.rename_all);
    let subject = subject_of_attribute(&name);
    let assign = emit_assignment(member, class, &subject);
    let marker = Marker {
        name: local(&format!("__Set_{}", member.label())),
        entry: Entry::Setter,
        conditions: &member.conditions,
    };
    let checked = emit_this("method_self", &support, &class.ident);
    let body = quote! {
        #checked
        let #value = #support::value_to_set(#value, #subject)?;
        #assign
        ::core::result::Result::Ok(())
    };
    parts.marker(&marker, &body);
    let (name, marker, conditions) = (c_string(&name), marker.name, &member.conditions);
    parts.member_under(conditions, &quote!(setter::<#marker>(#name)));
}

/// Gives the member the value. Converting it may run Python code, so it is done before.
fn emit_assignment(member: &Member, class: &Class, subject: &str) -> TokenStream {
    let (ty, place, span) = (&member.ty, &member.place, shown_at(&member.ty));
    let [this, value] = ["__this", "__value"].map(|name| local_at(name, span));
    let (support, ident) = (support_at(&class.options.crate_path, span), &class.ident);
    let crate_path = located(class.options.crate_path.clone(), span);
    if is_named(ty, names::FIELD) {
        let before = local_at("__before", span);
        return quote_spanned! {span=>
            let #before = #support::set_field(&#support::borrow(&#this)?.#place, &#this, #value, #subject)?;
            ::core::mem::drop(#before);
        };
    }
    quote_spanned! {span=>
        let #value: #ty = #support::convert_named(#value, #subject)?;
        #crate_path::__hpy_assign!(&#this, #ident, #place: #ty, #value)?;
    }
}

/// What a `case Point(x, y)` compares: the members that can be read, in order.
fn emit_match_args(parts: &mut Parts<'_>) {
    let class = parts.class;
    let readable =
        class.members().iter().filter(|member| class.options.flags.get_all.is_some() || member.get.is_some());
    let names: Vec<_> = readable
        .map(|member| {
            let (name, conditions) = (member.python_name(class.options.rename_all), &member.conditions);
            quote!(#(#conditions)* #name)
        })
        .collect();
    let member = emit_names(parts, &names);
    parts.member(&member);
    parts.describe(&[], &match_args(class, &names));
}

/// `__match_args__`, with these names.
pub(super) fn emit_names(parts: &Parts<'_>, names: &[TokenStream]) -> TokenStream {
    let (support, ctx) = (&parts.support, local("__ctx"));
    quote!(attribute("__match_args__", |#ctx| #support::names(#ctx, &[#(#names),*])))
}
