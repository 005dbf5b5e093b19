//! What the environment variable `HPY` asks for.

use std::env;
use std::ffi::CStr;

/// Whether the debug mode is wanted for the module: `debug`, or `MODULE:debug` among others separated by commas.
pub(in crate::cpython) fn is_wanted(module: &CStr) -> bool {
    env::var_os("HPY").is_some_and(|wish| asks_for(wish.as_encoded_bytes(), module.to_bytes()))
}

fn asks_for(wish: &[u8], module: &[u8]) -> bool {
    let is_debug = |mode: &[u8]| mode.trim_ascii().eq_ignore_ascii_case(b"debug");
    if !wish.contains(&b':') {
        return is_debug(wish);
    }
    for pair in wish.split(|byte| *byte == b',') {
        let mut parts = pair.splitn(2, |byte| *byte == b':');
        let name = parts.next().unwrap_or_default().trim_ascii();
        // The module may stand there with its packages.
        if name.rsplit(|byte| *byte == b'.').next() == Some(module) {
            return parts.next().is_some_and(is_debug);
        }
    }
    false
}

#[cfg(test)]
mod tests {
    fn asks_for(wish: &str, module: &str) -> bool {
        super::asks_for(wish.as_bytes(), module.as_bytes())
    }

    #[test]
    fn one_word_is_for_all_modules() {
        assert!(asks_for("debug", "a") && asks_for(" DEBUG ", "a"));
        assert!(!asks_for("", "a") && !asks_for("universal", "a") && !asks_for("trace", "a"));
    }

    #[test]
    fn pairs_are_for_the_modules_that_they_name() {
        for wish in ["a:debug", "b:trace, a : debug", "outer.inner.a:debug,b:universal"] {
            assert!(asks_for(wish, "a"), "{wish}");
        }
        for wish in ["b:debug", "a:universal,b:debug", "aa:debug", "a.b:debug", "b:debug,a"] {
            assert!(!asks_for(wish, "a"), "{wish}");
        }
    }
}
