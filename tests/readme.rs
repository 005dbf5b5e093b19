//! The README and the page on wheels as a newcomer follows them: the crate in an empty folder, the commands, the sessions,
//! with the `python3` that is there.
#![expect(clippy::unwrap_used, reason = "a test")]

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The code blocks of the README in this language.
fn blocks(readme: &str, language: &str) -> Vec<String> {
    let fence = format!("```{language}\n");
    let starts = readme.match_indices(&fence).map(|(at, _)| at + fence.len());
    starts.map(|start| readme[start..].split("```").next().unwrap_or_default().to_owned()).collect()
}

/// An empty folder beside a link to this project under the name that the README gives it.
fn empty_crate(project: &Path) -> PathBuf {
    // Not below this project: cargo would take the crate for a member that its workspace forgot.
    let parent = std::env::temp_dir().join(format!("hpy-rs-newcomer-{}", std::process::id()));
    let _ = fs::remove_dir_all(&parent);
    fs::create_dir_all(parent.join("geometry/src")).unwrap();
    std::os::unix::fs::symlink(project, parent.join("hpy-rs")).unwrap();
    parent.join("geometry")
}

/// Whether a command of a newcomer's succeeds in `folder`, and what it says.
fn run(folder: &Path, command: &str) -> (bool, String) {
    let mut shell = Command::new("sh");
    shell.args(["-c", command]).current_dir(folder);
    // Of a virtual environment that a newcomer has made there.
    let path = [folder.join("venv/bin").into_os_string(), std::env::var_os("PATH").unwrap_or_default()];
    shell.env("PATH", path.join(OsStr::new(":")));
    shell.env("PIP_RETRIES", "15").env("CARGO_NET_RETRY", "10");
    // The README's commands name target/: a newcomer has no target folder of another name.
    let output = shell.env_remove("CARGO_TARGET_DIR").output().unwrap();
    let text = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&text).into_owned())
}

/// Runs commands, each of which must succeed.
fn must(folder: &Path, commands: &str) {
    for command in commands.lines() {
        let (succeeded, output) = run(folder, command);
        assert!(succeeded, "`{command}` failed:\n{output}");
    }
}

/// Runs the commands of a session, each of which must say what stands below it, if anything does.
fn converse(folder: &Path, session: &str) {
    for exchange in session.split("$ ").skip(1) {
        let (command, expected) = exchange.split_once('\n').unwrap();
        let (succeeded, output) = run(folder, command);
        // A session leaves out the traceback of an error, and what pip says.
        let is_right = match (succeeded, expected) {
            (true, expected) => expected.is_empty() || output == expected,
            (false, expected) => !expected.is_empty() && output.ends_with(expected),
        };
        assert!(is_right, "`{command}` said:\n{output}");
    }
}

#[test]
fn a_newcomer_gets_a_working_import_and_a_wheel() {
    let project = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let folder = empty_crate(project);
    import(project, &folder);
    wheel(project, &folder);
    editable(project, &folder);
    package(project, &folder);
    fs::remove_dir_all(folder.parent().unwrap()).unwrap();
}

fn import(project: &Path, folder: &Path) {
    let readme = fs::read_to_string(project.join("README.md")).unwrap();
    fs::write(folder.join("Cargo.toml"), &blocks(&readme, "toml")[0]).unwrap();
    fs::write(folder.join("src/lib.rs"), &blocks(&readme, "rust")[0]).unwrap();
    let blocks_of_commands = blocks(&readme, "sh");
    let commands = blocks_of_commands.iter().find(|block| block.contains("geometry.hpy0.so")).unwrap();
    assert_eq!(commands.lines().count(), 3, "{commands}");
    must(folder, commands);
    converse(folder, &blocks(&readme, "console")[0]);
}

/// The same crate as a wheel, installed into a virtual environment of its own.
fn wheel(project: &Path, folder: &Path) {
    let guide = fs::read_to_string(project.join("docs/guide/wheels.md")).unwrap();
    fs::write(folder.join("pyproject.toml"), &blocks(&guide, "toml")[0]).unwrap();
    fs::copy(project.join("python/hatch_build.py"), folder.join("hatch_build.py")).unwrap();
    must(folder, "python3 -m venv venv");
    let (succeeded, output) = run(folder, "python3 -m pip wheel . --no-deps -w dist");
    assert!(!succeeded && output.contains("geometry.py has the name of a module of the crate: remove it"), "{output}");
    must(folder, "rm geometry.py geometry.hpy0.so");
    converse(folder, &blocks(&guide, "console")[0]);
    assert!(folder.join("dist").read_dir().unwrap().any(|wheel| {
        let name = wheel.unwrap().file_name().to_string_lossy().into_owned();
        name.starts_with("geometry-0.1.0-py3-none-linux")
    }));
}

