//! The fields of a struct or a variant, and `#[hpy(…)]` on them.

use proc_macro2::Ident;
use syn::{Field, Fields};

use super::doc::{parse_conditions, parse_doc};
use super::options::take_options;
use super::own_type::named;
use crate::attribute::names;
use crate::diagnostics::Sink;
use crate::model::Member;

/// The options that `#[hpy(…)]` has on a field.
const OPTIONS: &[&str] = &[names::GET, names::SET, names::NAME];

/// Takes our attributes off the fields of the type `own` and notes what they say.
pub(super) fn take_members(fields: &mut Fields, own: &Ident, sink: &mut Sink) -> Vec<Member> {
    let places: Vec<_> = fields.members().collect();
    places.into_iter().zip(fields.iter_mut()).map(|(place, field)| take_member(place, field, own, sink)).collect()
}

fn take_member(place: syn::Member, field: &mut Field, own: &Ident, sink: &mut Sink) -> Member {
    let options = take_options(&mut field.attrs, OPTIONS, sink);
    Member {
        place,
        ty: named(&field.ty, own),
        name: options.string(names::NAME, sink),
        get: options.flag(names::GET, sink),
        set: options.flag(names::SET, sink),
        doc: parse_doc(&field.attrs),
        conditions: parse_conditions(&field.attrs),
    }
}
