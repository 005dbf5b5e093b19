//! `#[hpy_type]` on structs: every option, and what members show.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;
use std::sync::atomic::{AtomicUsize, Ordering};

use hpy_rs::prelude::*;
use hpy_rs::{Field, Traverse};

/// A point in the plane.
#[hpy_type(eq, ord, str = "({x}, {y:.2}) {{}}", new = "from_fields", match_args)]
#[derive(Clone, Debug, PartialEq, PartialOrd)]
pub(crate) struct Point {
    /// Along.
    #[hpy(get, set)]
    x: f64,
    #[hpy(get, set, name = "ypsilon")]
    y: f64,
}

/// Keeps objects where the collector does not see them. They cannot be cloned.
#[hpy_type(get_all, new = "from_fields")]
#[derive(Debug)]
pub(crate) struct Keeper {
    all: Vec<Py>,
    by_name: HashMap<String, Py<PyList>>,
    perhaps: Option<Vec<Py<PyStr>>>,
    sorted: BTreeMap<i64, Vec<Py>>,
}

#[hpy_type(
    name = "Renamed",
    module = "some.where",
    rename_all = "camelCase",
    get_all,
    frozen,
    eq,
    hash,
    str,
    new = "from_fields"
)]
#[derive(PartialEq, Hash)]
pub(crate) struct Name {
    first_name: String,
    #[hpy(name = "last")]
    last_name: Option<String>,
}

impl std::fmt::Display for Name {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.first_name, self.last_name.as_deref().unwrap_or("-"))
    }
}

/// Members of every kind that can be read and set.
#[hpy_type(get_all, set_all, new = "from_fields")]
pub(crate) struct Kinds {
    byte: u8,
    text: String,
    list: Vec<i64>,
    point: Point,
    maybe: Option<i64>,
    any: Py<PyAny>,
    dict: Py<PyDict>,
    field: Field,
    next: Field<Kinds>,
}

#[hpy_type]
pub(crate) struct Hidden {
    #[cfg(any())]
    #[hpy(get)]
    gone: Missing,
    #[hpy(set)]
    write_only: i64,
    #[hpy(get)]
    read_only: i64,
    secret: i64,
    #[hpy(get)]
    optional: Option<Field<PyList>>,
    #[hpy(get)]
    kept: Option<Py<PyAny>>,
}

#[hpy_function(signature = (list = None))]
pub(crate) fn hidden<'ctx>(ctx: Context<'ctx>, list: Option<&Handle<'ctx, PyList>>) -> Result<Handle<'ctx, Hidden>> {
    let hidden = Hidden {
        write_only: 1,
        read_only: 2,
        secret: 3,
        optional: list.map(Field::new).transpose()?,
        kept: list.map(|list| Py::new(&list.as_borrowed().into_any())).transpose()?,
    };
    Handle::new(ctx, hidden)
}

#[hpy_function]
pub(crate) fn reveal(hidden: &Handle<'_, Hidden>) -> Result<(i64, i64, i64)> {
    let hidden = hidden.try_borrow()?;
    Ok((hidden.write_only, hidden.read_only, hidden.secret))
}

