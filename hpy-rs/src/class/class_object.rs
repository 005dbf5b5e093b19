//! [`Class`]: the static that stands for a class, and how its type object is made.

use std::ffi::{CStr, c_void};
use std::fmt;
use std::sync::atomic::{AtomicBool, AtomicPtr, Ordering::Relaxed};
use std::sync::{Mutex, OnceLock, PoisonError};

use hpy_sys::api::{self, Runtime, Type};

use super::members::{AddMembers, Members, leak};
use super::native::Native;
use super::native_init::{self, NativeInit};
use super::payload::{Boxed, CONTENT_OFFSET, Layout, needs_holder};
use super::places::Places;
use super::refusal::CloseBase;
use super::{BaseType, HpyType, NeededDoor, adoption, lifecycle, refusal, registration};
use crate::context::Context;
use crate::error::PyImportError;
use crate::handle::{Borrowed, Global, Handle, Lent};
use crate::types::PyType;
use crate::{Result, calls};

/// What `#[hpy_type]` says of a class.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "options, each of which can be given")]
pub struct ClassFlags {
    /// Its length and items are those of a mapping only.
    pub mapping: bool,
    /// Its length is that of a sequence only.
    pub sequence: bool,
    /// Classes of Python may derive from it.
    pub subclass: bool,
    /// Its instances have a `__dict__`.
    pub dict: bool,
    /// Its instances can be referred to weakly.
    pub weakref: bool,
}

impl ClassFlags {
    /// No option.
    pub const NONE: Self = Self { mapping: false, sequence: false, subclass: false, dict: false, weakref: false };
}

/// A class: one in a static for each Rust type, and for each variant of an enum with data.
pub struct Class {
    name: &'static CStr,
    pub(super) doc: &'static CStr,
    /// The value of the option `module`.
    module: Option<&'static str>,
    /// The module that it was found in when that was imported.
    found_in: OnceLock<String>,
    pub(super) flags: ClassFlags,
    pub(super) base: BaseClass,
    /// The exception that stands below it all.
    native: Option<Native>,
    native_init: Option<NativeInit>,
    needed_door: &'static NeededDoor,
    layout: Layout,
    has_fields: bool,
    lifecycle: lifecycle::Slots,
    /// Adds the members that its macro has; those of blocks of methods are registered.
    members: AddMembers,
    /// Keeps Python code from deriving from its base; `None` if that is none of ours. It is here so that only a file in which a
    /// class extends another carries what it takes.
    close_base: Option<CloseBase>,
    /// The first of the classes that extend this one.
    first_derived: AtomicPtr<Class>,
    /// The next class that extends the same one.
    next: AtomicPtr<Class>,
    /// Whether the type object lets others derive from it.
    is_base: AtomicBool,
    /// Whether instances have a watcher, which calls `__del__`; see [`super::watcher`].
    is_watched: AtomicBool,
    /// Where instances have their struct.
    pub(super) places: Places,
    object: Global<PyType>,
    is_complete: AtomicBool,
}

/// Gives the class below another one.
type BaseClass = fn() -> Option<&'static Class>;

impl Class {
    /// The class of `T`.
    ///
    /// # Panics
    /// At compile time, if it has `subclass` and what it extends has not.
    ///
    /// # Safety
    /// What `members` adds was made for this class.
    pub const unsafe fn new<T: HpyType>(
        name: &'static CStr,
        doc: &'static CStr,
        module: Option<&'static str>,
        needed_door: &'static NeededDoor,
        members: AddMembers,
    ) -> Self {
        assert!(
            !T::FLAGS.subclass || <T::Base as BaseType>::IS_OPEN,
            "a class with `subclass` can only extend one that has it, too: an instance of it is one of that"
        );
        let close_base = if <T::Base as BaseType>::IS_CLASS { Some(refusal::CLOSE) } else { None };
        let base = (<T::Base as BaseType>::base_class as BaseClass, close_base);
        Class::with::<T>((name, doc, module), T::FLAGS, needed_door, base, members)
    }

