//! Every name of the table, in one class.
#![deny(warnings)]
use hpy_rs::prelude::*;

#[hpy_type]
pub struct Everything;

#[hpy_methods]
impl Everything {
    fn __repr__(&self) -> i64 { 0 }
    fn __str__(&self) -> i64 { 0 }
    fn __neg__(&self) -> i64 { 0 }
    fn __pos__(&self) -> i64 { 0 }
    fn __abs__(&self) -> i64 { 0 }
    fn __invert__(&self) -> i64 { 0 }
    fn __int__(&self) -> i64 { 0 }
    fn __float__(&self) -> i64 { 0 }
    fn __index__(&self) -> i64 { 0 }
    fn __add__(&self, _other: i64) -> i64 { 0 }
    fn __radd__(&self, _other: i64) -> i64 { 0 }
    fn __iadd__(&mut self, _other: i64) {}
    fn __sub__(&self, _other: i64) -> i64 { 0 }
    fn __rsub__(&self, _other: i64) -> i64 { 0 }
    fn __isub__(&mut self, _other: i64) {}
    fn __mul__(&self, _other: i64) -> i64 { 0 }
    fn __rmul__(&self, _other: i64) -> i64 { 0 }
    fn __imul__(&mut self, _other: i64) {}
    fn __truediv__(&self, _other: i64) -> i64 { 0 }
    fn __rtruediv__(&self, _other: i64) -> i64 { 0 }
    fn __itruediv__(&mut self, _other: i64) {}
    fn __floordiv__(&self, _other: i64) -> i64 { 0 }
    fn __rfloordiv__(&self, _other: i64) -> i64 { 0 }
    fn __ifloordiv__(&mut self, _other: i64) {}
    fn __mod__(&self, _other: i64) -> i64 { 0 }
    fn __rmod__(&self, _other: i64) -> i64 { 0 }
    fn __imod__(&mut self, _other: i64) {}
    fn __divmod__(&self, _other: i64) -> i64 { 0 }
    fn __rdivmod__(&self, _other: i64) -> i64 { 0 }
    fn __lshift__(&self, _other: i64) -> i64 { 0 }
    fn __rlshift__(&self, _other: i64) -> i64 { 0 }
    fn __ilshift__(&mut self, _other: i64) {}
    fn __rshift__(&self, _other: i64) -> i64 { 0 }
    fn __rrshift__(&self, _other: i64) -> i64 { 0 }
    fn __irshift__(&mut self, _other: i64) {}
    fn __and__(&self, _other: i64) -> i64 { 0 }
    fn __rand__(&self, _other: i64) -> i64 { 0 }
    fn __iand__(&mut self, _other: i64) {}
    fn __or__(&self, _other: i64) -> i64 { 0 }
    fn __ror__(&self, _other: i64) -> i64 { 0 }
    fn __ior__(&mut self, _other: i64) {}
    fn __xor__(&self, _other: i64) -> i64 { 0 }
    fn __rxor__(&self, _other: i64) -> i64 { 0 }
    fn __ixor__(&mut self, _other: i64) {}
    fn __matmul__(&self, _other: i64) -> i64 { 0 }
    fn __rmatmul__(&self, _other: i64) -> i64 { 0 }
    fn __imatmul__(&mut self, _other: i64) {}
    fn __pow__(&self, _other: i64, _modulus: Option<i64>) -> i64 { 0 }
    fn __rpow__(&self, _other: i64, _modulus: Option<i64>) -> i64 { 0 }
    fn __ipow__(&mut self, _other: i64, _modulus: Option<i64>) {}
    fn __lt__(&self, _other: &Self) -> bool { false }
    fn __le__(&self, _other: &Self) -> bool { false }
    fn __eq__(&self, _other: &Self) -> bool { false }
    fn __ne__(&self, _other: &Self) -> bool { false }
    fn __gt__(&self, _other: &Self) -> bool { false }
    fn __ge__(&self, _other: &Self) -> bool { false }
    fn __hash__(&self) -> u64 { 0 }
    fn __bool__(&self) -> bool { false }
    fn __len__(&self) -> usize { 0 }
    fn __contains__(&self, _item: i64) -> bool { false }
    fn __getitem__(&self, _key: i64) -> Result<i64> { Ok(0) }
    fn __setitem__(&mut self, _key: i64, _value: i64) -> Result<()> { Ok(()) }
    fn __delitem__(&mut self, _key: i64) -> Result<()> { Ok(()) }
    fn __concat__(&self, _other: i64) -> i64 { 0 }
    fn __inplace_concat__(&mut self, _other: i64) {}
    fn __repeat__(&self, _count: isize) -> i64 { 0 }
    fn __inplace_repeat__(&mut self, _count: isize) {}
    fn __del__(&mut self) {}
    fn __iter__(&self) -> i64 { 0 }
    fn __next__(&mut self) -> Option<i64> { None }
    fn __await__(&self) -> i64 { 0 }
    fn __aiter__(&self) -> i64 { 0 }
    fn __anext__(&mut self) -> Option<i64> { None }
    fn __getattr__(&self, _name: &str) -> Result<i64> { Ok(0) }
    fn __getattribute__(&self, _name: &str) -> Result<i64> { Ok(0) }
    fn __setattr__(&mut self, _name: &str, _value: i64) -> Result<()> { Ok(()) }
    fn __delattr__(&mut self, _name: &str) -> Result<()> { Ok(()) }
    fn __get__(&self, _instance: &Handle<'_>, _owner: &Handle<'_>) -> i64 { 0 }
    fn __set__(&self, _instance: &Handle<'_>, _value: i64) -> Result<()> { Ok(()) }
    fn __delete__(&self, _instance: &Handle<'_>) -> Result<()> { Ok(()) }
    fn __init__(&mut self) {}
    #[hpy(signature = (*args, **kwargs))]
    fn __call__(&self, args: Args<'_, '_>, kwargs: Option<&Handle<'_, PyDict>>) -> usize {
        args.len() + usize::from(kwargs.is_some())
    }
    fn __enter__<'ctx>(slf: Handle<'ctx, Self>) -> Handle<'ctx, Self> {
        slf
    }
    fn __exit__(&self, _kind: &Handle<'_>, _error: &Handle<'_>, _traceback: &Handle<'_>) {}
    fn __reduce__(&self) -> (String, ()) {
        (String::new(), ())
    }
}

#[hpy_type]
pub struct Compared(i64);

#[hpy_methods]
impl Compared {
    fn __richcmp__(&self, other: &Self, op: hpy_rs::CompareOp) -> Result<bool> {
        Ok(op.matches(self.0.cmp(&other.0)))
    }
    fn __pow__(&self, other: &Self) -> i64 {
        self.0 + other.0
    }
    fn __add__<'ctx>(slf: Borrowed<'_, 'ctx, Self>, other: &Handle<'ctx>) -> Result<Handle<'ctx>> {
        slf.get_attr("x")?.add(other)
    }
    fn __iadd__(&mut self, other: &mut Compared) {
        self.0 += other.0;
    }
    fn __sub__(&self, other: Option<&mut Compared>) -> Option<i64> {
        other.map(|other| other.0)
    }
    #[hpy(name = "__len__")]
    fn size(&self) -> Result<usize> {
        Ok(1)
    }
}

fn main() {}
