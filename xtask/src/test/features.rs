//! The features of hpy-rs for types of other crates, each alone: the tests have them all at once, so that what one needs of another
//! would not show.

use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use super::gates::{self, Gate};
use crate::{process, workspace};

/// Lints hpy-rs with each feature that brings in a crate.
pub(super) fn run() -> Vec<Gate> {
    match features() {
        Ok(features) => features.iter().map(|feature| alone(feature)).collect(),
        Err(error) => vec![Gate::of("features", || Err(error))],
    }
}

fn alone(feature: &str) -> Gate {
    let mut clippy = workspace::cargo();
    clippy.args(["clippy", "-p", "hpy-rs", "--features", feature]);
    clippy.arg("--target-dir").arg(workspace::target().join("features")).args(["--", "-D", "warnings"]);
    gates::command(&format!("the feature {feature} alone"), clippy)
}

fn features() -> Result<Vec<String>> {
    let mut metadata: Command = workspace::cargo();
    metadata.args(["metadata", "--no-deps", "--format-version", "1"]);
    let metadata: Value = serde_json::from_str(&process::output(&mut metadata)?)?;
    let packages = metadata["packages"].as_array().context("no packages")?;
    let hpy_rs = packages.iter().find(|package| package["name"] == "hpy-rs").context("no hpy-rs")?;
    let all = hpy_rs["features"].as_object().context("no features")?;
    let brings_a_crate = |needs: &Value| {
        needs.as_array().into_iter().flatten().filter_map(Value::as_str).any(|need| need.starts_with("dep:"))
    };
    Ok(all.iter().filter(|(_, needs)| brings_a_crate(needs)).map(|(name, _)| name.clone()).collect())
}