    /// The class of a variant of the enum `T`: its values are those of `T`.
    ///
    /// # Safety
    /// What `members` adds was made for this variant, which nothing but the class of `T` has.
    pub const unsafe fn variant<T: HpyType>(name: &'static CStr, doc: &'static CStr, members: AddMembers) -> Self {
        let named = (name, doc, None);
        let base = (<T as BaseType>::base_class as BaseClass, Some(refusal::CLOSE));
        Class::with::<T>(named, ClassFlags::NONE, &NeededDoor::Any, base, members)
    }

    const fn with<T: HpyType>(
        (name, doc, module): (&'static CStr, &'static CStr, Option<&'static str>),
        flags: ClassFlags,
        needed_door: &'static NeededDoor,
        (base, close_base): (BaseClass, Option<CloseBase>),
        members: AddMembers,
    ) -> Self {
        Class {
            name,
            doc,
            module,
            found_in: OnceLock::new(),
            flags,
            base,
            native: <T as BaseType>::NATIVE,
            native_init: native_init::init::<T>(),
            needed_door,
            layout: Layout::of::<T>(),
            has_fields: <T as BaseType>::HAS_FIELDS,
            lifecycle: lifecycle::Slots::of::<T>(),
            members,
            close_base,
            first_derived: AtomicPtr::new(std::ptr::null_mut()),
            next: AtomicPtr::new(std::ptr::null_mut()),
            is_base: AtomicBool::new(true),
            places: Places::unknown(),
            is_watched: AtomicBool::new(false),
            object: Global::new(),
            is_complete: AtomicBool::new(false),
        }
    }

    /// The name, without the module.
    pub(crate) fn name(&self) -> &'static CStr {
        self.name
    }

    pub(super) fn layout(&self) -> &Layout {
        &self.layout
    }

    /// Whether the content is in a box.
    #[inline(always)]
    pub(super) fn is_boxed(&self) -> bool {
        self.layout.needs_box() || self.is_watched()
    }

    /// Whether an object of its own calls `__del__`.
    #[inline(always)]
    pub(super) fn is_watched(&self) -> bool {
        needs_holder() && self.is_watched.load(Relaxed)
    }

    /// Whether what it extends is `base`.
    pub(super) fn extends(&self, base: &Class) -> bool {
        (self.base)().is_some_and(|own| std::ptr::eq(own, base))
    }

    /// Whether it extends a class of the interpreter's, directly or not.
    #[inline(always)]
    pub(super) fn has_native(&self) -> bool {
        self.native.is_some()
    }

    /// Whether that is an exception.
    pub(super) fn is_exception(&self) -> bool {
        self.native.is_some_and(|native| native.is_exception)
    }

    /// The `__init__` of the first class above one of the interpreter's that has one.
    pub(super) fn native_init(&self) -> Option<NativeInit> {
        self.native_init
    }

    /// The size that the type object is made with. What follows the struct there, classes that extend this one inherit, and so
    /// it must be behind theirs.
    fn size(&'static self) -> usize {
        if self.flags.dict || self.flags.weakref { self.largest() } else { self.struct_size() }
    }

    /// The size of the largest struct of this class and of those that extend it.
    fn largest(&'static self) -> usize {
        registration::extensions(self).map(Class::largest).max().unwrap_or(0).max(self.struct_size())
    }

    /// Whether it is so of this class, or of one whose values can be in instances: where structs outlast their type, Python code can
    /// give an instance any class of one size above it. What a class has, those that extend it inherit.
    fn is_any(&'static self, is_so: fn(&Class) -> bool) -> bool {
        is_so(self)
            || (api::structs_outlast_their_type() && registration::extensions(self).any(|class| class.is_any(is_so)))
    }

    /// The size of the struct; that of the base is its beginning.
    fn struct_size(&self) -> usize {
        let own = if self.is_boxed() { size_of::<Boxed>() } else { CONTENT_OFFSET + self.layout.size };
        (self.base)().map_or(own, |base| own.max(base.struct_size()))
    }

