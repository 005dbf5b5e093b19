//! Every way to take the object, the class and values of classes; results that borrow from them.
#![deny(warnings)]
use hpy_rs::prelude::*;

#[hpy_type]
pub struct Point {
    x: i64,
    name: String,
    parts: Vec<i64>,
}

#[hpy_methods]
impl Point {
    #[new]
    #[classmethod]
    fn new(cls: Borrowed<'_, '_, PyType>, ctx: Context<'_>, x: i64) -> Result<Self> {
        let _ = (cls.name()?, ctx);
        Ok(Point { x, name: String::new(), parts: Vec::new() })
    }

    fn context_last(&self, by: i64, ctx: Context<'_>) -> i64 {
        let _ = ctx;
        self.x * by
    }
    fn __getitem__(&self, index: usize, ctx: Context<'_>) -> Option<i64> {
        let _ = ctx;
        self.parts.get(index).copied()
    }
    fn __pow__(&self, other: i64, ctx: Context<'_>, modulus: Option<i64>) -> i64 {
        let _ = (ctx, modulus);
        self.x + other
    }
    fn __richcmp__(&self, other: &Self, ctx: Context<'_>, op: hpy_rs::CompareOp) -> bool {
        let _ = ctx;
        op.matches(self.x.cmp(&other.x))
    }

    fn kept(slf: Py<Self>) -> Py<Self> {
        slf
    }
    #[classmethod]
    fn kept_class(cls: Py<PyType>, ctx: Context<'_>) -> Result<String> {
        cls.get(ctx)?.name()
    }
    async fn later(slf: Py<Self>, by: Vec<Py<Self>>, python: hpy_rs::Interpreter) -> Result<i64> {
        let _ = by;
        python.attach(|ctx| Ok(slf.get(ctx)?.try_borrow()?.x))
    }
    async fn later_shared(&self) -> i64 {
        self.x
    }
    #[hpy(signature = (by = Self::UNIT, *parts))]
    async fn later_exclusive<'a>(&'a mut self, by: i64, python: hpy_rs::Interpreter, parts: Vec<i64>) -> Result<()> {
        let _ = python;
        std::future::ready(()).await;
        self.parts.extend(parts);
        self.x += by;
        Ok(())
    }
    async fn later_typed(self: &Self, by: Option<String>) -> Option<String> {
        by
    }
    fn shared(&self) -> &str {
        &self.name
    }
    fn exclusive(&mut self) -> &[i64] {
        self.parts.push(self.x);
        &self.parts
    }
    fn typed(self: &Self) -> i64 {
        self.x
    }
    fn handle<'ctx>(slf: &Handle<'ctx, Self>, ctx: Context<'ctx>) -> Result<Handle<'ctx, PyInt>> {
        PyInt::new(ctx, slf.try_borrow()?.x)
    }
    fn owned<'ctx>(this: Handle<'ctx, Self>) -> Handle<'ctx, Self> {
        this
    }
    fn borrowed<'a, 'ctx>(slf: Borrowed<'a, 'ctx, Self>) -> Borrowed<'a, 'ctx, Self> {
        slf
    }
    fn guard(slf: PyRef<'_, '_, Self>, by: i64) -> i64 {
        slf.x * by
    }
    fn exclusive_guard(mut slf: PyRefMut<'_, '_, Self>) {
        slf.x += 1;
    }
    #[hpy(signature = (other, last = None, /))]
    fn name_of<'a>(&'a self, other: &'a Point, last: Option<&'a Point>) -> &'a str {
        last.map_or(&other.name, |last| &last.name)
    }
    #[hpy(signature = (other, last = None))]
    fn swap(&mut self, other: &mut Point, last: Option<&mut Point>) {
        std::mem::swap(&mut self.x, &mut other.x);
        if let Some(last) = last {
            last.x = 0;
        }
    }

    #[getter]
    fn get_name(&self) -> &str {
        &self.name
    }
    #[getter]
    fn parts(&self) -> Option<&[i64]> {
        Some(&self.parts)
    }
    #[setter]
    fn set_name(mut slf: PyRefMut<'_, '_, Self>, name: &str, ctx: Context<'_>) -> Result<()> {
        let _ = ctx;
        slf.name = name.to_owned();
        Ok(())
    }
    #[deleter]
    fn delete_name(&mut self) {
        self.name.clear();
    }

    #[classmethod]
    fn of<'ctx>(cls: &Handle<'ctx, PyType>, x: i64) -> Result<Handle<'ctx>> {
        cls.call((x,))
    }
    #[classmethod]
    fn twice(cls: Handle<'_, PyType>, ctx: Context<'_>) -> Result<usize> {
        let _ = ctx;
        Ok(2 * cls.name()?.len())
    }
    #[staticmethod]
    fn first(one: PyRef<'_, '_, Self>) -> i64 {
        one.x
    }
    #[staticmethod]
    #[hpy(signature = (value = Self::UNIT, /, *rest, scale = Point::UNIT))]
    fn scaled(ctx: Context<'_>, value: i64, rest: Vec<i64>, scale: i64) -> i64 {
        let _ = ctx;
        scale * (value + rest.iter().sum::<i64>())
    }

    #[classattr]
    const UNIT: i64 = 1;
    #[classattr]
    fn origin(ctx: Context<'_>) -> Result<Handle<'_, PyTuple>> {
        (0, 0).into_py(ctx)
    }
}

#[hpy_function]
pub fn sum(a: &Point, b: &mut Point, c: Option<&Point>) -> i64 {
    b.x += a.x;
    b.x + c.map_or(0, |c| c.x)
}

fn main() {}
