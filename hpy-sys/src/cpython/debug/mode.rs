//! What the environment variable `HPY` asks for.

use std::env;
use std::ffi::CStr;

/// Whether the debug mode is wanted for the module: `debug`, or `MODULE:debug` among others separated by commas.
pub(in crate::cpython) fn is_wanted(module: &CStr) -> bool {
    let Ok(wish) = env::var("HPY") else { return false };
    module.to_str().is_ok_and(|module| asks_for(&wish, module))
}

fn asks_for(wish: &str, module: &str) -> bool {
    let is_debug = |mode: &str| mode.trim().eq_ignore_ascii_case("debug");
    if !wish.contains(':') {
        return is_debug(wish);
    }
    let pairs = wish.split(',').map(|pair| pair.split_once(':').unwrap_or((pair, "")));
    // The module may stand there with its packages.
    let mut meant = pairs.filter(|(name, _)| name.trim().rsplit('.').next() == Some(module));
    meant.next().is_some_and(|(_, mode)| is_debug(mode))
}

#[cfg(test)]
mod tests {
    use super::asks_for;

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