    /// Whether an object whose header says `class` is an instance. The pointer may be any word: it is only compared.
    #[inline(always)]
    pub(super) fn covers(&self, class: *const Class) -> bool {
        std::ptr::eq(class, self) || self.covers_by_extension(class)
    }

    #[inline]
    fn covers_by_extension(&self, class: *const Class) -> bool {
        let mut derived = self.first_derived.load(Relaxed).cast_const();
        // SAFETY: the list is made of statics.
        while let Some(one) = unsafe { derived.as_ref() } {
            if one.covers(class) {
                return true;
            }
            derived = one.next.load(Relaxed);
        }
        false
    }

    /// Notes that `derived` extends this class. Once is enough, and more does no harm.
    fn note_extended_by(&self, derived: &'static Class) {
        /// Whoever adds to a list.
        static ADDING: Mutex<()> = Mutex::new(());
        let _adding = ADDING.lock().unwrap_or_else(PoisonError::into_inner);
        let first = self.first_derived.load(Relaxed).cast_const();
        // SAFETY: the list is made of statics.
        let mut known =
            std::iter::successors(unsafe { first.as_ref() }, |one| unsafe { one.next.load(Relaxed).as_ref() });
        if known.any(|one| std::ptr::eq(one, derived)) {
            return;
        }
        derived.next.store(self.first_derived.load(Relaxed), Relaxed);
        self.first_derived.store(std::ptr::from_ref(derived).cast_mut(), Relaxed);
    }

