//! `enum = "Enum"`: a class that Python's module `enum` makes.

use proc_macro2::TokenStream;
use quote::{format_ident, quote};

use super::parts::{emit_module_option, emit_plain_doc};
use super::paths::{local, support};
use super::type_stub::when_stubs_are_made;
use crate::model::{Class, EnumKind};

/// The static that stands for the class, and the conversions.
pub(super) fn emit_python_enum(class: &Class, kind: EnumKind) -> TokenStream {
    let (support, ident) = (support(&class.options.crate_path), &class.ident);
    let definition = emit_definition(class, kind);
    let positions = emit_positions(class);
    let all = class.variants().iter().map(|variant| {
        let (conditions, variant) = (&variant.conditions, &variant.ident);
        quote!(#(#conditions)* #ident::#variant)
    });
    let arms = class.variants().iter().map(|variant| {
        let (conditions, variant) = (&variant.conditions, &variant.ident);
        quote!(#(#conditions)* #ident::#variant => __Position::#variant as usize,)
    });
    let [input, output] = ["input_type", "output_type"].map(|name| {
        let name = format_ident!("{name}");
        let hint = quote!(fn #name() -> #support::TypeHint { __ENUM.type_hint() });
        when_stubs_are_made(&class.options.crate_path, &hint)
    });
    let [object, ctx, items] = ["__object", "__ctx", "__items"].map(local);
    quote! {
        #definition
        #positions
        impl<'a, 'ctx> #support::FromPy<'a, 'ctx> for #ident {
            fn from_py(#object: #support::Borrowed<'a, 'ctx>) -> #support::Result<Self> {
                __ENUM.value_of(#object, [#(#all),*])
            }
            #input
        }
        impl<'ctx> #support::IntoPy<'ctx> for #ident {
            type Target = #support::PyAny;
            fn into_py(self, #ctx: #support::Context<'ctx>) -> #support::Result<#support::Handle<'ctx>> {
                __ENUM.member(#ctx, match self { #(#arms)* })
            }
            #output
        }
        impl #support::Export for #ident {
            fn export(#items: &mut #support::Items) {
                #items.python_enum(&__ENUM);
            }
        }
        #support::submit! {
            #support::ItemEntry::new(::core::module_path!(), <#ident as #support::Export>::export)
        }
    }
}

fn emit_definition(class: &Class, kind: EnumKind) -> TokenStream {
    let (support, ident, name) = (support(&class.options.crate_path), &class.ident, class.python_name());
    let is_integer = kind == EnumKind::IntEnum;
    let doc = emit_plain_doc(&class.doc, class);
    let module = emit_module_option(class);
    let members = class.variants().iter().map(|variant| {
        let (name, conditions) = (variant.python_name(class.options.rename_all), &variant.conditions);
        let variant = &variant.ident;
        quote!(#(#conditions)* (#name, #ident::#variant as isize))
    });
    quote! {
        static __ENUM: #support::PythonEnum =
            #support::PythonEnum::new(#name, #doc, #module, #is_integer, &[#(#members),*]);
    }
}

/// An enum whose discriminants are the positions of those variants that no `#[cfg]` has taken away.
fn emit_positions(class: &Class) -> TokenStream {
    let variants = class.variants().iter().map(|variant| {
        let (conditions, variant) = (&variant.conditions, &variant.ident);
        quote!(#(#conditions)* #variant,)
    });
    quote!(enum __Position { #(#variants)* })
}
