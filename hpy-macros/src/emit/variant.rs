//! A variant of an enum with data: a class that derives from the enum's.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, quote};

use super::constructor::{constructor, emit_construction};
use super::doc::c_string;
use super::member::{emit_names, emit_read};
use super::parts::{Entry, MEMBERS, Marker, Parts, emit_adder, emit_plain_doc};
use super::paths::local;
use super::receiver::emit_this;
use super::text_signature::constructor_signature;
use super::traverse::binding;
use super::type_stub::{Description, fixed, fixed_parameter};
use super::type_stub_class;
use crate::model::{Member, Shape, Variant};

/// Adds the class of the variant at `index`, and makes it an attribute of the enum's.
pub(super) fn emit_variant(parts: &mut Parts<'_>, index: usize, variant: &Variant) {
    let mut emission = Emission { of_enum: parts, index, variant, members: Vec::new(), described: Vec::new() };
    emission.constructor();
    variant.members.iter().for_each(|member| emission.getter(member));
    emission.match_args();
    if variant.shape == Shape::Tuple {
        emission.items();
    }
    emission.describe();
    emission.finish();
}

/// A variant, and the members of its class so far.
struct Emission<'p, 'c> {
    of_enum: &'p mut Parts<'c>,
    index: usize,
    variant: &'p Variant,
    members: Vec<TokenStream>,
    /// The statements that say what they are in a stub.
    described: Vec<TokenStream>,
}

impl Emission<'_, '_> {
    fn marker(&mut self, kind: &str, entry: Entry, body: &TokenStream) -> Ident {
        let name = local(&format!("__{kind}_{}", self.index));
        self.of_enum.marker(&Marker { name: name.clone(), entry, conditions: &self.variant.conditions }, body);
        name
    }

