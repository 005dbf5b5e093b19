//! [`Members`]: the members of one class, brought together and checked.

use std::ffi::{CStr, CString};
use std::fmt;

use hpy_sys::abi;
use hpy_sys::api::{self, Runtime};

use super::member_kind::MethodKind;
use super::payload::needs_holder;
use super::{Class, ClassFlags, refusal, watcher};
use crate::Result;
use crate::context::Context;
use crate::handle::Handle;

/// What a type object is made of, and what is set on it afterwards. Expansions add to it what `member` has functions for.
pub struct Members {
    methods: Vec<api::Method>,
    /// `__call__`, which is one of them.
    pub(super) called: Option<api::Called>,
    /// `__new__`, as calls of the class come by it.
    pub(super) constructed: Option<api::Constructed>,
    slots: Vec<api::Slot>,
    /// The slots that count only where no other member fills them.
    defaults: Vec<api::Slot>,
    properties: Vec<Property>,
    pub(super) adopted: Vec<&'static CStr>,
    pub(super) statics: Vec<api::Method>,
    pub(super) of_class: Vec<api::Method>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) variants: Vec<(&'static CStr, &'static Class)>,
    /// What a watcher calls before an instance goes.
    pub(super) finalizer: Option<api::Method>,
    /// How the signature of the constructor is shown.
    pub(super) signature: &'static CStr,
    /// Whether the constructor takes `**kwargs`.
    pub(super) takes_any_keywords: bool,
    /// The method for a sequence that is repeated from the left.
    repeated: Option<api::Method>,
    /// What is known to be there twice.
    twice: Vec<Named<'static>>,
    flags: ClassFlags,
    /// What the stub says of them.
    #[cfg(feature = "type-stubs")]
    pub(crate) described: Vec<crate::type_stub::Described>,
}

/// What reads a property.
#[derive(Clone, Copy, Debug)]
pub(super) struct Getter {
    pub(super) name: &'static CStr,
    pub(super) doc: &'static CStr,
    pub(super) read: api::Getter,
}

/// What writes and deletes a property.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setter {
    pub(super) name: &'static CStr,
    pub(super) write: api::Setter,
}

/// An attribute of the class itself.
#[derive(Clone, Copy, Debug)]
pub(super) struct Attribute {
    pub(super) name: &'static str,
    pub(super) make: for<'ctx> fn(Context<'ctx>) -> Result<Handle<'ctx>>,
}

/// A property: who reads and who writes it may have come from different blocks.
pub(super) struct Property {
    pub(super) name: &'static CStr,
    pub(super) getter: Option<Getter>,
    pub(super) setter: Option<Setter>,
}

/// A member as messages call it: what it is, and its name, if it has one.
#[derive(Clone, Copy, PartialEq)]
enum Named<'a> {
    Called(&'static str, &'a [u8]),
    Special(&'static str),
    Operator(abi::HPySlot_Slot),
}

impl fmt::Display for Named<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Named::Called(what, name) => write!(f, "{what}'{}'", String::from_utf8_lossy(name)),
            Named::Special(name) => f.write_str(name),
            Named::Operator(slot) => write!(f, "the operator of slot {slot}"),
        }
    }
}

/// What pickle asks an object for; a class with none of these cannot be pickled.
const PICKLING: [&CStr; 5] =
    [c"__reduce__", c"__reduce_ex__", c"__getstate__", c"__getnewargs__", c"__getnewargs_ex__"];

impl Members {
    /// The members of `class`.
    ///
    /// # Errors
    /// A text that says which member there is twice.
    pub(super) fn of(class: &'static Class) -> Result<Self, String> {
        let mut members = Members {
            methods: Vec::new(),
            called: None,
            constructed: None,
            slots: Vec::new(),
            defaults: Vec::new(),
            properties: Vec::new(),
            adopted: Vec::new(),
            statics: Vec::new(),
            of_class: Vec::new(),
            attributes: Vec::new(),
            variants: Vec::new(),
            finalizer: None,
            signature: c"",
            takes_any_keywords: false,
            repeated: None,
            twice: Vec::new(),
            flags: class.flags,
            #[cfg(feature = "type-stubs")]
            described: Vec::new(),
        };
        add_all(class, &mut members);
        members.check_duplicates(class)?;
        members.add_defaults();
        members.add_missing(class);
        Ok(members)
    }

    pub(super) fn add_method(&mut self, kind: MethodKind, method: api::Method) {
        match kind {
            MethodKind::Instance => self.methods.push(method),
            MethodKind::Adopted => {
                self.adopted.push(method.name());
                self.methods.push(method);
            }
            MethodKind::Static => self.statics.push(with_readable_doc(method)),
            MethodKind::OfClass => self.of_class.push(with_readable_doc(method)),
            MethodKind::Repeated => self.repeated = Some(method),
            MethodKind::Reflected(slot) if api::operator_is_called_in_one_order(slot) => self.methods.push(method),
            MethodKind::Reflected(_) => {}
        }
    }

