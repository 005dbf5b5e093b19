//! [`Renaming`]: the option `rename_all`.

/// How names in Python are made of those in Rust.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Renaming {
    Camel,
    Kebab,
    Lower,
    Pascal,
    ScreamingKebab,
    ScreamingSnake,
    Snake,
    Upper,
}

impl Renaming {
    /// The rules, as they are written.
    pub(crate) const ALL: [(&'static str, Self); 8] = [
        ("camelCase", Renaming::Camel),
        ("kebab-case", Renaming::Kebab),
        ("lowercase", Renaming::Lower),
        ("PascalCase", Renaming::Pascal),
        ("SCREAMING-KEBAB-CASE", Renaming::ScreamingKebab),
        ("SCREAMING_SNAKE_CASE", Renaming::ScreamingSnake),
        ("snake_case", Renaming::Snake),
        ("UPPERCASE", Renaming::Upper),
    ];

    /// The name in Python.
    pub(crate) fn apply(self, name: &str) -> String {
        let words = words(name);
        let lower = || words.iter().map(|word| word.to_lowercase());
        let upper = || words.iter().map(|word| word.to_uppercase());
        let joined = |words: &mut dyn Iterator<Item = String>, by: &str| words.collect::<Vec<_>>().join(by);
        match self {
            Renaming::Camel => {
                let first = lower().next().unwrap_or_default();
                first + &words.iter().skip(1).map(|word| capitalized(word)).collect::<String>()
            }
            Renaming::Pascal => words.iter().map(|word| capitalized(word)).collect(),
            Renaming::Kebab => joined(&mut lower(), "-"),
            Renaming::Snake => joined(&mut lower(), "_"),
            Renaming::ScreamingKebab => joined(&mut upper(), "-"),
            Renaming::ScreamingSnake => joined(&mut upper(), "_"),
            Renaming::Lower => name.to_lowercase(),
            Renaming::Upper => name.to_uppercase(),
        }
    }

    /// Whether it makes names that only `getattr` can reach.
    pub(crate) fn makes_dashes(self) -> bool {
        matches!(self, Renaming::Kebab | Renaming::ScreamingKebab)
    }
}

/// The words of `snake_case`, `CamelCase` and `HTTPServer`.
fn words(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let letters: Vec<char> = name.chars().collect();
    for (index, letter) in letters.iter().enumerate() {
        let before = index.checked_sub(1).map(|before| letters[before]);
        let after = letters.get(index + 1);
        let starts_word = letter.is_uppercase()
            && before.is_some_and(|before| !before.is_uppercase() || after.is_some_and(|after| after.is_lowercase()));
        if starts_word || *letter == '_' {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| *letter != '_') {
            word.push(*letter);
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    let first = letters.next().map(|first| first.to_uppercase().collect::<String>());
    first.unwrap_or_default() + &letters.as_str().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::{Renaming, words};

    #[test]
    fn words_are_found_in_every_case() {
        assert_eq!(words("snake_case_2d"), ["snake", "case", "2d"]);
        assert_eq!(words("CamelCase"), ["Camel", "Case"]);
        assert_eq!(words("HTTPServer"), ["HTTP", "Server"]);
        assert_eq!(words("_LEADING__TWO"), ["LEADING", "TWO"]);
    }

    #[test]
    fn every_rule_makes_its_case() {
        let made = Renaming::ALL.map(|(_, rule)| rule.apply("line_Width"));
        let expected = [
            "lineWidth",
            "line-width",
            "line_width",
            "LineWidth",
            "LINE-WIDTH",
            "LINE_WIDTH",
            "line_width",
            "LINE_WIDTH",
        ];
        assert_eq!(made, expected);
        assert_eq!(Renaming::Upper.apply("lineWidth"), "LINEWIDTH");
    }
}
