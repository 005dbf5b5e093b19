//! Code in Python, to run from Rust.

use super::Context;
use crate::Result;
use crate::handle::Handle;
use crate::object::builtin;
use crate::types::{PyDict, PyModule};

impl<'ctx> Context<'ctx> {
    /// The value of an expression. Names are looked up in `locals`, then in `globals`; without them in the dict of the module
    /// `__main__`.
    ///
    /// # Errors
    /// `SyntaxError`, and what the expression raises.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// fn square(ctx: Context<'_>, number: i64) -> Result<i64> {
    ///     let names = PyDict::from_pairs(ctx, [("number", number)])?;
    ///     ctx.eval("number ** 2", Some(&names), None)?.extract()
    /// }
    /// ```
    pub fn eval(
        self,
        expression: &str,
        globals: Option<&Handle<'ctx, PyDict>>,
        locals: Option<&Handle<'ctx, PyDict>>,
    ) -> Result<Handle<'ctx>> {
        self.evaluate("eval", expression, globals, locals)
    }

    /// Runs statements. What they assign is in `locals`, or without them in `globals`; without these, too, in the dict of the
    /// module `__main__`.
    ///
    /// # Errors
    /// `SyntaxError`, and what the code raises.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// fn doubler(ctx: Context<'_>) -> Result<Handle<'_>> {
    ///     let names = PyDict::new(ctx)?;
    ///     ctx.run("def double(x):\n    return 2 * x", Some(&names), None)?;
    ///     names.get_item("double")
    /// }
    /// ```
    pub fn run(
        self,
        code: &str,
        globals: Option<&Handle<'ctx, PyDict>>,
        locals: Option<&Handle<'ctx, PyDict>>,
    ) -> Result<()> {
        self.evaluate("exec", code, globals, locals).map(drop)
    }

    fn evaluate(
        self,
        function: &str,
        code: &str,
        globals: Option<&Handle<'ctx, PyDict>>,
        locals: Option<&Handle<'ctx, PyDict>>,
    ) -> Result<Handle<'ctx>> {
        let globals = match globals {
            Some(globals) => globals.clone(),
            None => self.import("__main__")?.get_attr("__dict__")?.cast_into()?,
        };
        let locals = locals.unwrap_or(&globals);
        builtin(self, function)?.call((code, &globals, locals))
    }
}

impl PyModule {
    /// Runs code as the module `name`, which is one to be imported from then on; `file` is what tracebacks name.
    ///
    /// # Errors
    /// `SyntaxError`, and what the code raises: then there is no such module.
    ///
    /// ```
    /// use hpy_rs::prelude::*;
    ///
    /// fn helpers(ctx: Context<'_>) -> Result<Handle<'_, PyModule>> {
    ///     PyModule::from_code(ctx, "def double(x):\n    return 2 * x", "helpers.py", "helpers")
    /// }
    /// ```
    pub fn from_code<'ctx>(ctx: Context<'ctx>, code: &str, file: &str, name: &str) -> Result<Handle<'ctx, PyModule>> {
        let compiled = builtin(ctx, "compile")?.call((code, file, "exec"))?;
        let module = PyModule::new(ctx, name)?;
        module.add("__file__", file)?;
        let modules = ctx.import("sys")?.get_attr("modules")?;
        modules.set_item(name, &module)?;
        if let Err(error) = builtin(ctx, "exec")?.call((compiled, module.get_attr("__dict__")?)) {
            modules.call_method("pop", (name, ctx.none()))?;
            return Err(error);
        }
        Ok(module)
    }
}
