//! Tests with an interpreter inside: `cargo test -p hpy-rs --features embed`.
#![cfg(feature = "embed")]
#![expect(clippy::float_cmp, reason = "what Python gives back is exactly that number")]

use hpy_rs::error::{PyKeyError, PyValueError};
use hpy_rs::prelude::*;
use hpy_rs::testing::with_interpreter;

#[hpy_type]
struct Point {
    #[hpy(get, set)]
    x: f64,
}

#[hpy_methods]
impl Point {
    fn doubled(&self) -> f64 {
        self.x * 2.0
    }
}

#[test]
fn functions_are_called_with_real_objects() {
    with_interpreter(|ctx| {
        let list = PyList::new(ctx, 0..5)?;
        let sum: i64 = list.iter().map(|item| item?.extract::<i64>()).sum::<Result<_>>()?;
        assert_eq!(sum, 10);
        Ok(())
    });
}

#[test]
fn classes_work_without_a_module() {
    with_interpreter(|ctx| {
        let point = Handle::new(ctx, Point { x: 2.5 })?;
        point.set_attr("x", 4.0)?;
        assert_eq!(point.call_method("doubled", ())?.extract::<f64>()?, 8.0);
        Ok(())
    });
}

#[test]
fn errors_of_python_are_errors() {
    with_interpreter(|ctx| {
        let error = ctx.import("os")?.get_attr("environ")?.get_item("HPY_RS_NO_SUCH_VARIABLE").map(drop);
        assert!(error.is_err_and(|error| error.matches::<PyKeyError>(ctx)));
        Ok(())
    });
}

#[test]
#[should_panic(expected = "the test returned an error: ValueError: no")]
fn an_error_to_raise_fails_a_test_with_its_text() {
    with_interpreter(|_| Err::<(), _>(PyValueError::new("no")));
}

#[test]
#[should_panic(expected = "the test returned an error: ModuleNotFoundError: No module named 'no_such_module'")]
fn a_raised_error_fails_a_test_with_its_text() {
    with_interpreter(|ctx| ctx.import("no_such_module").map(drop));
}

#[test]
fn a_panic_leaves_the_interpreter_usable() {
    let outcome = std::panic::catch_unwind(|| with_interpreter::<()>(|_| panic!("over")));
    assert!(outcome.is_err());
    assert_eq!(with_interpreter(|ctx| ctx.import("math")?.get_attr("pi")?.extract::<f64>()), std::f64::consts::PI);
}

#[test]
fn tests_run_on_many_threads() {
    let threads: Vec<_> = (0..4)
        .map(|number| {
            std::thread::spawn(move || {
                for _ in 0..100 {
                    with_interpreter(|ctx| {
                        let text = PyStr::new(ctx, &number.to_string())?;
                        ctx.detach(std::thread::yield_now);
                        assert_eq!(text.as_str()?, number.to_string());
                        Ok(())
                    });
                }
            })
        })
        .collect();
    assert!(threads.into_iter().all(|thread| thread.join().is_ok()));
}

#[test]
fn one_test_within_what_another_has_detached() {
    with_interpreter(|ctx| {
        let text = PyStr::new(ctx, "outer")?;
        ctx.detach(|| {
            with_interpreter(|ctx| {
                assert!(Context::try_attach(|_| ()).is_none(), "there is a context at hand");
                ctx.detach(|| assert!(Context::try_attach(|_| ()).is_some()));
                assert!(ctx.import("no_such_module").is_err());
                Ok(())
            });
            assert_eq!(
                Context::attach(|ctx| ctx.import("math")?.get_attr("floor")?.call((2.5,))?.extract::<i64>()).ok(),
                Some(2)
            );
        });
        assert_eq!(text.as_str()?, "outer");
        Ok(())
    });
}
