//! What constructors are called with.

use hpy_rs::prelude::*;

/// The arguments of its constructor, as `repr` shows them.
#[hpy_type(get_all)]
pub(crate) struct Parcel {
    parts: Vec<String>,
}

#[hpy_methods]
impl Parcel {
    #[new]
    #[hpy(signature = (weight, /, height = None, *, label = None, tags = None))]
    fn new<'ctx>(
        weight: &Handle<'ctx>,
        height: Option<&Handle<'ctx>>,
        label: Option<&Handle<'ctx>>,
        tags: Option<&Handle<'ctx>>,
    ) -> Result<Self> {
        let parts = [Some(weight), height, label, tags].into_iter().flatten();
        Ok(Parcel { parts: parts.map(shown).collect::<Result<_>>()? })
    }
}

/// As [`Parcel`], with any keywords.
#[hpy_type(get_all)]
pub(crate) struct Bundle {
    parts: Vec<String>,
}

#[hpy_methods]
impl Bundle {
    #[new]
    #[hpy(signature = (first = None, *others, **rest))]
    fn new(first: Option<&Handle<'_>>, others: Args<'_, '_>, rest: Handle<'_, PyDict>) -> Result<Self> {
        let mut parts = first.into_iter().map(shown).collect::<Result<Vec<_>>>()?;
        for other in others {
            parts.push(other.repr()?.extract()?);
        }
        for pair in &rest {
            let (name, value) = pair?;
            parts.push(format!("{}={}", name.extract::<String>()?, shown(&value)?));
        }
        Ok(Bundle { parts })
    }
}

fn shown(object: &Handle<'_>) -> Result<String> {
    object.repr()?.extract()
}
