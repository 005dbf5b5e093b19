//! The plan: which interpreters run which tests, through which door, in which mode.

use super::setting::{Door, Extent, Setting};
use super::watch::Watch;
use crate::build::Abi;
use crate::interpreters::{Entry, Implementation, Interpreter};

/// What runs, and what does not and why.
#[derive(Debug, Default)]
pub(super) struct Plan {
    pub(super) settings: Vec<Setting>,
    pub(super) skipped: Vec<(String, String)>,
}

/// Makes the plan for the interpreters that were found; with `all`, everything runs everywhere.
pub(super) fn make(entries: &[Entry], all: bool) -> Plan {
    let mut plan = Plan::default();
    let mut found = Vec::new();
    for entry in entries {
        match &entry.outcome {
            Ok(interpreter) => found.push(interpreter),
            Err(reason) => plan.skipped.push((entry.name.clone(), reason.clone())),
        }
        if let (Ok(_), Some(note)) = (&entry.outcome, &entry.note) {
            plan.skipped.push((format!("{} hpy", entry.name), note.clone()));
        }
    }
    plan.settings = if all { everything(&found) } else { chosen(&found) };
    plan
}

/// Makes the plan for the probes: the settings that run in full, GraalPy, and the newest CPython of those that have only
/// the own door; with `all`, every setting there is.
pub(super) fn make_hostile(entries: &[Entry], all: bool) -> Plan {
    let mut plan = make(entries, all);
    let is_chosen =
        |setting: &Setting| setting.extent != Extent::Smoke || setting.door == Door::HPy && !setting.is_fast();
    plan.settings.retain(is_chosen);
    for setting in &mut plan.settings {
        (setting.extent, setting.all_probes) = (Extent::Full, true);
    }
    plan
}

/// Makes the plan for tests that `watch` looks at: the oldest and the newest CPython with HPy, the newest through the own
/// door as well. Other CPythons come with a C library of their own, which this machine's tools do not know.
pub(super) fn make_deep(entries: &[Entry], watch: Watch) -> Plan {
    let mut plan = make(entries, true);
    plan.settings.retain(|setting| setting.abi == Abi::Universal && !setting.debug);
    if watch != Watch::References {
        let is_ours = |setting: &Setting| setting.interpreter.implementation == Implementation::CPython;
        plan.settings.retain(|setting| is_ours(setting) && setting.interpreter.has_working_hpy());
        let pythons = plan.settings.iter().map(|setting| setting.interpreter.python);
        let (oldest, newest) = (pythons.clone().min(), pythons.max());
        plan.settings.retain(|setting| {
            let python = Some(setting.interpreter.python);
            python == newest || (python == oldest && setting.door == Door::HPy)
        });
    }
    for setting in &mut plan.settings {
        setting.watch = Some(watch);
    }
    plan
}

fn everything(found: &[&Interpreter]) -> Vec<Setting> {
    let mut settings = Vec::new();
    for interpreter in found {
        for door in Door::all(interpreter) {
            let setting = Setting::new(interpreter, true).through(door);
            settings.extend([setting.clone().debug(), setting]);
        }
        if is_linked_to(interpreter) {
            settings.push(Setting::linked(interpreter, Abi::Cpython, Extent::Full));
        }
        // Free-threaded builds have no stable ABI yet.
        if is_linked_to(interpreter) && !interpreter.free_threaded {
            settings.push(Setting::linked(interpreter, Abi::Abi3, Extent::Full));
        }
    }
    settings
}

/// Whether extensions can be built for it alone. Of free-threaded ones `pyo3-ffi` knows those from 3.14 on.
fn is_linked_to(interpreter: &Interpreter) -> bool {
    let oldest = if interpreter.free_threaded { (3, 14, 0) } else { (3, 9, 0) };
    interpreter.implementation == Implementation::CPython && interpreter.python >= oldest
}

/// In full the oldest and the newest CPython with HPy through both doors, PyPy's HPy and the newest CPython's own door, through
/// HPy and on the newest CPython in both modes, and the twins built for that CPython alone; the rest in short.
fn chosen(found: &[&Interpreter]) -> Vec<Setting> {
    let cpythons = || found.iter().filter(|one| one.implementation == Implementation::CPython);
    let with_hpy = || cpythons().filter(|one| one.has_working_hpy());
    let ends = [with_hpy().min_by_key(|one| one.python), with_hpy().max_by_key(|one| one.python)];
    let newest = cpythons().max_by_key(|one| one.python);
    let mut settings = Vec::new();
    for interpreter in found {
        let is = |other: Option<&&Interpreter>| other.is_some_and(|other| other.name == interpreter.name);
        let is_pypy = interpreter.implementation == Implementation::PyPy && interpreter.prefers_hpy();
        let is_full = is_pypy || is(newest) || ends.into_iter().any(is);
        let is_cpython = interpreter.implementation == Implementation::CPython;
        let doors = if is_cpython { Door::all(interpreter) } else { vec![Door::preferred(interpreter)] };
        for door in doors {
            let setting = Setting::new(interpreter, is_full).through(door);
            if is_full && (door == Door::HPy || is(newest)) {
                settings.push(setting.clone().debug());
            }
            settings.push(setting);
        }
        if is(newest) && is_linked_to(interpreter) {
            settings.push(Setting::linked(interpreter, Abi::Cpython, Extent::Twins));
        }
    }
    settings
}

