//! What C says: a program made of the facts' own expressions, compiled against an interpreter's headers.

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::ours::{Facts, Layout, Types};

/// A folder that holds `hpy.h`.
#[derive(Debug)]
pub(crate) struct Headers {
    pub(crate) folder: PathBuf,
}

/// The folders to compare with: those of `HPY_SYS_INCLUDE_DIRS`, else what `python3` on the path has.
pub(crate) fn headers() -> Vec<Headers> {
    let folders = match env::var_os("HPY_SYS_INCLUDE_DIRS") {
        Some(list) => env::split_paths(&list).map(|path| unpacked(&path)).collect(),
        None => installed().into_iter().collect::<Vec<_>>(),
    };
    folders.into_iter().map(|folder| Headers { folder }).collect()
}

/// A jar of GraalPy's stands for the headers inside it.
fn unpacked(path: &Path) -> PathBuf {
    if path.extension().is_none_or(|extension| extension != "jar") {
        assert!(path.join("hpy.h").is_file(), "HPY_SYS_INCLUDE_DIRS: no hpy.h in {}", path.display());
        return path.to_owned();
    }
    let name = path.file_stem().unwrap_or_default();
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let status = Command::new("python3").args(["-m", "zipfile", "-e"]).arg(path).arg(&target).status();
    assert!(status.is_ok_and(|status| status.success()), "cannot unpack {}", path.display());
    target.join("META-INF/resources/include")
}

fn installed() -> Option<PathBuf> {
    let code = "import hpy.devel; print(hpy.devel.HPyDevel().include_dir)";
    let output = Command::new("python3").args(["-c", code]).output().ok()?;
    let folder = PathBuf::from(String::from_utf8(output.stdout).ok()?.trim());
    folder.join("hpy.h").is_file().then_some(folder)
}

impl Headers {
    /// What these headers say of the order of entries.
    pub(crate) fn layout(&self) -> Layout {
        let path = self.folder.join("hpy/universal/autogen_ctx.h");
        let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        let place = |name: &str| text.find(&format!(" {name};")).or_else(|| text.find(&format!("*{name})")));
        match (place("h_DictType"), place("ctx_Capsule_New")) {
            (Some(dict_type), Some(capsule)) if dict_type < capsule => Layout::Shifted,
            _ => Layout::Plain,
        }
    }

    /// The value of each fact's expression.
    pub(crate) fn facts(&self, ours: &Facts) -> BTreeMap<String, i128> {
        let mut body = String::new();
        for expression in ours.keys() {
            let _ = writeln!(body, "    printf(\"%lld\\n\", (long long)({expression}));");
        }
        let output = self.run("facts", &body);
        ours.keys().cloned().zip(output.lines().map(|line| line.parse().expect("a number"))).collect()
    }

    /// The expressions whose C type is not what Rust says.
    pub(crate) fn differing_types(&self, ours: &Types) -> Vec<String> {
        let mut body = String::new();
        for (expression, rust_type) in ours {
            let c_type = function_type(expression, rust_type);
            let same = |c_type: &str| format!("__builtin_types_compatible_p(__typeof__({expression}), {c_type})");
            // HPy 0.9.0 forgot a const here that later headers have.
            let forgotten = same(&c_type.replacen("const HPy *", "HPy *", 1));
            let or_else = if expression.ends_with("ctx_Tuple_FromArray") { forgotten } else { "0".to_owned() };
            let _ = writeln!(body, "    printf(\"%d\\n\", {} || {or_else});", same(&c_type));
        }
        let output = self.run("types", &body);
        let differs = |(entry, line): (_, &str)| (line != "1").then_some(entry);
        let differing = ours.iter().zip(output.lines()).filter_map(differs);
        differing.map(|(expression, rust_type)| format!("{expression}: {rust_type}")).collect()
    }

    fn run(&self, name: &str, body: &str) -> String {
        let text = format!("{INCLUDES}int main(void) {{\n{body}    return 0;\n}}\n");
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"));
        let name = format!("{name}-{}", std::process::id());
        let (source, program) = (folder.join(format!("{name}.c")), folder.join(&name));
        fs::write(&source, text).expect("the target folder can be written to");
        let compiler = env::var_os("CC").unwrap_or_else(|| "cc".into());
        let output = Command::new(compiler)
            .args(["-std=gnu11", "-w", "-DHPY_ABI_UNIVERSAL", "-I"])
            .args([&self.folder, Path::new("-o"), &program, &source])
            .output()
            .expect("a C compiler");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let output = Command::new(&program).output().expect("the program starts");
        assert!(output.status.success(), "{} failed", program.display());
        String::from_utf8(output.stdout).expect("numbers")
    }
}

