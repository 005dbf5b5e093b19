//! What type stubs say of what the options of a class add.

use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::{Path, Type};

use super::member::is_read_by_reference;
use super::parts::{Parts, emit_plain_doc};
use super::paths::{shown_at, support, support_at};
use super::type_stub::{Description, emit_parameters, fixed, fixed_parameter, general};
use super::type_stub_method::COMPARISONS;
use crate::attribute::names;
use crate::model::types::{argument_of, is_named};
use crate::model::{Class, Member, Signature};

/// What a class extends, its constructor and what its options stand for.
pub(super) fn describe_options(parts: &mut Parts<'_>) {
    let class = parts.class;
    let (options, flags, crate_path) = (&class.options, &class.options.flags, &class.options.crate_path);
    let (own, fixed) = (hint_of_class(class), |name: &str| fixed(name, crate_path));
    let method = |name: &str, parameters: Vec<TokenStream>, hint: &str| {
        Description::new("Function", name, fixed(hint)).taking(parameters)
    };
    let mut described = Vec::new();
    if let Some(base) = &options.extends {
        let support = support_at(crate_path, shown_at(base));
        described.push(Description::new("Base", "", quote!(<#base as #support::PyTypeInfo>::type_hint)));
    }
    if let Some(text) = &options.type_stub {
        described.push(Description::new("Text", text.value(), fixed("any")));
    }
    if flags.from_fields.is_some() {
        described.push(constructor(class, &class.signature()));
    }
    if flags.eq.is_some() || flags.eq_int.is_some() {
        let any = fixed_parameter("other", &fixed("object"));
        described.extend(COMPARISONS[..2].iter().map(|name| method(name, any.clone(), "bool")));
    }
    if flags.ord.is_some() {
        let other = fixed_parameter("other", &own);
        described.extend(COMPARISONS[2..].iter().map(|name| method(name, other.clone(), "bool")));
    }
    if flags.hash.is_some() {
        described.push(method("__hash__", Vec::new(), "int"));
    }
    if options.text.is_some() {
        described.push(method("__str__", Vec::new(), "str"));
    }
    if flags.generic.is_some() {
        let item = fixed_parameter("item", &fixed("any"));
        described.push(Description::new("OfClass", "__class_getitem__", fixed("generic_alias")).taking(item));
    }
    if flags.buffer.is_some() {
        described.push(method("__buffer__", fixed_parameter("flags", &fixed("int")), "memoryview"));
    }
    for description in &described {
        parts.describe(&[], description);
    }
}

/// The type of the class's own objects.
pub(super) fn hint_of_class(class: &Class) -> TokenStream {
    let (ident, support) = (&class.ident, support(&class.options.crate_path));
    quote!(<#ident as #support::PyTypeInfo>::type_hint)
}

/// A constructor with these parameters.
pub(super) fn constructor(class: &Class, signature: &Signature) -> Description {
    let own = Path::from(class.ident.clone());
    let constructor = super::constructor::constructor(class, "", signature.clone());
    Description::new("New", "__new__", fixed("same", &constructor.crate_path))
        .taking(emit_parameters(&constructor, Some(&own)))
}

/// What reads a member.
pub(super) fn getter(class: &Class, member: &Member, name: String) -> Description {
    let hint = hint_of_member(class, &member.ty);
    Description { doc: emit_plain_doc(&member.doc, class), ..Description::new("Getter", name, hint) }
}

/// What sets a member.
pub(super) fn setter(class: &Class, member: &Member, name: String) -> Description {
    let span = shown_at(&member.ty);
    let support = support_at(&class.options.crate_path, span);
    let ty = general(&member.ty, Some(&Path::from(class.ident.clone())));
    let value = quote_spanned!(span=> ("value", "", <#ty as #support::FromPy<'_, '_>>::input_type));
    Description::new("Setter", name, fixed("none", &class.options.crate_path)).taking(vec![value])
}

/// What gives the type that Python sees of a member.
fn hint_of_member(class: &Class, ty: &Type) -> TokenStream {
    let (own, span) = (Path::from(class.ident.clone()), shown_at(ty));
    let support = support_at(&class.options.crate_path, span);
    if let Some(held) = argument_of(ty).filter(|_| is_named(ty, names::OPTION)) {
        let hint = hint_of_member(class, held);
        return quote_spanned!(span=> || (#hint)().optional());
    }
    let by = is_read_by_reference(ty).then(|| quote!(&'static));
    let ty = general(ty, Some(&own));
    quote_spanned!(span=> <#by #ty as #support::Readable<'static>>::read_type)
}

/// The names that a `case` compares, each perhaps with conditions before it.
pub(super) fn match_args(class: &Class, names: &[TokenStream]) -> Description {
    let any = fixed("any", &class.options.crate_path);
    let parameters = names.iter().map(|name| quote!(#name)).map(|name| conditional(name, &any)).collect();
    Description::new("MatchArgs", "__match_args__", any).taking(parameters)
}

/// A name as a parameter; attributes before it stay before the whole.
fn conditional(name: TokenStream, hint: &TokenStream) -> TokenStream {
    let mut tokens: Vec<_> = name.into_iter().collect();
    let name = tokens.pop();
    quote!(#(#tokens)* (#name, "", #hint))
}