    pub(super) fn add_slot(&mut self, slot: api::Slot) {
        self.slots.push(slot);
    }

    pub(super) fn add_default_slot(&mut self, slot: api::Slot) {
        self.defaults.push(slot);
    }

    /// Adds the slots of the length, which mappings and sequences have each their own of.
    pub(super) fn add_length(&mut self, mapping: api::Slot, sequence: api::Slot) {
        if !self.flags.sequence {
            self.slots.push(mapping);
        }
        if !self.flags.mapping {
            self.slots.push(sequence);
        }
    }

    /// Adds the slots of items by a key and, without which `iter` takes an object for a mapping, by an index.
    pub(super) fn add_items(&mut self, by_key: api::Slot, by_index: api::Slot) {
        self.slots.push(by_key);
        if !self.flags.mapping && !api::items_are_one_method() {
            self.slots.push(by_index);
        }
    }

    /// Adds `__del__`. PyPy's HPy ends the process where a Python subclass of a type with the slot is collected.
    pub(super) fn add_finalizer(&mut self, slot: api::Slot, method: api::Method) {
        if needs_holder() {
            self.finalizer = Some(method.renamed(watcher::METHOD));
        } else {
            self.slots.push(slot);
        }
    }

    fn property(&mut self, name: &'static CStr) -> &mut Property {
        let index = self.properties.iter().position(|property| property.name == name);
        let index = index.unwrap_or_else(|| {
            self.properties.push(Property { name, getter: None, setter: None });
            self.properties.len() - 1
        });
        &mut self.properties[index]
    }

    pub(super) fn add_getter(&mut self, getter: Getter) {
        let property = self.property(getter.name);
        if property.getter.replace(getter).is_some() {
            self.twice.extend([Named::Called("the getter of ", getter.name.to_bytes()); 2]);
        }
    }

    pub(super) fn add_setter(&mut self, setter: Setter) {
        let property = self.property(setter.name);
        if property.setter.replace(setter).is_some() {
            self.twice.extend([Named::Called("the setter of ", setter.name.to_bytes()); 2]);
        }
    }

    fn check_duplicates(&self, class: &'static Class) -> Result<(), String> {
        let mut names = Names::default();
        for twice in &self.twice {
            names.add(*twice);
        }
        for methods in [&self.methods, &self.statics, &self.of_class] {
            for method in methods {
                names.add(Named::Called("", method.name().to_bytes()));
            }
        }
        for (name, _) in &self.variants {
            names.add(Named::Called("", name.to_bytes()));
        }
        for property in &self.properties {
            names.add(Named::Called("", property.name.to_bytes()));
        }
        for attribute in &self.attributes {
            names.add(Named::Called("", attribute.name.as_bytes()));
        }
        for slot in &self.slots {
            names.add(slot_name(slot.number()));
        }
        match names.twice {
            Some(name) => Err(format!("class '{}' has {name} twice", class.name().to_string_lossy())),
            None => Ok(()),
        }
    }

    fn has_slot(&self, number: abi::HPySlot_Slot) -> bool {
        self.slots.iter().any(|slot| slot.number() == number)
    }

    fn has_method(&self, name: &CStr) -> bool {
        self.methods.iter().any(|method| method.name() == name)
    }

    fn add_defaults(&mut self) {
        for slot in std::mem::take(&mut self.defaults) {
            if !self.has_slot(slot.number()) {
                self.slots.push(slot);
            }
        }
    }

    /// What every class refuses unless it says how it is done; what one of the interpreter's does unless the class does it.
    fn add_missing(&mut self, class: &Class) {
        if !self.has_slot(abi::HPy_tp_new) {
            self.slots.push(refusal::NEW);
        }
        if !self.has_slot(abi::HPy_tp_init) {
            self.slots.extend(class.native_init().map(|init| init.slot(self.takes_any_keywords)));
        }
        if class.is_exception() {
            return;
        }
        if !PICKLING.iter().any(|name| self.has_method(name)) {
            self.methods.push(refusal::REDUCE);
        }
    }

    /// Whether equality is defined and a hash is not: then there is none, as in a class of Python.
    pub(crate) fn is_unhashable(&self) -> bool {
        self.has_slot(abi::HPy_tp_richcompare) && !self.has_slot(abi::HPy_tp_hash)
    }

    /// Whether the interpreter itself calls `__del__`.
    pub(super) fn has_finalizer_slot(&self) -> bool {
        self.has_slot(abi::HPy_tp_finalize)
    }

    pub(super) fn slots(&self) -> Vec<api::Slot> {
        self.slots.clone()
    }

