//! A function of an `#[hpy_methods]` block: what its role asks for.

use super::callable::check_callable;
use crate::diagnostics::{Sink, messages};
use crate::model::{Method, ReceiverKind, Role, Slot, SlotKind, types};
use syn::{FnArg, ReturnType};

pub(super) fn check_method(method: &Method, sink: &mut Sink) {
    if let Some(SlotKind::Refused(message)) = method.slot_kind() {
        sink.report(message.on(&method.written, &[&method.callable.python_name()]));
        return;
    }
    check_receiver(method, sink);
    check_count(method, sink);
    check_result(method, sink);
    check_slot_name(method, sink);
    check_async_method(method, sink);
    check_callable(&method.callable, sink);
}

fn check_async_method(method: &Method, sink: &mut Sink) {
    let Some(token) = &method.callable.head.asyncness else { return };
    if !matches!(method.role, Role::Instance | Role::Static | Role::Class) {
        sink.report(messages::ASYNC_FUNCTION.on(token, &[&role_of(method)]));
        return;
    }
    if let Some(receiver) = &method.receiver
        && let Some(help) = instead_of(receiver.kind)
    {
        sink.report(messages::ASYNC_BORROWS.at(receiver.span, &[&"self", &help]));
    }
    if let Some(class) = method.class.as_ref().filter(|class| class.kind != ReceiverKind::Kept) {
        sink.report(messages::ASYNC_BORROWS.at(class.span, &[&"cls", &"write `cls: Py<PyType>`"]));
    }
}

/// What to write in the place of an object that belongs to the call.
fn instead_of(kind: ReceiverKind) -> Option<&'static str> {
    match kind {
        ReceiverKind::Shared | ReceiverKind::Exclusive | ReceiverKind::Kept => None,
        ReceiverKind::SharedGuard => Some("write `&self`"),
        ReceiverKind::ExclusiveGuard => Some("write `&mut self`"),
        ReceiverKind::Handle | ReceiverKind::Owned | ReceiverKind::Borrowed => Some(
            "write `slf: Py<Self>`; in the body, `python.attach(|ctx| …)` of a parameter `python: Interpreter` gives `slf.get(ctx)?`",
        ),
    }
}

fn check_receiver(method: &Method, sink: &mut Sink) {
    let name = method.callable.ident();
    let why_not = match method.role {
        Role::New => Some("it makes the object: write `fn new(…) -> Self`"),
        Role::Static => Some("it is not called on an object; to have one, remove the `#[staticmethod]`"),
        Role::Class => Some("it is called on the class: write `cls: &Handle<'_, PyType>`"),
        Role::ClassAttribute => Some("it is called once, when the class is made"),
        Role::Instance | Role::Getter | Role::Setter | Role::Deleter | Role::Slot(_) => None,
    };
    match (why_not, &method.receiver) {
        (Some(reason), Some(receiver)) => {
            sink.report(messages::RECEIVER_NOT_PASSED.at(receiver.span, &[&name, &reason]));
        }
        (None, None) if matches!(method.role, Role::Instance) => {
            sink.report(messages::RECEIVER_MISSING.on(name, &[&name]));
        }
        (None, None) => sink.report(messages::RECEIVER_MISSING_OF_ROLE.on(name, &[&name])),
        (Some(_), None) | (None, Some(_)) => {}
    }
}

/// In the result of a method with `&self`, `'_` is how long that is borrowed, so that no handle of the call can be one of it.
fn check_result(method: &Method, sink: &mut Sink) {
    let head = &method.callable.head;
    if let (Some(FnArg::Receiver(_)), ReturnType::Type(_, ty)) = (head.inputs.first(), &head.output)
        && let Some(lifetime) = types::unnamed_call(ty)
    {
        sink.report(messages::HANDLE_OF_SELF.on(lifetime, &[&head.ident]));
    }
}

/// How messages call what a method is.
fn role_of(method: &Method) -> String {
    match method.role {
        Role::Getter => "a getter".to_owned(),
        Role::Setter => "a setter".to_owned(),
        Role::Deleter => "a deleter".to_owned(),
        Role::ClassAttribute => "a class attribute".to_owned(),
        _ => format!("`{}`", method.callable.python_name()),
    }
}

/// How many parameters Python passes.
fn check_count(method: &Method, sink: &mut Sink) {
    let (expected, form) = match method.role {
        Role::Getter => ((0, 0), "(&self) -> R"),
        Role::Setter => ((1, 1), "(&mut self, value: T)"),
        Role::Deleter => ((0, 0), "(&mut self)"),
        Role::ClassAttribute => ((0, 0), "() -> T"),
        Role::Slot(Slot { parameters: Some(parameters), form, .. }) => (*parameters, *form),
        Role::Instance | Role::New | Role::Static | Role::Class | Role::Slot(_) => return,
    };
    let (least, most) = expected;
    let count = method.callable.signature.parameters.len();
    if (least..=most).contains(&count) {
        return;
    }
    let takes = match most {
        0 => "no parameters".to_owned(),
        1 => "one parameter".to_owned(),
        _ if least == most => "two parameters".to_owned(),
        _ => "one or two parameters".to_owned(),
    };
    let name = method.callable.ident();
    let values: [&dyn std::fmt::Display; 5] = [&role_of(method), &takes, &count, &name, &form];
    sink.report(messages::PARAMETER_COUNT.on(&method.callable.head.inputs, &values));
}

/// A name that Python calls on an object is of no use elsewhere.
fn check_slot_name(method: &Method, sink: &mut Sink) {
    if !matches!(method.role, Role::Static | Role::Class) {
        return;
    }
    let name = method.callable.python_name();
    if crate::model::slot::find_slot(name).is_some() {
        sink.report(messages::SLOT_NOT_ON_OBJECT.on(&method.written, &[&name]));
    }
}
