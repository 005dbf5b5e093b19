//! A3: a handle sent through a channel.
use hpy_rs::prelude::*;

use std::sync::mpsc::Sender;

fn need_send<T: Send>(_: &T) {}

fn send<'ctx>(channel: Sender<Handle<'ctx>>) {
    need_send(&channel);
}

fn main() {}