    /// The methods; also those that properties are made of.
    pub(super) fn methods(&self) -> Vec<api::Method> {
        let mut all = self.methods.clone();
        all.extend(self.finalizer);
        for property in self.method_properties() {
            property.add_methods(&mut all);
        }
        if let Some(repeated) = self.repeated
            && api::operator_is_called_in_one_order(abi::HPy_sq_repeat)
            && !self.has_method(repeated.name())
        {
            all.push(repeated);
        }
        for method in &mut all {
            *method = with_readable_doc(*method);
        }
        all
    }

    /// The properties that the interpreter makes itself.
    pub(super) fn properties(&self) -> Vec<api::Property> {
        let mut own = Vec::with_capacity(self.properties.len());
        for property in &self.properties {
            if !property.is_of_methods() {
                own.push(property.definition());
            }
        }
        own
    }

    /// The properties that are made of methods.
    pub(super) fn method_properties(&self) -> impl Iterator<Item = &Property> {
        self.properties.iter().filter(|property| property.is_of_methods())
    }
}

/// The names of members, and the first that there is twice.
#[derive(Default)]
struct Names<'a> {
    all: Vec<Named<'a>>,
    twice: Option<Named<'a>>,
}

impl<'a> Names<'a> {
    /// Out of line: it is called for each kind of member.
    #[inline(never)]
    fn add(&mut self, name: Named<'a>) {
        if self.twice.is_none() && self.all.contains(&name) {
            self.twice = Some(name);
        }
        self.all.push(name);
    }
}

impl fmt::Debug for Members {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Members")
    }
}

/// A method whose doc text the interpreter shows as it should: PyPy and GraalPy take the signature for a part of it.
fn with_readable_doc(method: api::Method) -> api::Method {
    if api::runtime() == Runtime::CPython { method } else { method.without_signature() }
}

impl Property {
    fn is_of_methods(&self) -> bool {
        api::property_must_be_of_methods(self.setter.is_some())
    }

    fn definition(&self) -> api::Property {
        api::Property {
            name: self.name,
            doc: self.getter.map_or(c"", |getter| getter.doc),
            getter: self.getter.map(|getter| getter.read),
            setter: self.setter.map(|setter| setter.write),
        }
    }

    /// The names of the methods that read, write and delete, until they have become a property.
    pub(super) fn method_names(&self) -> [String; 3] {
        let name = self.name.to_string_lossy();
        [format!("{name} (get)"), format!("{name} (set)"), format!("{name} (delete)")]
    }

    fn add_methods(&self, all: &mut Vec<api::Method>) {
        let [get, set, delete] = self.method_names().map(|name| leak(name, c"?"));
        all.extend(self.getter.map(|getter| getter.read.method(get)));
        if let Some(setter) = self.setter {
            all.extend(setter.write.methods(set, delete));
        }
    }
}

/// For ever: interpreters keep pointers to names and doc texts. Made once a class.
#[inline(never)]
pub(super) fn leak(text: String, otherwise: &'static CStr) -> &'static CStr {
    CString::new(text).map_or(otherwise, |text| Box::leak(text.into_boxed_c_str()))
}

fn slot_name(number: abi::HPySlot_Slot) -> Named<'static> {
    Named::Special(match number {
        abi::HPy_tp_new => "#[new]",
        abi::HPy_tp_init => "__init__",
        abi::HPy_tp_repr => "__repr__",
        abi::HPy_tp_str => "__str__",
        abi::HPy_tp_hash => "__hash__",
        abi::HPy_tp_richcompare => "a comparison",
        abi::HPy_mp_length => "__len__",
        abi::HPy_sq_length => "__len__ (sequence)",
        abi::HPy_mp_subscript => "__getitem__",
        abi::HPy_sq_item => "__getitem__ (sequence)",
        abi::HPy_mp_ass_subscript => "__setitem__ or __delitem__",
        abi::HPy_sq_ass_item => "__setitem__ or __delitem__ (sequence)",
        abi::HPy_sq_contains => "__contains__",
        abi::HPy_nb_bool => "__bool__",
        other => return Named::Operator(other),
    })
}

/// What adds members to a class.
pub type AddMembers = fn(&mut Members);

/// The members that one block of methods registers.
#[derive(Debug)]
pub struct MembersEntry {
    class: fn() -> &'static Class,
    add: AddMembers,
}

impl MembersEntry {
    /// Members of a class.
    ///
    /// # Safety
    /// What `add` adds was made for this class.
    pub const unsafe fn new(class: fn() -> &'static Class, add: AddMembers) -> Self {
        MembersEntry { class, add }
    }
}

inventory::collect!(MembersEntry);

/// Adds the members of a class, those of its macro and of all its blocks of methods; in no order.
pub(super) fn add_all(class: &'static Class, members: &mut Members) {
    class.add_own_members(members);
    let entries = inventory::iter::<MembersEntry>.into_iter();
    entries.filter(|entry| std::ptr::eq((entry.class)(), class)).for_each(|entry| (entry.add)(members));
}
