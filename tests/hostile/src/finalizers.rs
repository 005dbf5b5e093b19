//! Objects with a last word.

use hpy_rs::prelude::*;

use crate::count::Counted;
use crate::panics::{Bomb, Explosive};

/// Does in its `__del__` what it was made for.
#[hpy_type]
pub(crate) struct Last {
    act: u8,
    target: Field,
    counted: Counted,
}

#[hpy_methods]
impl Last {
    #[new]
    #[hpy(signature = (act, target = None))]
    fn new(act: u8, target: Option<&Handle<'_>>) -> Result<Self> {
        let target = target.map_or_else(|| Ok(Field::empty()), Field::new)?;
        Ok(Last { act, target, counted: Counted::new() })
    }

    fn value(&self) -> u8 {
        self.counted.check();
        self.act
    }

    fn __del__(slf: &Handle<'_, Self>) -> Result<()> {
        let this = slf.try_borrow()?;
        this.counted.check();
        match this.act {
            0 => Err(PyValueError::new("wanted")),
            1 => panic!("body"),
            2 => Err(Explosive.into()),
            3 => {
                let _bomb = Bomb;
                Ok(())
            }
            4 => match this.target.get(slf)? {
                Some(target) => target.call_method("append", (slf,)).map(drop),
                None => Ok(()),
            },
            5 => match this.target.get(slf)? {
                Some(target) => target.call((slf,)).map(drop),
                None => Ok(()),
            },
            _ => slf.ctx().import("gc")?.call_method("collect", ()).map(drop),
        }
    }
}
