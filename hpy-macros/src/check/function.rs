//! `#[hpy_function]`: what kinds of functions cannot be one.

use super::callable::check_callable;
use super::name::is_primitive;
use crate::diagnostics::{Sink, messages};
use crate::model::Function;

pub(crate) fn check_function(function: &Function, sink: &mut Sink) {
    let callable = &function.callable;
    if let Some(receiver) = callable.head.receiver() {
        sink.report(messages::RECEIVER.on(receiver, &[]));
    }
    if is_primitive(&callable.ident().to_string()) {
        sink.report(messages::NAME_OF_A_TYPE.on(callable.ident(), &[callable.ident()]));
    }
    if let (None, Some(span)) = (&function.module, function.pass_module) {
        sink.report(messages::MODULE_PARAMETER_MISSING.at(span, &[]));
    }
    if let (true, Some(span)) = (callable.is_async(), function.pass_module) {
        sink.report(messages::ASYNC_MODULE.at(span, &[]));
    }
    check_callable(callable, sink);
}
