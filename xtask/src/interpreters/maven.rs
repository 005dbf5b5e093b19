//! GraalPy as jars from Maven, started through a script of ours, so that it is one program like any other.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;

use anyhow::{Context, Result};

use super::catalogue::Maven;
use crate::process;

/// Two Mavens at once would write into the same local repository.
static ONE_AT_A_TIME: Mutex<()> = Mutex::new(());

/// Copies the jars of a GraalPy into `staging` and writes its script for when `staging` is called `folder`.
pub(super) fn fill(maven: Maven, java: &Path, staging: &Path, folder: &Path) -> Result<()> {
    let _turn = ONE_AT_A_TIME.lock().map_err(|_| anyhow::anyhow!("another fetch failed"))?;
    let mut wanted = vec![
        dependency("org.graalvm.polyglot", "python-community", maven.version, "pom"),
        dependency("org.graalvm.python", "python-launcher", maven.version, "jar"),
    ];
    if maven.llvm {
        wanted.push(dependency("org.graalvm.polyglot", "llvm-community", maven.version, "pom"));
    }
    copy_jars(&wanted, staging, "lib")?;
    if maven.compiler {
        let compiler = dependency("org.graalvm.compiler", "compiler", maven.version, "jar");
        copy_jars(&[compiler], staging, "jit")?;
    }
    write_script(maven, java, staging, folder)
}

/// Where the script of a GraalPy lies in its folder.
pub(super) fn program(folder: &Path) -> PathBuf {
    folder.join("bin/graalpy")
}

fn dependency(group: &str, artifact: &str, version: &str, kind: &str) -> String {
    format!(
        "<dependency><groupId>{group}</groupId><artifactId>{artifact}</artifactId>\
         <version>{version}</version><type>{kind}</type></dependency>"
    )
}

fn copy_jars(dependencies: &[String], staging: &Path, name: &str) -> Result<()> {
    let pom = staging.join(format!("{name}.pom.xml"));
    let text = format!(
        "<project xmlns=\"http://maven.apache.org/POM/4.0.0\"><modelVersion>4.0.0</modelVersion>\
         <groupId>none</groupId><artifactId>none</artifactId><version>1</version>\
         <dependencies>{}</dependencies></project>\n",
        dependencies.concat()
    );
    fs::write(&pom, text)?;
    let mut command = Command::new("mvn");
    command.args(["--quiet", "--batch-mode", "--file"]).arg(&pom).arg("dependency:copy-dependencies");
    command.arg(format!("-DoutputDirectory={}", staging.join(name).display()));
    process::output(&mut command).context("Maven is needed")?;
    Ok(())
}

fn write_script(maven: Maven, java: &Path, staging: &Path, folder: &Path) -> Result<()> {
    let program = program(folder);
    // The stack: on the default one HPy calls nest a hundred deep, then RecursionError.
    let mut options = vec!["-Xss8m".to_owned()];
    if maven.compiler {
        let jars = fs::read_dir(staging.join("jit"))?.flatten();
        let jars = jars.map(|jar| folder.join("jit").join(jar.file_name()).display().to_string());
        options.push("-XX:+UnlockExperimentalVMOptions".to_owned());
        options.push("-XX:+EnableJVMCI".to_owned());
        options.push(format!("--upgrade-module-path={}", jars.collect::<Vec<_>>().join(":")));
    } else {
        // Tests are short: what halves their processor time.
        options.push("-XX:+UseSerialGC".to_owned());
        options.push("-XX:TieredStopAtLevel=1".to_owned());
        options.push("-Xlog:cds*=off".to_owned());
    }
    if maven.java.oldest >= 25 {
        options.push("--enable-native-access=ALL-UNNAMED".to_owned());
        options.push("--sun-misc-unsafe-memory-access=allow".to_owned());
    }
    // Without it sys.executable is the whole Java command line.
    options.push(format!("-Dorg.graalvm.launcher.executablename={}", program.display()));
    options.push("-classpath".to_owned());
    options.push(format!("{}/*", folder.join("lib").display()));
    let options: Vec<String> = options.iter().map(|option| quoted(option)).collect();
    // With the modules of its compiler a Java shares no classes.
    let (sharing, shared) = if maven.compiler { (String::new(), "") } else { (sharing(folder), "\"$shared\" ") };
    let text = format!(
        "#!/bin/sh\n# Written by cargo xtask interpreters: GraalPy {}.\n{sharing}exec {} {shared}{} \
         com.oracle.graal.python.shell.GraalPythonMain \"$@\"\n",
        maven.version,
        quoted(&java.display().to_string()),
        options.join(" ")
    );
    let script = self::program(staging);
    fs::create_dir_all(staging.join("bin"))?;
    fs::write(&script, text)?;
    fs::set_permissions(&script, fs::Permissions::from_mode(0o755))?;
    Ok(())
}

/// Lines of the script by which its first start keeps the classes that it has loaded for all later ones: a third less of
/// processor time for each.
fn sharing(folder: &Path) -> String {
    let classes = quoted(&folder.join("classes.jsa").display().to_string());
    format!(
        "shared=-XX:SharedArchiveFile={classes}\n\
         [ -e {classes} ] || shared=-XX:ArchiveClassesAtExit={classes}\n"
    )
}

/// `text` as one word of a shell script.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}
