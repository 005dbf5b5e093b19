//! Values that are borrowed while Python code runs.

use hpy_rs::prelude::*;

use crate::classes::{Base, Plain};
use crate::count::Counted;

/// Runs Python code while it is borrowed.
#[hpy_type]
pub(crate) struct Busy {
    counted: Counted,
    calls: i64,
}

#[hpy_methods]
impl Busy {
    #[new]
    fn new() -> Self {
        Busy { counted: Counted::new(), calls: 0 }
    }

    #[getter]
    fn calls(&self) -> i64 {
        self.counted.check();
        self.calls
    }

    #[setter]
    fn set_calls(&mut self, value: i64) {
        self.calls = value;
    }

    /// Uses `object` in the way that `route` names, borrowed as `&mut`.
    fn exclusive(&mut self, route: &str, object: &Handle<'_>) -> Result<()> {
        self.calls += 1;
        let before = self.calls;
        let done = by_route(route, object);
        self.counted.check();
        assert_eq!(self.calls, before, "changed while it was borrowed");
        done
    }

    /// As `exclusive`, borrowed as `&`.
    fn shared(&self, route: &str, object: &Handle<'_>) -> Result<()> {
        let before = self.calls;
        let done = by_route(route, object);
        self.counted.check();
        assert_eq!(self.calls, before, "changed while it was borrowed");
        done
    }

    /// Lets other threads run for some milliseconds, borrowed as `&mut`.
    fn wait(&mut self, ctx: Context<'_>, milliseconds: u64) {
        self.calls += 1;
        ctx.detach(|| std::thread::sleep(std::time::Duration::from_millis(milliseconds)));
        self.counted.check();
    }

    /// Panics while borrowed as `&mut`.
    fn panic(&mut self) {
        self.calls += 1;
        panic!("while borrowed")
    }

    /// Fails while borrowed as `&mut`.
    fn fail(&mut self) -> Result<()> {
        self.calls += 1;
        Err(PyValueError::new("wanted"))
    }

    /// Borrows itself again, by hand, while it is borrowed.
    fn again(slf: &Handle<'_, Self>) -> Result<String> {
        let mut first = slf.try_borrow_mut()?;
        first.calls += 1;
        let second = slf.try_borrow_mut().is_ok();
        let third = slf.try_borrow().is_ok();
        drop(first);
        let reader = slf.try_borrow()?;
        let writer = slf.try_borrow_mut().is_ok();
        Ok(format!("{second} {third} {writer} {}", reader.calls))
    }
}

fn by_route(route: &str, object: &Handle<'_>) -> Result<()> {
    let ctx = object.ctx();
    match route {
        "call" => object.call(()).map(drop),
        "eq" => object.eq(1).map(drop),
        "hash" => object.hash().map(drop),
        "sort" => PyList::new(ctx, [object, object])?.call_method("sort", ()).map(drop),
        "repr" => object.repr().map(drop),
        "str" => object.str().map(drop),
        "index" => object.extract::<i64>().map(drop),
        "iter" => object.try_iter()?.collect::<Result<Vec<_>>>().map(drop),
        "getattr" => object.get_attr("missing").map(drop),
        "setattr" => object.set_attr("missing", 1),
        "del" => object.call_method("pop", ()).map(drop),
        "contains" => object.contains(1).map(drop),
        "len" => object.len().map(drop),
        "bool" => object.is_truthy().map(drop),
        "collect" => ctx.import("gc")?.call_method("collect", ()).map(drop),
        other => Err(PyValueError::new(other.to_owned())),
    }
}

#[hpy_function(signature = (a, b, /))]
pub(crate) fn two_mut(a: &mut Plain, b: &mut Plain) {
    std::mem::swap(a, b);
}

#[hpy_function(signature = (a, b, /))]
pub(crate) fn shared_and_mut(a: &Plain, b: &mut Plain) {
    *b = a.clone();
}

#[hpy_function(signature = (a, b, /))]
pub(crate) fn two_shared(a: &Plain, b: &Plain) -> bool {
    std::ptr::eq(a, b)
}

/// Forgets a guard, so that the value stays borrowed for ever.
#[hpy_function]
pub(crate) fn forget_guard(value: &Handle<'_, Busy>, exclusive: bool) -> Result<()> {
    if exclusive {
        let guard = value.try_borrow_mut()?;
        #[expect(clippy::mem_forget, reason = "that is what is tried")]
        std::mem::forget(guard);
    } else {
        let guard = value.try_borrow()?;
        #[expect(clippy::mem_forget, reason = "that is what is tried")]
        std::mem::forget(guard);
    }
    Ok(())
}

/// A class that cannot change, over one that can.
#[hpy_type(frozen, extends = Base)]
pub(crate) struct FrozenOver;

/// Tries to get `&` and `&mut` of a base at one time. Gives whether it could.
#[hpy_function]
pub(crate) fn aliased_base(ctx: Context<'_>) -> Result<bool> {
    let object = Handle::<FrozenOver>::new(ctx, (FrozenOver, Base::made()))?;
    let guard = object.try_borrow()?;
    let _base: &Base = guard.as_super();
    let as_base = object.as_borrowed().into_any().cast::<Base>()?;
    Ok(as_base.try_borrow_mut().is_ok())
}
