//! Enums: singletons where no variant has data, else a class for each variant.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use super::parts::{Entry, Marker, Parts};
use super::paths::local;
use super::receiver::emit_this;
use super::type_stub::{Description, fixed};
use super::type_stub_class::hint_of_class;
use super::variant::{class_name, emit_variant};

/// An enum without data: its singletons, `__repr__` and `__int__`. Gives what overrides functions of `HpyType`.
pub(super) fn emit_simple_enum(parts: &mut Parts<'_>) -> TokenStream {
    let (class, support) = (parts.class, parts.support.clone());
    let ident = &class.ident;
    for variant in class.variants() {
        let (name, conditions) = (variant.python_name(class.options.rename_all), &variant.conditions);
        let (ctx, variant) = (local("__ctx"), &variant.ident);
        parts.member_under(conditions, &quote!(attribute(#name, |#ctx| #support::variant(#ctx, #ident::#variant))));
        parts.describe(conditions, &Description::new("Attribute", name, hint_of_class(class)));
    }
    emit_repr(parts);
    emit_int(parts);
    let count = Literal::usize_unsuffixed(class.variants().len());
    let arms = class.variants().iter().enumerate().map(|(index, variant)| {
        let (conditions, variant, index) = (&variant.conditions, &variant.ident, Literal::usize_unsuffixed(index));
        quote!(#(#conditions)* #ident::#variant => #index,)
    });
    quote! {
        fn singleton(&self) -> ::core::option::Option<&'static #support::Global<Self>> {
            static __ALL: [#support::Global<#ident>; #count] = [const { #support::Global::new() }; #count];
            ::core::option::Option::Some(&__ALL[match self { #(#arms)* }])
        }
    }
}

/// `Color.Red`
fn emit_repr(parts: &mut Parts<'_>) {
    let (class, support) = (parts.class, parts.support.clone());
    let (ident, name) = (&class.ident, class.python_name());
    let arms = class.variants().iter().map(|variant| {
        let text = format!("{name}.{}", variant.python_name(class.options.rename_all));
        let (conditions, variant) = (&variant.conditions, &variant.ident);
        quote!(#(#conditions)* #ident::#variant => #text,)
    });
    let [this, ctx] = ["__this", "__ctx"].map(local);
    let checked = emit_this("slot_self", &support, &class.ident);
    let body = quote! {
        #checked
        #support::leave(match *#support::borrow(&#this)? { #(#arms)* }, #ctx)
    };
    parts.marker(&Marker { name: local("__Repr"), entry: Entry::NoArgs, conditions: &[] }, &body);
    parts.member(&quote!(unary_by_default::<__Repr>(#support::Unary::Repr)));
}

/// The discriminant, as `int(…)` gives it.
fn emit_int(parts: &mut Parts<'_>) {
    let (class, support) = (parts.class, parts.support.clone());
    let discriminant = emit_discriminant(&class.ident, class);
    parts.item(discriminant);
    let [this, ctx] = ["__this", "__ctx"].map(local);
    let checked = emit_this("slot_self", &support, &class.ident);
    let body = quote! {
        #checked
        #support::leave(__discriminant(&*#support::borrow(&#this)?), #ctx)
    };
    parts.marker(&Marker { name: local("__Int"), entry: Entry::NoArgs, conditions: &[] }, &body);
    parts.member(&quote!(unary_by_default::<__Int>(#support::Unary::Int)));
    let int = fixed("int", &class.options.crate_path);
    parts.describe(&[], &Description::new("Function", "__int__", int));
}

/// A function that gives the discriminant, whether or not the enum is `Copy`.
fn emit_discriminant(ident: &Ident, class: &crate::model::Class) -> TokenStream {
    let arms = class.variants().iter().map(|variant| {
        let (conditions, variant) = (&variant.conditions, &variant.ident);
        quote!(#(#conditions)* #ident::#variant => #ident::#variant as isize,)
    });
    let value = local("__value");
    quote! {
        fn __discriminant(#value: &#ident) -> isize {
            match #value { #(#arms)* }
        }
    }
}

/// An enum with data: a class for each variant. Gives what overrides functions of `HpyType`.
pub(super) fn emit_complex_enum(parts: &mut Parts<'_>) -> TokenStream {
    let (class, support) = (parts.class, parts.support.clone());
    let ident = &class.ident;
    for (index, variant) in class.variants().iter().enumerate() {
        emit_variant(parts, index, variant);
    }
    let arms = class.variants().iter().enumerate().map(|(index, variant)| {
        let (conditions, name, class) = (&variant.conditions, &variant.ident, class_name(index));
        quote!(#(#conditions)* #ident::#name { .. } => &#class,)
    });
    quote! {
        fn class_of(&self) -> &'static #support::Class {
            match self { #(#arms)* }
        }
    }
}
