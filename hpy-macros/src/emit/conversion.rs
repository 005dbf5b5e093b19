//! What both derives of conversions have in common: the head of the `impl`.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident};
use syn::{GenericParam, Lifetime, LifetimeParam};

use crate::model::{CONTEXT_LIFETIME, Conversion};

/// The generics of an `impl` of a trait with lifetimes.
pub(super) struct Head {
    /// What stands behind `impl`.
    pub(super) parameters: TokenStream,
    /// What stands behind the type.
    pub(super) arguments: TokenStream,
    /// The lifetime of handles.
    pub(super) context: Lifetime,
    /// The type's own conditions.
    pub(super) conditions: Vec<TokenStream>,
    /// The type parameters.
    pub(super) types: Vec<Ident>,
}

impl Head {
    /// `borrow` is a lifetime that the trait needs, too.
    pub(super) fn of(conversion: &Conversion, borrow: Option<&Lifetime>) -> Self {
        let own: Vec<_> = conversion.generics.lifetimes().map(|parameter| parameter.lifetime.clone()).collect();
        let added = || Lifetime::new(&format!("'{CONTEXT_LIFETIME}"), Span::mixed_site());
        let context = conversion.context().cloned().unwrap_or_else(added);
        let mut extended = conversion.generics.clone();
        for needed in [Some(&context), borrow].into_iter().flatten().filter(|needed| !own.contains(needed)) {
            extended.params.insert(0, GenericParam::Lifetime(LifetimeParam::new(needed.clone())));
        }
        let (_, arguments, conditions) = conversion.generics.split_for_impl();
        let predicates = conditions.into_iter().flat_map(|conditions| &conditions.predicates);
        Head {
            parameters: extended.split_for_impl().0.to_token_stream(),
            arguments: arguments.to_token_stream(),
            context,
            conditions: predicates.map(ToTokens::to_token_stream).collect(),
            types: conversion.generics.type_params().map(|parameter| parameter.ident.clone()).collect(),
        }
    }
}

/// The name of a member in a pattern.
pub(super) fn binding(index: usize) -> Ident {
    format_ident!("__{index}", span = Span::mixed_site())
}
