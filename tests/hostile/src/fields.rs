//! References between objects, seen by the collector or not.

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::Mutex;

use hpy_rs::prelude::*;
use hpy_rs::{Closure, Field, Traverse};

use crate::count::Counted;

/// A link of a chain.
#[hpy_type]
pub(crate) struct Node {
    #[hpy(get, set)]
    next: Field,
    counted: Counted,
}

#[hpy_methods]
impl Node {
    #[new]
    #[hpy(signature = (next = None))]
    fn new(next: Option<&Handle<'_>>) -> Result<Self> {
        Ok(Node { next: next.map_or_else(|| Ok(Field::empty()), Field::new)?, counted: Counted::new() })
    }

    /// Collects while the value is borrowed, and looks at it again.
    fn collect(&self, ctx: Context<'_>) -> Result<()> {
        ctx.import("gc")?.call_method("collect", ())?;
        self.counted.check();
        Ok(())
    }

    /// Uses another's field.
    fn steal(slf: &Handle<'_, Self>, other: &Node) -> Result<()> {
        other.next.set(slf, &slf.as_borrowed().into_any())
    }

    /// Reads another's field.
    fn peek<'ctx>(slf: &Handle<'ctx, Self>, other: &Node) -> Result<Option<Handle<'ctx>>> {
        other.next.get(slf)
    }

    /// How often the link after this one, and after that, … has one.
    fn __len__(slf: &Handle<'_, Self>) -> Result<usize> {
        let _guard = slf.ctx().recurse("counting")?;
        let next = slf.try_borrow()?.next.get(slf)?;
        next.map_or(Ok(0), |next| Ok(1 + next.len()?))
    }
}

#[derive(Traverse)]
struct Inner {
    pair: (Field, Field),
    counted: Counted,
}

#[derive(Traverse)]
enum Either {
    Left(Field),
    Right { array: [Field; 3] },
    Neither,
}

/// References in everything that can hold them inline.
#[hpy_type]
pub(crate) struct Tangle {
    optional: Option<Field>,
    inner: Inner,
    either: Either,
    nested: Option<[Option<Inner>; 2]>,
    both: (Field, Option<Field>),
}

#[hpy_methods]
impl Tangle {
    #[new]
    #[hpy(signature = (object, kind = 0))]
    fn new(object: &Handle<'_>, kind: u8) -> Result<Self> {
        let inner = || -> Result<Inner> {
            Ok(Inner { pair: (Field::new(object)?, Field::new(object)?), counted: Counted::new() })
        };
        let either = match kind {
            0 => Either::Left(Field::new(object)?),
            1 => Either::Right { array: [Field::new(object)?, Field::new(object)?, Field::empty()] },
            _ => Either::Neither,
        };
        Ok(Tangle {
            optional: Some(Field::new(object)?),
            inner: inner()?,
            either,
            nested: Some([Some(inner()?), None]),
            both: (Field::new(object)?, Some(Field::new(object)?)),
        })
    }

    /// How many of its fields are `object`.
    fn count(slf: &Handle<'_, Self>, object: &Handle<'_>) -> Result<usize> {
        let this = slf.try_borrow()?;
        let mut fields = vec![&this.inner.pair.0, &this.inner.pair.1, &this.both.0];
        fields.extend(&this.optional);
        fields.extend(&this.both.1);
        match &this.either {
            Either::Left(field) => fields.push(field),
            Either::Right { array } => fields.extend(array),
            Either::Neither => {}
        }
        for inner in this.nested.iter().flatten().flatten() {
            fields.extend([&inner.pair.0, &inner.pair.1]);
        }
        let mut count = 0;
        for field in fields {
            count += usize::from(field.get(slf)?.is_some_and(|held| held.is(object)));
        }
        this.inner.counted.check();
        Ok(count)
    }

    /// Empties all of its fields.
    fn clear(slf: &Handle<'_, Self>) -> Result<()> {
        let this = slf.try_borrow()?;
        let optional = this.optional.iter().chain(&this.both.1);
        for field in optional.chain([&this.inner.pair.0, &this.inner.pair.1, &this.both.0]) {
            field.clear(slf)?;
        }
        Ok(())
    }
}

/// References where the collector cannot see them.
#[hpy_type]
#[derive(Default)]
pub(crate) struct Hidden {
    list: Mutex<Vec<Py>>,
    map: Mutex<HashMap<String, Py>>,
    boxed: Mutex<Option<Box<Field>>>,
    counted: Counted,
}