#[hpy_type(new = "from_fields")]
pub(crate) struct Pair(#[hpy(get, set, name = "first")] i64, #[hpy(get, name = "second")] String, i64);

#[hpy_type(new = "from_fields", str = "{0}")]
pub(crate) struct Wrapped(u8);

#[hpy_type(new = "from_fields")]
pub(crate) struct Unit;

#[hpy_type(generic, mapping)]
pub(crate) struct Generic {}

/// The base.
#[hpy_type(new = "from_fields", get_all)]
pub(crate) struct Animal {
    legs: u8,
}

/// What extends it.
#[hpy_type(extends = Animal, get_all)]
pub(crate) struct Dog {
    name: String,
}

#[hpy_function]
pub(crate) fn dog(ctx: Context<'_>, name: String) -> Result<Handle<'_, Dog>> {
    Handle::new(ctx, (Dog { name }, Animal { legs: 4 }))
}

#[hpy_type(unsendable, new = "from_fields")]
pub(crate) struct Local {
    #[hpy(get, set)]
    number: i64,
    cell: Shared,
}

#[hpy_methods]
impl Local {
    /// Counts, calls, and counts again.
    fn count_around(&mut self, callable: &Handle<'_>) -> Result<i64> {
        self.number += 1;
        callable.call(())?;
        self.number += 1;
        Ok(self.number)
    }
}

/// What extends it: only what it extends keeps it on its thread.
#[hpy_type(extends = Local, frozen)]
pub(crate) struct Nearer {
    distance: i64,
}

#[hpy_methods]
impl Nearer {
    fn distance(&self) -> i64 {
        self.distance
    }
}

#[hpy_function]
pub(crate) fn nearer(ctx: Context<'_>, distance: i64) -> Result<Handle<'_, Nearer>> {
    Handle::new(ctx, (Nearer { distance }, Local { number: 1, cell: Shared::default() }))
}

/// What is never written to needs no guard, whatever is borrowed of what it extends.
#[hpy_function]
pub(crate) fn distance_of(nearer: &Handle<'_, Nearer>) -> Result<i64> {
    Ok(nearer.get()?.distance)
}

/// Something that is neither `Send` nor `Sync`.
#[derive(Clone, Default)]
pub(crate) struct Shared(Rc<Cell<i64>>);

impl<'a, 'ctx> FromPy<'a, 'ctx> for Shared {
    fn from_py(object: Borrowed<'a, 'ctx>) -> Result<Self> {
        Ok(Shared(Rc::new(Cell::new(object.extract()?))))
    }
}

#[hpy_function]
pub(crate) fn local_sum(local: &Handle<'_, Local>) -> Result<i64> {
    let local = local.try_borrow()?;
    Ok(local.number + local.cell.0.get())
}

static ALIVE: AtomicUsize = AtomicUsize::new(0);

/// Counts itself.
pub(crate) struct Counted;

impl Drop for Counted {
    fn drop(&mut self) {
        ALIVE.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A part of a class with fields of its own.
#[derive(Traverse)]
struct Links {
    left: Field,
    right: Option<Field>,
    side: Side,
}

#[derive(Traverse)]
enum Side {
    None,
    One(Field, u8),
    Named { array: [Field; 2] },
}

#[hpy_type]
pub(crate) struct Node {
    links: Links,
    _counted: Counted,
}

#[hpy_function]
pub(crate) fn node<'ctx>(ctx: Context<'ctx>, object: &Handle<'ctx>, side: u8) -> Result<Handle<'ctx, Node>> {
    let side = match side {
        0 => Side::None,
        1 => Side::One(Field::new(object)?, 1),
        _ => Side::Named { array: [Field::new(object)?, Field::empty()] },
    };
    let links = Links { left: Field::new(object)?, right: Some(Field::empty()), side };
    ALIVE.fetch_add(1, Ordering::Relaxed);
    Handle::new(ctx, Node { links, _counted: Counted })
}

#[hpy_function]
pub(crate) fn node_objects<'ctx>(node: &Handle<'ctx, Node>) -> Result<Vec<Option<Handle<'ctx>>>> {
    let value = node.try_borrow()?;
    let mut objects = vec![value.links.left.get(node)?];
    if let Some(right) = &value.links.right {
        objects.push(right.get(node)?);
    }
    match &value.links.side {
        Side::None => {}
        Side::One(field, number) => {
            assert_eq!(*number, 1);
            objects.push(field.get(node)?);
        }
        Side::Named { array: [one, other] } => objects.extend([one.get(node)?, other.get(node)?]),
    }
    Ok(objects)
}

#[hpy_function]
pub(crate) fn nodes_alive() -> usize {
    ALIVE.load(Ordering::Relaxed)
}

/// Copies the value of a point out of its object, and makes another object.
#[hpy_function]
pub(crate) fn mirrored(point: Point) -> Point {
    Point { x: point.y, y: point.x }
}

/// Reads a member while the value is borrowed as `&mut`.
#[hpy_function]
pub(crate) fn get_while_borrowed(point: &Handle<'_, Point>) -> Result<f64> {
    let object = point.as_borrowed().into_any().to_owned();
    let _guard = point.try_borrow_mut()?;
    object.get_attr("x")?.extract()
}

/// Sets a member while the value is borrowed.
#[hpy_function]
pub(crate) fn set_while_borrowed(point: &Handle<'_, Point>, exclusively: bool) -> Result<()> {
    let object = point.as_borrowed().into_any().to_owned();
    if exclusively {
        let _guard = point.try_borrow_mut()?;
        return object.set_attr("x", 9.0);
    }
    let _guard = point.try_borrow()?;
    object.set_attr("x", 9.0)
}
