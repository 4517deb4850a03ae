use std::fmt;

use regex::Regex;

use crate::Failure;

/// How attributes are read off a file's path: `{site}-{role}-w{wave}`, or with folders
/// `site-{site}/{role}.docx`.
///
/// Names in braces take in as little as they can; everything else must stand there as it is.
/// A pattern without a folder looks at the file's name alone, and its ending may be left out.
#[derive(Clone, Debug)]
pub struct NamePattern {
    pattern: String,
    regex: Regex,
    names: Vec<String>,
}

impl NamePattern {
    /// Reads a pattern.
    ///
    /// # Errors
    ///
    /// If it names no attribute, one twice, or a brace is not closed.
    pub fn parse(pattern: &str) -> Result<NamePattern, Failure> {
        let unsound = |what: &str| {
            Failure::new(format!("{what} in the pattern `{pattern}`"))
                .hint("write the attributes' names in braces: {site}-{role}-w{wave}")
        };
        let mut expression = String::from("^(?:.*/)?");
        let mut names: Vec<String> = Vec::new();
        let mut rest = pattern;
        while let Some(open) = rest.find('{') {
            let close =
                rest[open..].find('}').ok_or_else(|| unsound("a brace is never closed"))?
                    + open;
            let name = rest[open + 1..close].trim();
            if name.is_empty() || names.iter().any(|known| known == name) {
                return Err(unsound("a name is empty or stands twice"));
            }
            names.push(name.to_owned());
            expression.push_str(&regex::escape(&rest[..open]));
            expression.push_str("([^/]+?)");
            rest = &rest[close + 1..];
        }
        if names.is_empty() {
            return Err(unsound("no attribute is named"));
        }
        expression.push_str(&regex::escape(rest));
        expression.push_str(r"(?:\.[^./]+)?$");
        let regex = Regex::new(&expression)
            .map_err(|error| Failure::caused("the pattern cannot be used", &error))?;
        Ok(NamePattern { pattern: pattern.to_owned(), regex, names })
    }

    /// The attributes that it names, in order.
    #[must_use]
    pub fn names(&self) -> &[String] {
        &self.names
    }

    /// The attributes and values that a path tells, or `None` if it does not follow the
    /// pattern.
    #[must_use]
    pub fn read(&self, path: &str) -> Option<Vec<(String, String)>> {
        let found = self.regex.captures(path)?;
        self.names
            .iter()
            .enumerate()
            .map(|(i, name)| Some((name.clone(), found.get(i + 1)?.as_str().to_owned())))
            .collect()
    }
}

impl fmt::Display for NamePattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.pattern)
    }
}

#[cfg(test)]
mod tests {
    use super::NamePattern;

    fn check(pattern: &str, path: &str, expect: &str) {
        let found = NamePattern::parse(pattern).unwrap().read(path);
        let shown = found.map_or("none".to_owned(), |values| {
            values.iter().map(|(n, v)| format!("{n}={v}")).collect::<Vec<_>>().join(" ")
        });
        assert_eq!(shown, expect);
    }

    #[test]
    fn attributes_are_read_off_names() {
        check("{site}-{role}-w{wave}", "in/04-nurse-w1.pdf", "site=04 role=nurse wave=1");
        check("{site}-{role}-w{wave}", "04-nurse.pdf", "none");
        check("site-{site}/{role}.docx", "a/site-04/nurse.docx", "site=04 role=nurse");
        check("Participant {n} - Interview_A", "Participant 12 - Interview_A.pdf", "n=12");
    }

    #[test]
    fn a_pattern_names_attributes() {
        assert!(NamePattern::parse("plain").is_err());
        assert!(NamePattern::parse("{site}-{site}").is_err());
        assert!(NamePattern::parse("{site").is_err());
    }
}