#[cfg(test)]
mod tests {
    use super::super::watch::Watch;
    use super::{Extent, Plan, make, make_deep, make_hostile};
    use crate::interpreters::{Entry, Implementation, Interpreter};

    fn entry(name: &str, implementation: Implementation, minor: u8, hpy: bool) -> Entry {
        let interpreter = Interpreter {
            name: name.to_owned(),
            implementation,
            python: (3, minor, 1),
            release: String::new(),
            hpy: hpy.then(|| "0.9.0".to_owned()),
            free_threaded: name.contains("freethreaded"),
            program: name.into(),
        };
        Entry { name: name.to_owned(), outcome: Ok(interpreter), note: None }
    }

    fn machine() -> Vec<Entry> {
        vec![
            entry("cpython3.8", Implementation::CPython, 8, true),
            entry("cpython3.9", Implementation::CPython, 9, true),
            entry("cpython3.12", Implementation::CPython, 12, true),
            entry("cpython3.13", Implementation::CPython, 13, false),
            entry("cpython3.14", Implementation::CPython, 14, false),
            entry("pypy7.3", Implementation::PyPy, 11, true),
            entry("pypy8", Implementation::PyPy, 11, false),
            entry("graalpy24", Implementation::GraalPy, 11, true),
            Entry { name: "graalpy25".to_owned(), outcome: Err("no Java".to_owned()), note: None },
        ]
    }

    fn lines(plan: &Plan, extent: Extent) -> Vec<String> {
        plan.settings.iter().filter(|setting| setting.extent == extent).map(ToString::to_string).collect()
    }

    #[test]
    fn a_few_run_in_full_and_the_rest_in_short() {
        let plan = make(&machine(), false);
        let full = [
            "cpython3.8 hpy debug",
            "cpython3.8 hpy",
            "cpython3.8 own",
            "cpython3.12 hpy debug",
            "cpython3.12 hpy",
            "cpython3.12 own",
            "cpython3.14 own debug",
            "cpython3.14 own",
            "pypy7.3 hpy debug",
            "pypy7.3 hpy",
        ];
        assert_eq!(lines(&plan, Extent::Full), full);
        assert_eq!(lines(&plan, Extent::Twins), ["cpython3.14 cpython"]);
        assert_eq!(
            lines(&plan, Extent::Smoke),
            ["cpython3.9 hpy", "cpython3.9 own", "cpython3.13 own", "pypy8 own", "graalpy24 hpy"]
        );
        assert_eq!(plan.skipped, [("graalpy25".to_owned(), "no Java".to_owned())]);
    }

    #[test]
    fn an_old_cpython_alone_runs_through_both_doors() {
        let plan = make(&machine()[..1], false);
        assert_eq!(
            lines(&plan, Extent::Full),
            ["cpython3.8 hpy debug", "cpython3.8 hpy", "cpython3.8 own debug", "cpython3.8 own"]
        );
    }

    #[test]
    fn probes_run_on_every_kind_of_interpreter() {
        let plan = make_hostile(&machine(), false);
        let mut expected = lines(&make(&machine(), false), Extent::Full);
        expected.insert(8, "cpython3.14 cpython".to_owned());
        expected.push("graalpy24 hpy".to_owned());
        assert_eq!(lines(&plan, Extent::Full), expected);
        assert_eq!(plan.settings.len(), expected.len());
    }

    #[test]
    fn all_is_every_door_and_mode_in_full() {
        let plan = make(&machine(), true);
        assert_eq!(lines(&plan, Extent::Full).len(), 5 * 4 + 3 * 2 + 4 * 2);
        assert_eq!(plan.settings.len(), lines(&plan, Extent::Full).len());
        for line in ["cpython3.9 cpython", "cpython3.14 abi3"] {
            assert!(lines(&plan, Extent::Full).iter().any(|found| found == line), "{line}");
        }
    }

    #[test]
    fn no_stable_abi_without_a_lock() {
        let free = |minor| entry(&format!("cpython3.{minor}-freethreaded"), Implementation::CPython, minor, false);
        let plan = make(&[free(13), free(14)], true);
        let expected = [(13, "own debug"), (13, "own"), (14, "own debug"), (14, "own"), (14, "cpython")];
        let expected = expected.map(|(minor, how)| format!("cpython3.{minor}-freethreaded {how}"));
        assert_eq!(lines(&plan, Extent::Full), expected);
    }

    #[test]
    fn tools_look_at_both_doors() {
        let plan = make_deep(&machine(), Watch::Valgrind);
        assert_eq!(
            lines(&plan, Extent::Full),
            ["cpython3.8 hpy valgrind", "cpython3.12 hpy valgrind", "cpython3.12 own valgrind"]
        );
        let plan = make_deep(&machine()[3..4], Watch::References);
        assert_eq!(lines(&plan, Extent::Full), ["cpython3.13 own references"]);
    }
}
