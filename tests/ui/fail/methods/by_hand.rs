//! What expansions rely on, and who writes their parts by hand must promise: that they are about one class.
use hpy_rs::macro_support::{
    Borrowed, Class, Context, Leave, HpyType, Members, MembersEntry, NoArgsFunction, Signature, leave, method_self,
};
use hpy_rs::prelude::*;

#[hpy_type]
struct Point {
    x: f64,
}

struct Other;

impl NoArgsFunction for Other {
    fn call<'a, 'ctx>(ctx: Context<'ctx>, slf: Borrowed<'a, 'ctx>) -> Leave<'ctx> {
        let this = method_self::<Point>(slf)?;
        leave(this.try_borrow()?.x, ctx)
    }
}

fn add(members: &mut Members) {
    members.getter::<Other>(c"x", c"");
}

static ENTRY: MembersEntry = MembersEntry::new(<Point as HpyType>::class, add);

static CLASS: Class = Class::variant::<Point>(c"Variant", c"", add);

static SIGNATURE: Signature = Signature::new(None, "f\0x", 1, 0, 1, &[], None);

fn main() {}
