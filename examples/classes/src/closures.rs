//! Functions and properties that are made at run time.

use hpy_rs::Closure;
use hpy_rs::prelude::*;

/// A function that multiplies its arguments and `factor`.
#[hpy_function]
pub(crate) fn multiplier(ctx: Context<'_>, factor: i64) -> Result<Handle<'_, Closure>> {
    Closure::new(ctx, "multiply", move |arguments, _| {
        let mut product = factor;
        for argument in arguments {
            product = product.saturating_mul(argument.extract()?);
        }
        product.into_py(arguments.ctx()).map(Handle::into_any)
    })
}

/// A class that gets a property when the module is imported.
#[hpy_type(
    new = "from_fields",
    type_stub = "
@property
def fahrenheit(self) -> float: ...
@fahrenheit.setter
def fahrenheit(self, value: float) -> None: ...
"
)]
pub(crate) struct Temperature {
    #[hpy(get)]
    celsius: f64,
}

/// Gives the class its other property.
pub(crate) fn add_fahrenheit(class: &Handle<'_>) -> Result<()> {
    let property = Closure::property_with_setter(
        class.ctx(),
        "fahrenheit",
        |object| {
            let temperature: PyRef<'_, '_, Temperature> = object.extract()?;
            (temperature.celsius * 1.8 + 32.0).into_py(object.ctx()).map(Handle::into_any)
        },
        |object, value| {
            let mut temperature: PyRefMut<'_, '_, Temperature> = object.extract()?;
            temperature.celsius = (value.extract::<f64>()? - 32.0) / 1.8;
            Ok(())
        },
    )?;
    class.set_attr("fahrenheit", property)
}
