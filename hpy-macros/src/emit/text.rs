//! The option `str`.

use quote::{quote, quote_spanned};
use syn::LitStr;

use super::comparison::at_option;
use super::parts::{Entry, Marker, Parts};
use super::paths::{local, local_at};
use super::receiver::emit_this;
use crate::model::Text;

pub(super) fn emit_text(parts: &mut Parts<'_>) {
    let (class, support) = (parts.class, parts.support.clone());
    let Some(text) = &class.options.text else { return };
    let written = match text {
        Text::Display(option) => {
            let span = at_option(*option);
            let value = local_at("__value", span);
            quote_spanned!(span=> ::core::format_args!("{}", *#value))
        }
        Text::Format(format) => {
            let literal = LitStr::new(&format.indexed, format.literal.span());
            let span = at_option(format.literal.span());
            let (value, members) = (local_at("__value", span), &format.members);
            quote_spanned!(span=> ::core::format_args!(#literal #(, #value.#members)*))
        }
    };
    let [this, value, ctx] = ["__this", "__value", "__ctx"].map(local);
    let marker = Marker { name: local("__Str"), entry: Entry::NoArgs, conditions: &[] };
    let checked = emit_this("slot_self", &support, &class.ident);
    let body = quote! {
        #checked
        let #value = #support::borrow(&#this)?;
        #support::text_of(#written, #ctx)
    };
    parts.marker(&marker, &body);
    parts.member(&quote!(unary::<__Str>(#support::Unary::Str)));
}
