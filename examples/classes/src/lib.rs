//! Every feature of classes once: a file for each topic.
#![forbid(unsafe_code)]

mod account;
mod animals;
mod attributes;
mod closures;
mod containers;
mod graph;
mod resources;
mod shapes;
mod ticker;
mod vector;

use hpy_rs::prelude::*;

/// Classes, from Rust.
#[hpy_module]
mod classes {
    use hpy_rs::prelude::*;

    #[hpy_export]
    use crate::account::Account;
    #[hpy_export]
    use crate::animals::{Animal, Dog};
    #[hpy_export]
    use crate::attributes::{Namespace, Typed};
    #[hpy_export]
    use crate::closures::{Temperature, multiplier};
    #[hpy_export]
    use crate::containers::{Letters, LettersIterator, Row, Table};
    #[hpy_export]
    use crate::graph::{Node, nodes_alive};
    #[hpy_export]
    use crate::resources::{Session, Tally, finished};
    #[hpy_export]
    use crate::shapes::{Color, Planet, Shape, Size, area};
    #[hpy_export]
    use crate::ticker::{Tick, Ticker};
    #[hpy_export]
    use crate::vector::Vector;

    #[hpy_init]
    fn init(module: &Handle<'_, PyModule>) -> Result<()> {
        crate::closures::add_fahrenheit(&module.get_attr("Temperature")?)
    }
}
