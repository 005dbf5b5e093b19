//! [`Parts`]: what the expansion of a class consists of, gathered option by option.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, quote};

use super::callable::{emit_leaving, emit_result};
use super::paths::{local, support};
use super::type_stub::Description;
use crate::model::{Class, Doc};

/// The list that members are added to.
pub(super) const MEMBERS: &str = "__members";

/// A function that adds members to the list; `assumption` is its `where`, if it has one.
pub(super) fn emit_adder(
    name: &Ident,
    statements: &[TokenStream],
    support: &TokenStream,
    assumption: Option<&TokenStream>,
) -> TokenStream {
    let members = local(MEMBERS);
    quote! {
        fn #name(#members: &mut #support::Members)
        #assumption
        {
            let _ = &#members;
            #(#statements)*
        }
    }
}

/// Items, and the members that are added by one function.
pub(super) struct Parts<'c> {
    pub(super) class: &'c Class,
    /// The path to `hpy_rs::macro_support`.
    pub(super) support: TokenStream,
    items: Vec<TokenStream>,
    members: Vec<TokenStream>,
}

impl<'c> Parts<'c> {
    pub(super) fn new(class: &'c Class) -> Self {
        Parts { class, support: support(&class.options.crate_path), items: Vec::new(), members: Vec::new() }
    }

    /// Adds an item.
    pub(super) fn item(&mut self, item: TokenStream) {
        self.items.push(item);
    }

    /// Adds a member: a call of `Members`.
    pub(super) fn member(&mut self, call: &TokenStream) {
        self.member_under(&[], call);
    }

    /// As [`member`](Self::member), with its `#[cfg]` attributes.
    pub(super) fn member_under(&mut self, conditions: &[syn::Attribute], call: &TokenStream) {
        let members = local(MEMBERS);
        self.members.push(quote!(#(#conditions)* #members.#call;));
    }

    /// Says what a member is in a stub, with its `#[cfg]` attributes.
    pub(super) fn describe(&mut self, conditions: &[syn::Attribute], description: &Description) {
        let statement = description.emit(&local(MEMBERS), &self.class.options.crate_path);
        self.members.push(quote!(#(#conditions)* #statement));
    }

    /// Adds a marker type and what it implements; `body` has the parameters' names in scope.
    pub(super) fn marker(&mut self, marker: &Marker<'_>, body: &TokenStream) {
        let emitted = marker.emit(&self.support, body);
        self.item(emitted);
    }

    /// The items, and apart from them the statements that add members.
    pub(super) fn finish(self) -> (TokenStream, Vec<TokenStream>) {
        let items = self.items;
        (quote!(#(#items)*), self.members)
    }
}

/// A hidden type that stands for one thing which Python calls.
pub(super) struct Marker<'m> {
    pub(super) name: Ident,
    /// Which trait it implements.
    pub(super) entry: Entry,
    /// Its `#[cfg]` attributes.
    pub(super) conditions: &'m [syn::Attribute],
}

/// The traits of `hpy_rs::macro_support` that the options of a class need.
#[derive(Clone, Copy)]
pub(super) enum Entry {
    NoArgs,
    Setter,
    New,
    Compare,
    Hash,
    Length,
    Item,
}

impl Marker<'_> {
    fn emit(&self, support: &TokenStream, body: &TokenStream) -> TokenStream {
        let Marker { name, entry, conditions } = self;
        let (entry, parameters, outcome) = entry.describe(support);
        let ctx = local("__ctx");
        quote! {
            #(#conditions)*
            enum #name {}
            #(#conditions)*
            impl #support::#entry for #name {
                fn call<'a, 'ctx>(#ctx: #support::Context<'ctx>, #parameters) -> #outcome {
                    #body
                }
            }
        }
    }
}

impl Entry {
    /// The name of the trait, the parameters of its function behind the context, and what that returns.
    fn describe(self, support: &TokenStream) -> (Ident, TokenStream, TokenStream) {
        let [slf, value, class, arguments, names, other, operator, index] =
            ["__slf", "__value", "__class", "__arguments", "__names", "__other", "__operator", "__index"].map(local);
        let (any, handle) = (quote!(#support::Borrowed<'a, 'ctx>), emit_leaving(support));
        let (name, parameters, outcome) = match self {
            Entry::NoArgs => ("NoArgsFunction", quote!(#slf: #any), handle),
            Entry::Setter => (
                "SetterFunction",
                quote!(#slf: #any, #value: ::core::option::Option<#any>),
                emit_result(support, &quote!(())),
            ),
            Entry::New => {
                let class = quote!(#class: #support::Borrowed<'a, 'ctx, #support::PyType>);
                let keywords = quote!(#names: #support::KeywordNames<'a, 'ctx>);
                ("NewFunction", quote!(#class, #arguments: #support::Args<'a, 'ctx>, #keywords), handle)
            }
            Entry::Compare => {
                let operator = quote!(#operator: #support::CompareOp);
                ("CompareFunction", quote!(#slf: #any, #other: #any, #operator), handle)
            }
            Entry::Hash => ("HashFunction", quote!(#slf: #any), emit_result(support, &quote!(isize))),
            Entry::Length => ("LengthFunction", quote!(#slf: #any), emit_result(support, &quote!(usize))),
            Entry::Item => ("ItemFunction", quote!(#slf: #any, #index: isize), handle),
        };
        (local(name), parameters, outcome)
    }
}

/// The doc text of something without a signature.
pub(super) fn emit_plain_doc(doc: &Doc, class: &Class) -> TokenStream {
    super::doc::emit_doc("", doc, &class.options.crate_path).into_token_stream()
}

/// The value of the option `module`, as an `Option`.
pub(super) fn emit_module_option(class: &Class) -> TokenStream {
    let given = class.options.module.as_ref().map(|module| quote!(::core::option::Option::Some(#module)));
    given.unwrap_or_else(|| quote!(::core::option::Option::None))
}