    /// `Shape::Circle`
    fn path(&self) -> TokenStream {
        let (ident, variant) = (&self.of_enum.class.ident, &self.variant.ident);
        quote!(#ident::#variant)
    }

    /// `Shape.Circle`, as Python shows it.
    fn python_name(&self) -> String {
        let class = self.of_enum.class;
        format!("{}.{}", class.python_name(), self.variant.python_name(class.options.rename_all))
    }

    fn constructor(&mut self) {
        let support = self.of_enum.support.clone();
        let Variant { members, signature, .. } = self.variant;
        let constructor = constructor(self.of_enum.class, &self.python_name(), signature.clone());
        let (binding, value) = emit_construction(&constructor, &self.path(), members);
        let (ident, class) = (&self.of_enum.class.ident, class_name(self.index));
        let [given, ctx] = ["__class", "__ctx"].map(local);
        let body = quote! {
            #binding
            #support::variant_outcome::<#ident>(#value, &#class, #given, #ctx)
        };
        let marker = self.marker("New", Entry::New, &body);
        let signature = c_string(&constructor_signature(&constructor));
        self.members.push(quote!(constructor::<#marker>(#signature)));
    }

    fn getter(&mut self, member: &Member) {
        let class = self.of_enum.class;
        let read = self.emit_match(&[(0, member)], &emit_read(member, &binding(0).into_token_stream(), class));
        let body = self.emit_with_value("method_self", &read);
        let marker = self.marker(&format!("Get_{}", member.label()), Entry::NoArgs, &body);
        let (name, doc) = (c_string(&member.python_name(None)), emit_plain_doc(&member.doc, class));
        self.members.push(quote!(getter::<#marker>(#name, #doc)));
    }

    fn match_args(&mut self) {
        let names: Vec<_> = self.variant.members.iter().map(|member| member.python_name(None)).collect();
        let names: Vec<_> = names.iter().map(|name| quote!(#name)).collect();
        let member = emit_names(self.of_enum, &names);
        self.members.push(member);
    }

    /// The length and items of a tuple.
    fn items(&mut self) {
        let (class, support) = (self.of_enum.class, self.of_enum.support.clone());
        let count = Literal::usize_unsuffixed(self.variant.members.len());
        let length = self.marker("Length", Entry::Length, &quote!(::core::result::Result::Ok(#count)));
        let numbered: Vec<_> = self.variant.members.iter().enumerate().collect();
        let arms = numbered.iter().map(|(index, member)| {
            let (read, index) = (
                emit_read(member, &binding(*index).into_token_stream(), class),
                Literal::isize_unsuffixed(index.cast_signed()),
            );
            quote!(#index => #read,)
        });
        let index = local("__index");
        let chosen = quote!(match #index { #(#arms)* _ => #support::no_item() });
        let read = self.emit_match(&numbered, &chosen);
        let body = self.emit_with_value("slot_self", &read);
        let item = self.marker("Item", Entry::Item, &body);
        self.members.push(quote!(length::<#length>()));
        self.members.push(quote!(item::<#item>()));
    }

    /// What the stub says of all this.
    fn describe(&mut self) {
        let (class, crate_path) = (self.of_enum.class, &self.of_enum.class.options.crate_path);
        let Variant { members, signature, shape, .. } = self.variant;
        let names: Vec<_> = members.iter().map(|member| member.python_name(None)).collect();
        let mut described = vec![type_stub_class::constructor(class, signature)];
        let getters =
            members.iter().zip(&names).map(|(member, name)| type_stub_class::getter(class, member, name.clone()));
        described.extend(getters);
        let quoted: Vec<_> = names.iter().map(|name| quote!(#name)).collect();
        described.push(type_stub_class::match_args(class, &quoted));
        if *shape == Shape::Tuple {
            let [int, any] = ["int", "any"].map(|name| fixed(name, crate_path));
            described.push(Description::new("Function", "__len__", int.clone()));
            described.push(Description::new("Function", "__getitem__", any).taking(fixed_parameter("index", &int)));
        }
        let list = local(MEMBERS);
        self.described = described.iter().map(|description| description.emit(&list, crate_path)).collect();
    }

    /// The statements that borrow the value before `read` looks at it.
    fn emit_with_value(&self, check: &str, read: &TokenStream) -> TokenStream {
        let support = &self.of_enum.support;
        let (checked, [this, value]) =
            (emit_this(check, support, &self.of_enum.class.ident), ["__this", "__value"].map(local));
        quote! {
            #checked
            let #value = #support::borrow(&#this)?;
            #read
        }
    }

    /// `result`, with these members of the variant bound. An object of the variant's class has no other one, unless Python
    /// code brought it there.
    fn emit_match(&self, members: &[(usize, &Member)], result: &TokenStream) -> TokenStream {
        let (path, value, support) = (self.path(), local("__value"), &self.of_enum.support);
        let patterns = members.iter().map(|(index, member)| {
            let (place, binding) = (&member.place, binding(*index));
            quote!(#place: #binding)
        });
        let others = (self.of_enum.class.variants().len() > 1).then(|| quote!(_ => #support::another_variant(),));
        quote! {
            match &*#value {
                #path { #(#patterns,)* .. } => #result,
                #others
            }
        }
    }

    fn finish(self) {
        let Emission { of_enum, index, variant, members, described } = self;
        let (support, class) = (of_enum.support.clone(), of_enum.class);
        let (ident, name, conditions) = (&class.ident, class_name(index), &variant.conditions);
        let python_name = variant.python_name(class.options.rename_all);
        let (c_name, doc) = (c_string(&python_name), emit_plain_doc(&variant.doc, class));
        let (adder, list) = (local(&format!("__add_members_{index}")), local(MEMBERS));
        let statements: Vec<_> = members.iter().map(|call| quote!(#list.#call;)).chain(described).collect();
        let definition = emit_adder(&adder, &statements, &support, None);
        of_enum.item(quote! {
            #(#conditions)*
            #definition
            #(#conditions)*
            static #name: #support::Class = unsafe { #support::Class::variant::<#ident>(#c_name, #doc, #adder) };
        });
        of_enum.member_under(conditions, &quote!(variant(#c_name, &#name)));
    }
}

/// The static that stands for a variant's class.
pub(super) fn class_name(index: usize) -> Ident {
    local(&format!("__CLASS_{index}"))
}