#[hpy_methods]
impl Hidden {
    #[new]
    fn new() -> Self {
        Hidden::default()
    }

    /// Holds an object in a list, a map, and a box.
    fn hold(&self, place: &str, object: &Handle<'_>) -> Result<()> {
        self.counted.check();
        match place {
            "list" => lock(&self.list).push(Py::new(object)?),
            "map" => drop(lock(&self.map).insert("key".to_owned(), Py::new(object)?)),
            _ => *lock(&self.boxed) = Some(Box::new(Field::new(object)?)),
        }
        Ok(())
    }

    /// Lets go of all.
    fn clear(&self) {
        lock(&self.list).clear();
        lock(&self.map).clear();
        *lock(&self.boxed) = None;
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Two references, and a name of its own.
#[hpy_type(set_all, get_all)]
pub(crate) struct Tree {
    left: Field<Tree>,
    right: Field<Tree>,
    name: String,
}

#[hpy_methods]
impl Tree {
    #[new]
    fn new(name: String) -> Self {
        Tree { left: Field::empty(), right: Field::empty(), name }
    }
}

/// May be used on its own thread only.
#[hpy_type(unsendable)]
pub(crate) struct Single {
    shared: Rc<RefCell<i64>>,
    counted: Counted,
}

#[hpy_methods]
impl Single {
    #[new]
    fn new() -> Self {
        Single { shared: Rc::new(RefCell::new(0)), counted: Counted::new() }
    }

    fn value(&self) -> i64 {
        self.counted.check();
        *self.shared.borrow_mut() += 1;
        *self.shared.borrow()
    }
}

/// A closure that keeps `object`, and counts.
#[hpy_function]
pub(crate) fn closure_over<'ctx>(ctx: Context<'ctx>, object: &Handle<'ctx>) -> Result<Handle<'ctx, Closure>> {
    let (object, counted) = (Py::new(object)?, Counted::new());
    Closure::new(ctx, "closure", move |arguments, _| {
        counted.check();
        object.get(arguments.ctx())
    })
}

/// A closure that calls its first argument.
#[hpy_function]
pub(crate) fn make_closure<'ctx>(ctx: Context<'ctx>, name: &str) -> Result<Handle<'ctx, Closure>> {
    let counted = Counted::new();
    Closure::new(ctx, name, move |arguments, _| {
        counted.check();
        match arguments.get(0) {
            Some(first) => first.call(()),
            None => Err(PyValueError::new("wanted")),
        }
    })
}

/// A property that gives the type of its object, and refuses to be set.
#[hpy_function]
pub(crate) fn make_property(ctx: Context<'_>) -> Result<Handle<'_>> {
    Closure::property_with_setter(
        ctx,
        "kind",
        |object| object.get_type().map(Handle::into_any),
        |_, _| Err(PyValueError::new("wanted")),
    )
}

/// A property whose value its object is asked for, by a method.
#[hpy_function]
pub(crate) fn property_that_asks(ctx: Context<'_>) -> Result<Handle<'_>> {
    let counted = Counted::new();
    Closure::property(ctx, "asked", move |object| {
        let answer = object.call_method("answer", ());
        counted.check();
        answer
    })
}

/// Refers to bytes, and looks at them without a further check.
#[hpy_type]
pub(crate) struct Quote {
    text: Field<PyBytes>,
}

#[hpy_methods]
impl Quote {
    /// Calls `then` before the field has come to its place.
    #[new]
    fn new(text: &Handle<'_, PyBytes>, then: &Handle<'_>) -> Result<Self> {
        let text = Field::new(text)?;
        then.call(())?;
        Ok(Quote { text })
    }

    fn __len__(slf: &Handle<'_, Self>) -> Result<usize> {
        let text = slf.try_borrow()?.text.get(slf)?;
        Ok(text.map_or(0, |text| text.as_bytes().len()))
    }
}

/// Makes a cycle in Rust: an object whose field is itself.
#[hpy_function]
pub(crate) fn cycle_in(ctx: Context<'_>) -> Result<Handle<'_, Node>> {
    let node = Handle::new(ctx, Node { next: Field::empty(), counted: Counted::new() })?;
    node.try_borrow()?.next.set(&node, &node.as_borrowed().into_any())?;
    Ok(node)
}
