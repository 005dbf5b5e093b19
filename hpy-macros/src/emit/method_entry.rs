//! [`Member`]: what a method adds to its class, and the type that stands for it.

use proc_macro2::{Ident, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::{Attribute, Meta, Path};

use super::callable::emit_allowance;
use super::paths::{local, support};
use crate::model::Method;

/// What is added to the list of members.
pub(super) struct Member {
    /// `#[cfg]` attributes for all that follows.
    pub(super) conditions: TokenStream,
    /// The type that stands for the method, and what it implements.
    pub(super) items: TokenStream,
    /// The call of `Members` that adds it.
    pub(super) addition: TokenStream,
}

/// How an interpreter calls in: the one function of a trait.
pub(super) struct Entry {
    /// The trait.
    pub(super) interface: &'static str,
    /// The parameters besides the context.
    pub(super) inputs: TokenStream,
    pub(super) returned: TokenStream,
    pub(super) body: TokenStream,
}

impl Member {
    /// The member of one or several methods of `class`, by an [`Entry`]; `member` makes the call from the type's name.
    pub(super) fn new(
        methods: &[&Method],
        class: &Path,
        entry: Entry,
        member: impl FnOnce(&Ident) -> TokenStream,
    ) -> Option<Self> {
        let callable = &methods.first()?.callable;
        let marker = local(&format!("__hpy_{}", syn::ext::IdentExt::unraw(callable.ident())));
        let conditions = conditions_of(methods);
        let allowance = emit_allowance(methods.iter().any(|method| method.callable.is_deprecated));
        let (support, ctx) = (support(&callable.crate_path), local("__ctx"));
        let Entry { interface, inputs, returned, body } = entry;
        // Where that stands, what is wrong with a result would be said of the class's base, which is not known.
        let assumption = (interface != "NewFunction").then(|| emit_assumption(class, &support));
        let interface = format_ident!("{interface}");
        let items = quote! {
            #conditions
            enum #marker {}
            #conditions
            #allowance
            impl #support::#interface for #marker
            #assumption
            {
                fn call<'a, 'ctx>(#ctx: #support::Context<'ctx>, #inputs) -> #returned {
                    #body
                }
            }
        };
        Some(Member { items, addition: member(&marker), conditions })
    }
}

/// That the class is one, for all that the block consists of: where it is none, only what registers the block says so. The lifetime
/// keeps the compiler from looking at once.
pub(super) fn emit_assumption(class: &Path, support: &TokenStream) -> TokenStream {
    quote!(where for<'__class> #class: #support::HpyType)
}

/// The conditions under which any of the methods is there.
fn conditions_of(methods: &[&Method]) -> TokenStream {
    let conditions: Vec<_> = methods.iter().map(|method| &method.callable.conditions).collect();
    match conditions.as_slice() {
        [one] => quote!(#(#one)*),
        all if all.iter().any(|one| one.is_empty()) => quote!(),
        all => {
            let predicates = all.iter().map(|one| predicate(one));
            quote!(#[cfg(any(#(#predicates),*))])
        }
    }
}

/// `all(…)` of the conditions.
pub(super) fn predicate(conditions: &[Attribute]) -> TokenStream {
    let conditions = conditions.iter().map(|condition| match &condition.meta {
        Meta::List(list) => list.tokens.clone(),
        other => other.to_token_stream(),
    });
    quote!(all(#(#conditions),*))
}