/// The same crate installed so that work on it can go on, and once more after a change.
fn editable(project: &Path, folder: &Path) {
    const INSTALL: &str = "python3 -m pip install -e .";
    let guide = fs::read_to_string(project.join("docs/guide/wheels.md")).unwrap();
    assert!(guide.contains(&format!("`{INSTALL}`")));
    let sum = || run(folder, "cd venv; python3 -c 'import geometry; print(geometry.add(2, b=3))'").1;
    must(folder, "python3 -m pip uninstall --yes geometry");
    must(folder, INSTALL);
    assert_eq!(sum().trim(), "5");
    let library = fs::read_to_string(folder.join("src/lib.rs")).unwrap();
    fs::write(folder.join("src/lib.rs"), library.replace("a + b", "a + b + 10")).unwrap();
    must(folder, INSTALL);
    assert_eq!(sum().trim(), "15");
    fs::write(folder.join("src/lib.rs"), library).unwrap();
}

/// The same crate beside a package of Python, installed so that work on it can go on, and as a wheel after that.
fn package(project: &Path, folder: &Path) {
    let guide = fs::read_to_string(project.join("docs/guide/wheels.md")).unwrap();
    let [whole, beside, from_maturin] = &blocks(&guide, "toml")[..] else {
        panic!("not three pieces of pyproject.toml")
    };
    let head = whole.split("[tool.").next().unwrap();
    fs::write(folder.join("pyproject.toml"), [head, beside].concat()).unwrap();
    let library = fs::read_to_string(folder.join("src/lib.rs")).unwrap();
    fs::write(folder.join("src/lib.rs"), library.replace("mod geometry", "mod _native")).unwrap();
    fs::create_dir_all(folder.join("python/geometry")).unwrap();
    fs::write(folder.join("python/geometry/__init__.py"), "from ._native import add\n").unwrap();
    fs::write(folder.join(".gitignore"), &blocks(&guide, "text")[0]).unwrap();
    must(folder, "python3 -m pip uninstall --yes geometry\npython3 -m pip install -e .");
    let (_, said) =
        run(folder, "cd venv; python3 -c 'import geometry; print(geometry.add(1), geometry._native.__file__)'");
    assert_eq!(said.trim(), format!("2 {}", folder.join("python/geometry/_native.hpy0.so").display()));
    must(folder, "python3 -m pip wheel . --no-deps -w packed");
    let (_, files) = run(folder, "python3 -m zipfile --list packed/*.whl");
    for file in ["geometry/__init__.py", "geometry/_native.hpy0.so", "geometry/_native.py"] {
        assert_eq!(files.matches(file).count(), 1, "{files}");
    }
    named(folder, &[head.split("[project]").next().unwrap(), from_maturin].concat());
}

/// The same once more, with a feature of the crate and the version of `Cargo.toml`.
fn named(folder: &Path, pyproject: &str) {
    fs::write(folder.join("pyproject.toml"), pyproject).unwrap();
    let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap().replace("0.1.0", "0.2.0");
    fs::write(folder.join("Cargo.toml"), manifest + "\n[features]\ninches = []\n").unwrap();
    let library = fs::read_to_string(folder.join("src/lib.rs")).unwrap();
    let constant = "\n    #[hpy_export]\n    const INCHES: bool = cfg!(feature = \"inches\");\n";
    fs::write(folder.join("src/lib.rs"), library.replace("mod _native {", &format!("mod _native {{{constant}")))
        .unwrap();
    must(folder, "python3 -m pip install .");
    let (_, said) = run(
        folder,
        "cd venv; python3 -c 'import geometry, importlib.metadata as m; print(geometry._native.INCHES, m.version(\"geometry\"))'",
    );
    assert_eq!(said.trim(), "True 0.2.0");
}
