//! Child processes: run one to its end, with its output or with an error that says what it said.

use std::env;
use std::fs::File;
use std::io::{Read, Seek};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// Variables that would make a Python (or a JVM) behave otherwise than its user expects from a clean shell.
const PYTHON_VARIABLES: [&str; 7] =
    ["VIRTUAL_ENV", "CONDA_PREFIX", "HPY", "HPY_LOG", "HPY_RS_DOOR", "HPY_RS_PROBES", "JAVA_TOOL_OPTIONS"];

/// A command whose Python sees none of the caller's Python settings.
pub(crate) fn python(program: impl AsRef<std::ffi::OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        if name.to_string_lossy().starts_with("PYTHON") {
            command.env_remove(name);
        }
    }
    for name in PYTHON_VARIABLES {
        command.env_remove(name);
    }
    command.env("PYTHONDONTWRITEBYTECODE", "1");
    command
}

/// Runs `command` and gives what it wrote to its standard output.
///
/// # Errors
/// When it cannot be started or fails: the error ends with the first and the last lines it wrote.
pub(crate) fn output(command: &mut Command) -> Result<String> {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("cannot start {name}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = [output.stdout, output.stderr].concat();
    let said = excerpt(&String::from_utf8_lossy(&said), 2, 2);
    bail!("{name} failed ({}): {said}", output.status);
}

/// How a process with a time limit ended.
#[derive(Debug)]
pub(crate) enum End {
    /// It ended by itself.
    Exited(ExitStatus),
    /// It was killed, with all its children, when its time was over.
    TimedOut,
}

/// A finished process and all it wrote, both streams in the order of writing.
#[derive(Debug)]
pub(crate) struct Finished {
    /// How it ended.
    pub(crate) end: End,
    /// What it wrote.
    pub(crate) output: String,
}

/// Runs `command` in a process group of its own for at most `limit`; it ends with us, however we end.
///
/// # Errors
/// When it cannot be started or watched.
pub(crate) fn run_limited(command: &mut Command, limit: Duration) -> Result<Finished> {
    let shown = shown(command);
    // A file, not a pipe: a grandchild that outlives the child must not keep us reading.
    let mut log = tempfile::tempfile().context("cannot make a file for the output")?;
    command.stdin(Stdio::null()).stdout(log.try_clone()?).stderr(log.try_clone()?).process_group(0);
    end_with_parent(command);
    let mut child = command.spawn().with_context(|| format!("cannot start {shown}"))?;
    let end = wait(&mut child, limit)?;
    Ok(Finished { end, output: read_all(&mut log)? })
}

/// Runs `command` as [`run_limited`] does, and gives what it wrote to both streams.
///
/// # Errors
/// When it cannot be started, fails, or is not done in time: the error ends with the first and the last lines it wrote.
pub(crate) fn output_limited(command: &mut Command, limit: Duration) -> Result<String> {
    let Finished { end, output } = run_limited(command, limit)?;
    let how = match end {
        End::Exited(status) if status.success() => return Ok(output),
        End::Exited(status) => status.to_string(),
        End::TimedOut => format!("not done after {} minutes", limit.as_secs() / 60),
    };
    bail!("{how}: {}", excerpt(&output, 2, 4))
}

/// Lets the system end the child when the thread that started it is gone, as after Ctrl-C.
#[cfg(target_os = "linux")]
fn end_with_parent(command: &mut Command) {
    let ask = || {
        // SAFETY: prctl with PR_SET_PDEATHSIG takes a number and touches no memory.
        unsafe { libc::prctl(libc::PR_SET_PDEATHSIG, libc::SIGKILL) };
        Ok(())
    };
    // SAFETY: `ask` makes one system call, which is allowed between fork and exec.
    unsafe { command.pre_exec(ask) };
}

#[cfg(not(target_os = "linux"))]
fn end_with_parent(_: &mut Command) {}

fn wait(child: &mut Child, limit: Duration) -> Result<End> {
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            return Ok(End::Exited(status));
        }
        if start.elapsed() > limit {
            kill_group(child);
            child.wait()?;
            return Ok(End::TimedOut);
        }
        sleep(Duration::from_millis(20));
    }
}

fn kill_group(child: &mut Child) {
    if let Ok(group) = libc::pid_t::try_from(child.id()) {
        // SAFETY: `killpg` takes no pointer; the group is the child's own (`process_group(0)`), and the
        // child has not been waited for, so its number cannot have been given to another process.
        unsafe { libc::killpg(group, libc::SIGKILL) };
    }
    // Already dead is as good as killed.
    drop(child.kill());
}

fn read_all(log: &mut File) -> Result<String> {
    let mut bytes = Vec::new();
    log.rewind()?;
    log.read_to_end(&mut bytes)?;
    Ok(String::from_utf8_lossy(&bytes).replace('\0', "\\0"))
}

/// The first and the last lines of `text`, which most likely say what went wrong.
pub(crate) fn excerpt(text: &str, first: usize, last: usize) -> String {
    let lines: Vec<&str> = text.lines().filter(|line| !line.trim().is_empty()).collect();
    if lines.len() <= first + last {
        return lines.join("\n");
    }
    let (head, tail) = (&lines[..first], &lines[lines.len() - last..]);
    [head, &["…"], tail].concat().join("\n")
}

/// `command` as one would type it.
pub(crate) fn shown(command: &Command) -> String {
    let parts = std::iter::once(command.get_program()).chain(command.get_args());
    parts.map(|part| part.to_string_lossy()).collect::<Vec<_>>().join(" ")
}
