//! `#[hpy_methods]`: the block without our attributes, and what registers its members.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Path;
use syn::spanned::Spanned;

use super::method::{emit_attribute, emit_constant, emit_getter, emit_init, emit_method, emit_new, emit_setter};
use super::method_entry::{Member, emit_assumption};
use super::operator::{emit_comparisons, emit_operator, emit_power};
use super::parts::{MEMBERS, emit_adder};
use super::paths::{local, local_at, support};
use super::slot::{emit_set_item, emit_single};
use super::type_stub_method::describe_methods;
use crate::model::{Method, Methods, Role, Side, SlotKind};

/// The expansion.
pub(crate) fn emit_methods(methods: &Methods) -> TokenStream {
    let item = &methods.item;
    let Some(class) = &methods.class else { return item.to_token_stream() }; // The checks have refused it.
    let members = emit_members(methods, class);
    let items = members.iter().map(|member| &member.items);
    // Its name stands where the class does, so that one error says of both that the class is none.
    let (list, adder) = (local(MEMBERS), local_at("__add_members", class.span()));
    let additions = members.iter().map(|Member { conditions, addition, .. }| quote!(#conditions #list.#addition;));
    let statements: Vec<_> = additions.chain(describe_methods(methods, class)).collect();
    let (support, conditions) = (support(&methods.crate_path), &methods.conditions);
    let definition = emit_adder(&adder, &statements, &support, Some(&emit_assumption(class, &support)));
    quote! {
        #item
        #(#conditions)*
        const _: () = {
            #(#items)*
            #definition
            #support::submit! {
                unsafe { #support::MembersEntry::new(<#class as #support::HpyType>::class, #adder) }
            }
        };
    }
}

/// What is left of a block with errors.
pub(crate) fn emit_broken_methods(methods: &Methods) -> TokenStream {
    methods.item.to_token_stream()
}

fn emit_members(methods: &Methods, class: &Path) -> Vec<Member> {
    let groups = group(&methods.functions);
    let of_methods = groups.iter().filter_map(|group| emit_group(group, class));
    let emit_one = |constant| emit_constant(constant, class, &methods.crate_path);
    of_methods.chain(methods.constants.iter().map(emit_one)).collect()
}

/// What methods have to share to make up one member.
#[derive(PartialEq)]
enum Shared<'m> {
    Setter(&'m str),
    Item,
    Operator(&'static str, bool),
    Power(bool),
    Comparison,
    Nothing,
}

fn shared(method: &Method) -> Shared<'_> {
    match (method.role, method.slot_kind()) {
        (Role::Setter | Role::Deleter, _) => Shared::Setter(method.callable.python_name()),
        (_, Some(SlotKind::SetItem | SlotKind::DeleteItem)) => Shared::Item,
        (_, Some(SlotKind::Operator(variant, side))) => Shared::Operator(variant, side == Side::InPlace),
        (_, Some(SlotKind::Power(side))) => Shared::Power(side == Side::InPlace),
        (_, Some(SlotKind::Compare(_) | SlotKind::RichCompare)) => Shared::Comparison,
        _ => Shared::Nothing,
    }
}

/// The methods by what they make up, in the order of the first of each.
fn group(methods: &[Method]) -> Vec<Vec<&Method>> {
    let mut groups: Vec<Vec<&Method>> = Vec::new();
    for method in methods {
        let key = shared(method);
        let is_mate = |group: &&mut Vec<&Method>| {
            key != Shared::Nothing && group.first().is_some_and(|first| shared(first) == key)
        };
        match groups.iter_mut().find(is_mate) {
            Some(group) => group.push(method),
            None => groups.push(vec![method]),
        }
    }
    groups
}

fn emit_group(group: &[&Method], class: &Path) -> Option<Member> {
    let method = group.first()?;
    match method.role {
        Role::Instance | Role::Static | Role::Class => emit_method(method, class, None),
        Role::New => emit_new(method, class),
        Role::Getter => emit_getter(method, class),
        Role::Setter | Role::Deleter => emit_setter(group, class),
        Role::ClassAttribute => Some(emit_attribute(method, class)),
        Role::Slot(slot) => match slot.kind {
            SlotKind::Init => emit_init(method, class),
            SlotKind::Adopted(answer) => emit_method(method, class, Some(answer)),
            SlotKind::SetItem | SlotKind::DeleteItem => emit_set_item(group, class),
            SlotKind::Operator(variant, _) => emit_operator(group, class, variant),
            SlotKind::Power(_) => emit_power(group, class),
            SlotKind::Compare(_) | SlotKind::RichCompare => emit_comparisons(group, class),
            kind => emit_single(method, class, kind),
        },
    }
}
