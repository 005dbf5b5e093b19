//! `#[hpy_type]`: the item, and beside it what makes it a class.

use proc_macro2::TokenStream;
use quote::quote;

use super::class_enum::{emit_complex_enum, emit_simple_enum};
use super::comparison::{emit_comparison, emit_hash};
use super::constructor::emit_from_fields;
use super::doc::c_string;
use super::member::emit_members;
use super::parts::{Parts, emit_adder, emit_module_option, emit_plain_doc};
use super::paths::{local, support};
use super::python_enum::emit_python_enum;
use super::text::emit_text;
use super::traverse::{emit_traverse, held_types};
use super::type_stub_class::describe_options;
use crate::model::{Body, Class, ClassFlags};

/// The expansion.
pub(crate) fn emit_class(class: &Class) -> TokenStream {
    let Class { item, conditions, .. } = class;
    let allowance = class.is_deprecated.then(|| quote!(#[allow(deprecated, reason = "Python uses it")]));
    let content = match class.options.python_enum {
        Some((kind, _)) => emit_python_enum(class, kind),
        None => emit_content(class),
    };
    quote! {
        #item
        #(#conditions)*
        #allowance
        const _: () = {
            #content
        };
    }
}

/// What is left of a class with errors: enough for an `#[hpy_export] use` of it, and for its methods.
pub(crate) fn emit_broken_class(class: &Class) -> TokenStream {
    let Class { item, ident, conditions, generics, .. } = class;
    let support = support(&class.options.crate_path);
    let crate_path = &class.options.crate_path;
    let (parameters, arguments, bounds) = generics.split_for_impl();
    let definition = generics.params.is_empty().then(|| {
        quote! {
            #crate_path::__hpy_type! {
                type = #ident,
                base = #support::NoBase,
                thread = OneThread,
                access = Mutable,
                name = "", c_name = c"", doc = c"",
                module = ::core::option::Option::None,
                flags = #support::ClassFlags::NONE,
                members = |_| {},
                fields = [],
                traverse = |__this, __visitor| {},
                items = {}
            }
        }
    });
    quote! {
        #item
        #(#conditions)*
        const _: () = {
            #definition
            impl #parameters #support::Export for #ident #arguments #bounds {
                fn export(_: &mut #support::Items) {
                    loop {}
                }
            }
        };
    }
}

fn emit_content(class: &Class) -> TokenStream {
    let ident = &class.ident;
    let support = support(&class.options.crate_path);
    let mut parts = Parts::new(class);
    emit_members(&mut parts);
    emit_from_fields(&mut parts);
    emit_comparison(&mut parts);
    emit_hash(&mut parts);
    emit_text(&mut parts);
    emit_generic(&mut parts);
    emit_buffer(&mut parts);
    let overrides = match &class.body {
        Body::Struct(_) => TokenStream::new(),
        Body::Enum(_) if class.is_simple_enum() => emit_simple_enum(&mut parts),
        Body::Enum(_) => emit_complex_enum(&mut parts),
    };
    describe_options(&mut parts);
    let (items, members) = parts.finish();
    let adder = local("__add_members");
    let members = emit_adder(&adder, &members, &support, None);
    let definition = emit_definition(class, &overrides, &adder);
    let exported = local("__items");
    quote! {
        #definition
        impl #support::Export for #ident {
            fn export(#exported: &mut #support::Items) {
                #exported.class::<Self>();
            }
        }
        #items
        #members
        #support::submit! {
            #support::TypeEntry::new::<#ident>(::core::module_path!())
        }
    }
}

/// The macro of hpy-rs that implements `HpyType`, which is unsafe.
fn emit_definition(class: &Class, overrides: &TokenStream, adder: &proc_macro2::Ident) -> TokenStream {
    let Class { ident, options, .. } = class;
    let crate_path = &options.crate_path;
    let support = support(crate_path);
    let base = options.extends.as_ref().map_or_else(|| quote!(#support::NoBase), |path| quote!(#path));
    let thread = if options.flags.unsendable.is_some() { quote!(OneThread) } else { quote!(AnyThread) };
    let access = if class.is_frozen() { quote!(Frozen) } else { quote!(Mutable) };
    let (name, doc) = (class.python_name(), emit_plain_doc(&class.doc, class));
    let c_name = c_string(&name);
    let module = emit_module_option(class);
    let flags = emit_flags(class);
    let fields = held_types(&class.body);
    let traverse = emit_traverse(&class.body, ident, crate_path);
    quote! {
        #crate_path::__hpy_type! {
            type = #ident,
            base = #base,
            thread = #thread,
            access = #access,
            name = #name,
            c_name = #c_name,
            doc = #doc,
            module = #module,
            flags = #flags,
            members = #adder,
            fields = [#(#fields),*],
            traverse = #traverse,
            items = { #overrides }
        }
    }
}

/// The options that the runtime looks at.
fn emit_flags(class: &Class) -> TokenStream {
    let (support, flags) = (support(&class.options.crate_path), &class.options.flags);
    let ClassFlags { mapping, sequence, subclass, dict, weakref, .. } = flags;
    let [mapping, sequence, subclass, dict, weakref] =
        [mapping, sequence, subclass, dict, weakref].map(Option::is_some);
    if ![mapping, sequence, subclass, dict, weakref].contains(&true) {
        return quote!(#support::ClassFlags::NONE);
    }
    quote! {
        #support::ClassFlags {
            mapping: #mapping,
            sequence: #sequence,
            subclass: #subclass,
            dict: #dict,
            weakref: #weakref,
        }
    }
}

fn emit_buffer(parts: &mut Parts<'_>) {
    if parts.class.options.flags.buffer.is_some() {
        let ident = &parts.class.ident;
        parts.member(&quote!(buffer::<#ident>()));
    }
}

fn emit_generic(parts: &mut Parts<'_>) {
    if parts.class.options.flags.generic.is_some() {
        let support = &parts.support;
        parts.member(&quote!(attribute("__class_getitem__", #support::generic_alias)));
    }
}
