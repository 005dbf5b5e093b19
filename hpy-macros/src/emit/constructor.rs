//! Constructors made of fields: `new = "from_fields"`, and those of the variants of an enum.

use proc_macro2::TokenStream;
use quote::quote;
use syn::parse_quote;

use super::arguments::emit_arguments;
use super::callable::emit_binding;
use super::doc::c_string;
use super::parts::{Entry, Marker, Parts};
use super::paths::local;
use super::signature::emit_signature;
use super::text_signature::constructor_signature;
use crate::model::{Callable, Class, Convention, Doc, Home, Member, PythonName, Signature, TextSignature};

pub(super) fn emit_from_fields(parts: &mut Parts<'_>) {
    let class = parts.class;
    if class.options.flags.from_fields.is_none() {
        return;
    }
    let (support, ident) = (parts.support.clone(), &class.ident);
    let constructor = constructor(class, &class.python_name(), class.signature());
    let (binding, value) = emit_construction(&constructor, &quote!(#ident), class.members());
    let [given, arguments] = ["__class", "__arguments"].map(local);
    let body = quote! {
        #binding
        #support::new_outcome::<#ident, _>(#value, #given, #arguments)
    };
    parts.marker(&Marker { name: local("__New"), entry: Entry::New, conditions: &[] }, &body);
    let signature = c_string(&constructor_signature(&constructor));
    parts.member(&quote!(constructor::<__New>(#signature)));
}

/// The constructor of the class `name`, as if the user had written it.
pub(super) fn constructor(class: &Class, name: &str, signature: Signature) -> Callable {
    Callable {
        head: parse_quote!(fn __new__()),
        home: Home::Class(quote!(#name)),
        crate_path: class.options.crate_path.clone(),
        name: PythonName { text: "__new__".to_owned(), written: TokenStream::new() },
        text_signature: TextSignature::Generated,
        doc: Doc::default(),
        conditions: Vec::new(),
        is_deprecated: false,
        context: None,
        signature,
        returned: None,
    }
}

/// The statements that bind the arguments, and the value that is made of them: `path` with all members.
pub(super) fn emit_construction(
    constructor: &Callable,
    path: &TokenStream,
    members: &[Member],
) -> (TokenStream, TokenStream) {
    let (signature, binding) = (emit_signature(constructor), emit_binding(constructor, Convention::Keywords));
    let arguments = emit_arguments(constructor, Convention::Keywords);
    let members = members.iter().zip(arguments).map(|(Member { place, .. }, argument)| quote!(#place: #argument));
    (quote!(#signature #binding), quote!(#path { #(#members),* }))
}