const INCLUDES: &str = "#include <stddef.h>\n#include <stdio.h>\n#include <wchar.h>\n#include <hpy.h>\n";

/// `unsafe extern "C" fn(A, B) -> R` as a C type.
fn function_type(expression: &str, rust_type: &str) -> String {
    let rest = rust_type.strip_prefix("unsafe extern \"C\" fn(").expect("a function pointer");
    let (arguments, result) = match split_arguments(rest) {
        (arguments, "") => (arguments, "void".to_owned()),
        (arguments, result) => (arguments, c_type(result)),
    };
    let mut arguments: Vec<String> = arguments.iter().map(|argument| c_type(argument)).collect();
    let result = match enums(expression) {
        Some((None, name)) => name.to_owned(),
        Some((Some(index), name)) => {
            assert_eq!(arguments[index], "int", "{expression}: enums are C ints");
            name.clone_into(&mut arguments[index]);
            result
        }
        None => result,
    };
    let arguments = if arguments.is_empty() { "void".to_owned() } else { arguments.join(", ") };
    format!("{result} (*)({arguments})")
}

/// The arguments, and the result or nothing.
fn split_arguments(rest: &str) -> (Vec<&str>, &str) {
    let mut depth = 0;
    let mut start = 0;
    let mut arguments = Vec::new();
    for (index, character) in rest.char_indices() {
        match character {
            '(' => depth += 1,
            ',' if depth == 0 => {
                arguments.push(rest[start..index].trim());
                start = index + 1;
            }
            ')' if depth == 0 => {
                arguments.push(rest[start..index].trim());
                let result = rest[index + 1..].trim().strip_prefix("-> ").unwrap_or("");
                return (arguments.into_iter().filter(|argument| !argument.is_empty()).collect(), result);
            }
            ')' => depth -= 1,
            _ => {}
        }
    }
    panic!("no end of the arguments in {rest}");
}

fn c_type(rust_type: &str) -> String {
    if let Some(pointee) = rust_type.strip_prefix("*mut ") {
        return format!("{} *", c_type(pointee));
    }
    if let Some(pointee) = rust_type.strip_prefix("*const ") {
        // In Rust the pointer is constant, in C what it points at.
        return match pointee.strip_prefix("*mut ") {
            Some(pointee) => format!("{} *const *", c_type(pointee)),
            None => format!("const {} *", c_type(pointee)),
        };
    }
    if rust_type.starts_with("unsafe extern") {
        return if rust_type.contains("fn()") { "HPyCFunction" } else { "HPyFunc_visitproc" }.to_owned();
    }
    match rust_type.rsplit("::").next().unwrap_or(rust_type) {
        "i8" => "char",
        "i32" => "int",
        "u32" => "uint32_t",
        "i64" => "int64_t",
        "u64" => "uint64_t",
        "isize" => "HPy_ssize_t",
        "usize" => "size_t",
        "f64" => "double",
        "c_void" => "void",
        "PyObject" => "cpy_PyObject",
        "Py_buffer" => "cpy_Py_buffer",
        name => name,
    }
    .to_owned()
}

/// Where C has an enum and Rust the `int` it is: `None` for the result, else the argument's index.
fn enums(expression: &str) -> Option<(Option<usize>, &'static str)> {
    let name = expression.rsplit("->").next().unwrap_or(expression);
    Some(match name {
        "ctx_CallRealFunctionFromTrampoline" => (Some(1), "HPyFunc_Signature"),
        "ctx_Capsule_Get" | "ctx_Capsule_Set" => (Some(2), "_HPyCapsule_key"),
        "ctx_Compile_s" => (Some(3), "HPy_SourceKind"),
        "ctx_Type_GetBuiltinShape" => (None, "HPyType_BuiltinShape"),
        "(HPyFunc_richcmpfunc)0" => (Some(3), "HPy_RichCmpOp"),
        _ => return None,
    })
}
