//! What expansions say of a module's functions: a function of [`Items`] for each calling convention.
//!
//! As for [`Members`](crate::class::Members), what is generic only names functions, and hands them on in registers.
#![expect(unsafe_code, reason = "puts the parts of a method together again")]

use std::ffi::{CStr, c_char};

use hpy_sys::abi::{HPyCFunction, HPyFunc_Signature};
use hpy_sys::api::{self, ForHPy, ForOwnDoor};

use super::function::{Adapter, Method};
use super::{KeywordsFunction, NoArgsFunction, OneArgFunction, VarArgsFunction};
use crate::module::Items;

/// A text for ever, in one word.
#[derive(Clone, Copy)]
pub(crate) struct Name(*const c_char);

impl Name {
    #[inline(always)]
    pub(crate) fn new(text: &'static CStr) -> Self {
        Name(text.as_ptr())
    }

    pub(crate) fn get(self) -> &'static CStr {
        // SAFETY: made of such a text.
        unsafe { CStr::from_ptr(self.0) }
    }
}

impl Items {
    /// A function without parameters.
    #[inline(always)]
    pub fn no_args<F: NoArgsFunction>(&mut self, name: &'static CStr, doc: &'static CStr) {
        self.function_with(name, doc, &api::Method::no_args::<Adapter<F>>(c"", c""));
    }

    /// A function of one positional argument.
    #[inline(always)]
    pub fn one_arg<F: OneArgFunction>(&mut self, name: &'static CStr, doc: &'static CStr) {
        self.function_with(name, doc, &api::Method::one_arg::<Adapter<F>>(c"", c""));
    }

    /// A function of positional arguments.
    #[inline(always)]
    pub fn var_args<F: VarArgsFunction>(&mut self, name: &'static CStr, doc: &'static CStr) {
        self.function_with(name, doc, &api::Method::var_args::<Adapter<F>>(c"", c""));
    }

    /// A function of positional and keyword arguments.
    #[inline(always)]
    pub fn keywords<F: KeywordsFunction>(&mut self, name: &'static CStr, doc: &'static CStr) {
        self.function_with(name, doc, &api::Method::keywords::<Adapter<F>>(c"", c""));
    }

    #[inline(always)]
    fn function_with(&mut self, name: &'static CStr, doc: &'static CStr, method: &api::Method) {
        let (hpy, trampoline, own) = method.functions();
        self.function_of(Name::new(name), Name::new(doc), method.signature(), hpy, trampoline, own);
    }

    #[inline(never)]
    fn function_of(
        &mut self,
        name: Name,
        doc: Name,
        signature: HPyFunc_Signature,
        hpy: ForHPy<HPyCFunction>,
        trampoline: ForHPy<HPyCFunction>,
        own: ForOwnDoor<HPyCFunction>,
    ) {
        // SAFETY: they are those of one method.
        let method = unsafe { api::Method::from_parts(name.get(), doc.get(), signature, (hpy, trampoline, own)) };
        self.function(Method(method, None));
    }
}
