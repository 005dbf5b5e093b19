//! The unsafe part of `#[hpy_type]`. It allows no lint, which a crate may forbid: what comes from the macros of another crate
//! is not linted.

/// Implements `HpyType`; named by expansions only.
#[doc(hidden)]
#[macro_export]
macro_rules! __hpy_type {
    (
        $(#[$attribute:meta])?
        type = $type:ty,
        base = $base:ty,
        thread = $thread:ident,
        access = $access:ident,
        name = $name:literal,
        c_name = $c_name:literal,
        doc = $doc:expr,
        module = $module:expr,
        flags = $flags:expr,
        members = $members:expr,
        fields = [$($(#[$condition:meta])* $field:ty),* $(,)?],
        traverse = |$this:ident, $visitor:ident| $traverse:block,
        items = { $($item:item)* } $(,)?
    ) => {
        const _: () = $crate::macro_support::$thread::admit::<$type>();

        $(#[$attribute])?
        // SAFETY: the class is made for this type, and `traverse` visits each of its members.
        unsafe impl $crate::macro_support::HpyType for $type {
            type Base = $base;
            type Thread = $crate::macro_support::$thread;
            type Access = $crate::macro_support::$access;
            const NAME: &'static str = $name;
            const FLAGS: $crate::macro_support::ClassFlags = $flags;
            const HAS_FIELDS: bool = {
                use $crate::macro_support::NotVisited as _;
                $crate::macro_support::any(&[$($(#[$condition])* <$crate::macro_support::Probe<$field>>::HAS_FIELDS),*])
            };

            fn class() -> &'static $crate::macro_support::Class {
                // What `cargo xtask build` looks at to see which doors the file can be entered by.
                #[cfg_attr(target_vendor = "apple", unsafe(link_section = "__DATA,__hpy_rs_door"))]
                #[cfg_attr(not(target_vendor = "apple"), unsafe(link_section = ".hpy_rs.door"))]
                static DOOR: $crate::macro_support::NeededDoor = $crate::macro_support::NeededDoor::of::<$type>();

                static CLASS: $crate::macro_support::Class = {
                    // Out of the unsafe block, in which what was passed could do anything.
                    let (name, doc, module) = ($c_name, $doc, $module);
                    let members: $crate::macro_support::AddMembers = $members;
                    // SAFETY: `members` adds those of this type.
                    unsafe { $crate::macro_support::Class::new::<$type>(name, doc, module, &DOOR, members) }
                };
                &CLASS
            }

            fn traverse(&self, $visitor: &mut $crate::macro_support::Visitor<'_>) {
                let $this = self;
                let _ = (&$this, &$visitor);
                $traverse
            }

            $($item)*
        }
    };
}

/// Shows the fields of a member to a visitor, if its type has any.
#[doc(hidden)]
#[macro_export]
macro_rules! __hpy_visit {
    ($visitor:expr, $type:ty, $member:expr) => {{
        use $crate::macro_support::NotVisited as _;
        <$crate::macro_support::Probe<$type>>::visit($member, $visitor);
    }};
}

/// Implements `Traverse` for a type that is part of a class.
#[doc(hidden)]
#[macro_export]
macro_rules! __hpy_traverse {
    (type = $type:ty, traverse = |$this:ident, $visitor:ident| $traverse:block $(,)?) => {
        // SAFETY: `traverse` visits each member.
        unsafe impl $crate::macro_support::Traverse for $type {
            fn traverse(&self, $visitor: &mut $crate::macro_support::Visitor<'_>) {
                let $this = self;
                let _ = (&$this, &$visitor);
                $traverse
            }
        }
    };
}

/// Sets a member of a value.
#[doc(hidden)]
#[macro_export]
macro_rules! __hpy_assign {
    ($owner:expr, $type:ty, $member:tt: $kind:ty, $value:expr) => {{
        const {
            #[allow(unused_imports, reason = "used for types without fields")]
            use $crate::macro_support::NotVisited as _;
            // `Unpin` can be implemented by anybody.
            ::core::assert!(
                !<$crate::macro_support::Probe<$kind>>::HAS_FIELDS,
                "a member with a `Field` in it cannot be set by Python"
            );
        }
        // SAFETY: the closure gives the place of a member.
        unsafe { $crate::macro_support::assign::<$type, _>($owner, |value| &raw mut (*value).$member, $value) }
    }};
}

/// Implements `Member` for what stands for a member.
#[doc(hidden)]
#[macro_export]
macro_rules! __hpy_member {
    ($marker:ident, $owner:ty, $member:tt: $type:ty, $name:literal) => {
        // SAFETY: where it is the compiler says, and the type is checked.
        unsafe impl $crate::macro_support::Member for $marker {
            type Owner = $owner;
            type Type = $type;
            const NAME: &'static ::core::ffi::CStr = $name;
            const OFFSET: usize = {
                let _: fn(&$owner) -> &$type = |owner| &owner.$member;
                ::core::mem::offset_of!($owner, $member)
            };
            const HAS_FIELDS: bool = {
                #[allow(unused_imports, reason = "used for types without fields")]
                use $crate::macro_support::NotVisited as _;
                <$crate::macro_support::Probe<$type>>::HAS_FIELDS
            };
        }
    };
}
