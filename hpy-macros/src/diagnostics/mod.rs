//! What a user of the macros is told when something is wrong.

mod conversion_messages;
mod message;
pub(crate) mod messages;
mod method_messages;
mod sink;
mod type_messages;

pub(crate) use message::Message;
pub(crate) use sink::Sink;
