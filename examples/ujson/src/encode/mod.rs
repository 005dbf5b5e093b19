//! From Python objects to a JSON text: each is written as soon as it is met.
//!
//! Nesting is kept on a stack of our own, so that no object, however deep, touches the native one.

mod buffer;
mod container;
mod escape;
mod hook;
mod number;
mod options;
mod scalar;

use hpy_rs::Kind;
use hpy_rs::prelude::*;

use buffer::Buffer;
use container::Container;
pub(crate) use options::{Arguments, Flag, Options};

/// The JSON text of an object, as a `str`.
pub(crate) fn encode<'ctx>(object: &Handle<'ctx>, options: Options<'ctx>) -> Result<Handle<'ctx, PyStr>> {
    let ctx = object.ctx();
    let mut encoder = Encoder { ctx, options, out: Buffer::default(), depth: 0, begun: None };
    encoder.write(object)?;
    let mut containers = Vec::new();
    loop {
        if let Some(begun) = encoder.begun.take() {
            containers.try_reserve(1).map_err(buffer::out_of_memory)?;
            containers.push(begun);
        }
        let Some(innermost) = containers.last_mut() else { break };
        if !encoder.go_on(innermost)? {
            containers.pop();
        }
    }
    encoder.out.into_str(ctx)
}

struct Encoder<'ctx> {
    ctx: Context<'ctx>,
    options: Options<'ctx>,
    out: Buffer,
    /// How many containers are begun and not ended.
    depth: usize,
    /// The container that [`Written::Begun`] is about.
    begun: Option<Container<'ctx>>,
}

/// What has become of an object.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    /// It is written.
    Whole,
    /// It is a container; its opening bracket is written.
    Begun,
    /// Nothing: JSON has no form for it.
    Not,
}

impl<'ctx> Encoder<'ctx> {
    /// Writes an object; a container is only begun. Says whether it was one.
    #[inline]
    fn write(&mut self, object: &Handle<'ctx>) -> Result<bool> {
        let mut written = self.write_known(object)?;
        if written == Written::Not {
            written = self.write_unknown(object)?;
        }
        Ok(written == Written::Begun)
    }

    /// As [`write`](Self::write), but leaves out what JSON has no form for.
    #[inline]
    fn write_known(&mut self, object: &Handle<'ctx>) -> Result<Written> {
        match object.kind() {
            Kind::Str(text) => self.write_str(text)?,
            Kind::Int(int) => self.write_int(int)?,
            Kind::Float(float) => self.write_float(float.extract()?)?,
            Kind::None => self.out.extend(b"null")?,
            Kind::Dict(dict) => return self.begin_dict(dict),
            Kind::List(list) => return self.begin_list(list),
            Kind::Tuple(tuple) => return self.begin_tuple(tuple),
            _ => return Ok(Written::Not),
        }
        Ok(Written::Whole)
    }
}