    /// The type object, if it was made.
    #[inline]
    pub(super) fn made<'ctx>(&self, ctx: Context<'ctx>) -> Option<Lent<'ctx, PyType>> {
        self.object.lend(ctx)
    }

    /// Whether an object's type is this class, or derives from it.
    #[inline(always)]
    pub(crate) fn is_class_of(&self, object: Borrowed<'_, '_>) -> bool {
        self.is_exact_class_of(object) || self.is_made_class_of(object)
    }

    /// Whether an object's header says that its type is this class; false where that cannot be read.
    #[inline(always)]
    pub(super) fn is_exact_class_of(&self, object: Borrowed<'_, '_>) -> bool {
        calls::class::has_type(&object, self.object.lasting())
    }

    /// As [`is_class_of`](Self::is_class_of), by asking. A class that was never made has no instances.
    #[inline(never)]
    pub(crate) fn is_made_class_of(&self, object: Borrowed<'_, '_>) -> bool {
        self.made(object.ctx()).is_some_and(|kind| calls::object::type_check(&object, &kind))
    }

    /// Tells the class the module that it belongs to; the first one stays.
    pub(crate) fn found_in(&self, module: &str) {
        self.found_in.get_or_init(|| module.to_owned());
    }

    fn module_name(&self) -> &str {
        let inherited = || (self.base)().map_or("builtins", Class::module_name);
        self.module.or_else(|| self.found_in.get().map(String::as_str)).unwrap_or_else(inherited)
    }

    /// The type object, made when it is first asked for.
    ///
    /// # Errors
    /// `ImportError` if two members have one name; what a class attribute raises.
    #[inline]
    pub fn type_object<'ctx>(&'static self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyType>> {
        match self.object.get(ctx) {
            Some(object) => Ok(object),
            None => self.make(ctx),
        }
    }

    /// As [`type_object`](Self::type_object), without a reference more where handles last.
    ///
    /// # Errors
    /// As there.
    #[inline(always)]
    pub(super) fn lend<'ctx>(&'static self, ctx: Context<'ctx>) -> Result<Lent<'ctx, PyType>> {
        match self.object.lend(ctx) {
            Some(object) => Ok(object),
            None => self.make(ctx).map(Lent::from),
        }
    }

    /// As [`type_object`](Self::type_object), for the module that shows it: what failed before is tried again.
    ///
    /// # Errors
    /// As there.
    pub(crate) fn complete<'ctx>(&'static self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyType>> {
        if self.is_complete.load(Relaxed) { self.type_object(ctx) } else { self.make(ctx) }
    }

    #[cold]
    fn make<'ctx>(&'static self, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyType>> {
        self.needed_door.check(self)?;
        let base = match (self.base)() {
            Some(base) => {
                base.note_extended_by(self);
                Some(base.type_object(ctx)?)
            }
            None => self.native.map(|native| (native.type_object)(ctx)).transpose()?,
        };
        let members = Members::of(self).map_err(PyImportError::new)?;
        for (_, variant) in &members.variants {
            self.note_extended_by(variant);
        }
        let is_base_watched = (self.base)().is_some_and(Class::is_watched);
        self.is_watched.store(members.finalizer.is_some() || is_base_watched, Relaxed);
        let definition = self.definition(&members);
        self.is_base.store(definition.is_base, Relaxed);
        let object = refusal::while_extending(|| calls::class::new_type(ctx, &definition, base.as_ref()))?;
        self.places.forget();
        self.object.set_for_ever(&object);
        adoption::complete(self, &object, &members)?;
        self.is_complete.store(true, Relaxed);
        Ok(object)
    }

    /// Whether another class extends it.
    fn is_extended(&'static self) -> bool {
        self.extension().is_some()
    }

    /// A class that extends it.
    fn extension(&'static self) -> Option<&'static Class> {
        // SAFETY: the list is made of statics.
        let known = unsafe { self.first_derived.load(Relaxed).cast_const().as_ref() };
        known.or_else(|| registration::extensions(self).next())
    }

    /// What keeps Python code from deriving from a class that another one extends.
    pub(super) fn closed(&'static self) -> Option<CloseBase> {
        self.extension()?.close_base
    }

    /// Notes of the first instances, which are not in a box, what makes the next ones faster where handles are addresses.
    #[inline]
    pub(super) fn note(&self, object: &Handle<'_>, start: *mut c_void) {
        if api::have_headers() && !self.has_native() {
            self.places.note(object, start, self.object.lasting(), self.may_be_extended());
        }
    }

    /// Whether an instance may be of another class than this one: one that extends it, or that Python code made.
    #[inline(always)]
    pub(super) fn may_be_extended(&self) -> bool {
        self.is_base.load(Relaxed)
    }

    /// Adds the members that are not registered.
    pub(super) fn add_own_members(&self, members: &mut Members) {
        (self.members)(members);
    }

    fn definition(&'static self, members: &Members) -> Type {
        // An object whose `__del__` was called CPython notes only if it takes part in collection.
        let is_finalized = members.has_finalizer_slot() && api::runtime() == Runtime::CPython;
        let has_fields = self.is_any(|class| class.has_fields) || is_finalized || (self.is_boxed() && needs_holder());
        let needs_destroy = self.is_any(|class| class.layout.needs_destroy());
        let mut slots = members.slots();
        slots.extend(self.lifecycle.chosen(needs_destroy, has_fields));
        Type {
            name: self.qualified_name(),
            doc: self.described(members.signature),
            size: self.size(),
            is_base: self.is_extended() || self.flags.subclass,
            has_dict: self.flags.dict,
            has_weakrefs: self.flags.weakref,
            has_fields,
            methods: members.methods(),
            called: members.called,
            constructed: members.constructed,
            slots,
            properties: members.properties(),
        }
    }

    /// The doc text, behind the line that tells CPython the signature of the constructor.
    fn described(&self, signature: &'static CStr) -> &'static CStr {
        if signature.is_empty() || api::runtime() != Runtime::CPython {
            return self.doc;
        }
        let [name, signature, doc] = [self.name, signature, self.doc].map(CStr::to_string_lossy);
        leak(format!("{name}{signature}\n--\n\n{doc}"), self.doc)
    }

    /// `module.Name`, for ever: interpreters keep pointers to it.
    pub(super) fn qualified_name(&self) -> &'static CStr {
        let name = format!("{}.{}", self.module_name(), self.name.to_string_lossy());
        leak(name, self.name)
    }
}

impl fmt::Debug for Class {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Class({})", self.name.to_string_lossy())
    }
}
