//! What the environment variable `HPY` asks for.

use std::env;
use std::ffi::CStr;

/// The mode that is asked for the module: `MODE`, or of `MODULE:MODE` among others separated by commas; empty if none is.
pub(super) fn wanted(module: &CStr) -> String {
    let wish = env::var_os("HPY").unwrap_or_default();
    mode_for(&wish.to_string_lossy(), &module.to_string_lossy()).to_owned()
}

fn mode_for<'a>(wish: &'a str, module: &str) -> &'a str {
    if !wish.contains(':') {
        return wish.trim();
    }
    for pair in wish.split(',') {
        let (name, mode) = pair.split_once(':').unwrap_or((pair, ""));
        // The module may stand there with its packages.
        if name.trim().rsplit('.').next() == Some(module) {
            return mode.trim();
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::mode_for;

    #[test]
    fn one_word_is_for_all_modules() {
        for wish in ["debug", " DEBUG ", "", "universal", "trace"] {
            assert_eq!(mode_for(wish, "a"), wish.trim());
        }
    }

    #[test]
    fn pairs_are_for_the_modules_that_they_name() {
        for wish in ["a:debug", "b:trace, a : debug", "outer.inner.a:debug,b:universal"] {
            assert_eq!(mode_for(wish, "a"), "debug", "{wish}");
        }
        assert_eq!(mode_for("a:universal,b:debug", "a"), "universal");
        for wish in ["b:debug", "aa:debug", "a.b:debug", "b:debug,a"] {
            assert_eq!(mode_for(wish, "a"), "", "{wish}");
        }
    }
}
