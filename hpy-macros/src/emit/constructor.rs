//! Constructors made of fields: `new = "from_fields"`, and those of the variants of an enum.

use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};

use super::parts::{Entry, Marker, Parts};
use super::paths::{local, local_at, shown_at, support_at};
use crate::model::types::is_none;
use crate::model::{Kind, Member, Parameter, Signature};

pub(super) fn emit_from_fields(parts: &mut Parts<'_>) {
    let class = parts.class;
    if class.options.flags.from_fields.is_none() {
        return;
    }
    let (support, ident, signature) = (parts.support.clone(), &class.ident, class.signature());
    let constructor = Constructor { parts, name: class.python_name(), members: class.members(), signature: &signature };
    let (binding, value) = (constructor.emit_binding(), constructor.emit_value(&quote!(#ident)));
    let ([class, ctx], conditions) = (["__class", "__ctx"].map(local), &[]);
    let body = quote! {
        #binding
        #support::new_outcome::<#ident, _>(#value, #class, #ctx)
    };
    parts.marker(&Marker { name: local("__New"), entry: Entry::New, conditions }, &body);
    parts.member(quote!(#support::Member::new::<__New>()));
}

/// A function that makes a value of its members.
pub(super) struct Constructor<'c> {
    pub(super) parts: &'c Parts<'c>,
    /// The name of the class in Python.
    pub(super) name: String,
    pub(super) members: &'c [Member],
    pub(super) signature: &'c Signature,
}

impl Constructor<'_> {
    /// The statements that give each parameter its argument.
    pub(super) fn emit_binding(&self) -> TokenStream {
        let [bound, rest, kwargs, arguments, names] =
            ["__bound", "__rest", "__kwargs", "__arguments", "__names"].map(local);
        let count = Literal::usize_unsuffixed(self.signature.named().count());
        let (has_args, has_kwargs) = (self.signature.has(Kind::Args), self.signature.has(Kind::Kwargs));
        let (signature, lookup) = (self.emit_signature(), self.emit_lookup());
        if has_args || has_kwargs {
            return quote! {
                #signature
                let (#bound, #rest, #kwargs) =
                    __SIGNATURE.bind_with_rest::<#count>(#arguments, #names, #lookup, #has_args, #has_kwargs)?;
            };
        }
        quote! {
            #signature
            let #bound = __SIGNATURE.bind::<#count>(#arguments, #names, #lookup)?;
        }
    }

    fn emit_signature(&self) -> TokenStream {
        let (support, signature) = (&self.parts.support, self.signature);
        let function = format!("{}.__new__", self.name);
        let positional = signature.positional().map(Parameter::python_name);
        let positional_only = signature.of_kind(&[Kind::PositionalOnly]).count();
        let required = signature.positional().filter(|parameter| parameter.default.is_none()).count();
        let keyword_only = signature.keyword_only().map(|parameter| {
            let (name, required) = (parameter.python_name(), parameter.default.is_none());
            quote!(#support::Keyword { name: #name, required: #required })
        });
        let [positional_only, required] = [positional_only, required].map(Literal::usize_unsuffixed);
        quote! {
            static __SIGNATURE: #support::Signature = #support::Signature {
                function: #function,
                positional: &[#(#positional),*],
                positional_only: #positional_only,
                required: #required,
                keyword_only: &[#(#keyword_only),*],
            };
        }
    }

    fn emit_lookup(&self) -> TokenStream {
        let named = self.signature.named().enumerate();
        let arms = named.filter(|(_, parameter)| parameter.kind != Kind::PositionalOnly).map(|(index, parameter)| {
            let name = Literal::byte_string(parameter.python_name().as_bytes());
            let index = Literal::usize_unsuffixed(index);
            quote!(#name => ::core::option::Option::Some(#index),)
        });
        let name = local("__name");
        quote!(|#name| match #name { #(#arms)* _ => ::core::option::Option::None })
    }

    /// The value: `path` with all members.
    pub(super) fn emit_value(&self, path: &TokenStream) -> TokenStream {
        let parameters = self.signature.parameters.iter();
        let members = self.members.iter().zip(parameters).map(|(member, parameter)| {
            let (place, value) = (&member.place, self.emit_argument(parameter));
            quote!(#place: #value)
        });
        quote!(#path { #(#members),* })
    }

    /// The converted argument of a parameter, or its default; shown at the type of the member.
    fn emit_argument(&self, parameter: &Parameter) -> TokenStream {
        let span = shown_at(&parameter.ty);
        let support = support_at(&self.parts.class.options.crate_path, span);
        let [ctx, bound, rest, kwargs, argument] =
            ["__ctx", "__bound", "__rest", "__kwargs", "__argument"].map(|name| local_at(name, span));
        match parameter.kind {
            Kind::Args => return quote_spanned!(span=> #support::FromArgs::from_args(#rest)?),
            Kind::Kwargs => return quote_spanned!(span=> #support::FromKwargs::from_kwargs(#ctx, #kwargs)?),
            _ => {}
        }
        let index = self.signature.named().take_while(|other| other.name != parameter.name).count();
        let mut index = Literal::usize_unsuffixed(index);
        index.set_span(span);
        let Some(default) = &parameter.default else {
            return quote_spanned!(span=> #support::required(#bound[#index], &__SIGNATURE, #index)?);
        };
        let default = if is_none(default) { quote!(::core::option::Option::None) } else { quote!(#default) };
        quote_spanned! {span=>
            match #bound[#index] {
                ::core::option::Option::Some(#argument) => #support::convert(#argument, &__SIGNATURE, #index)?,
                ::core::option::Option::None => #default,
            }
        }
    }
}
