use super::Finding;
use super::checkout::Checkout;

const PAGE: &str = "docs/glossary.md";

/// Every word of the glossary is explained once, and the words are sorted.
pub(super) fn glossary(checkout: &Checkout) -> Vec<Finding> {
    let Some(page) = checkout.file(PAGE) else {
        return vec![Finding::fault(PAGE, 0, "there is no glossary")];
    };
    let mut findings = Vec::new();
    let mut before = String::new();
    for (line, word) in page.lines().filter_map(|(line, words)| Some((line, defined(words)?))) {
        // As in any dictionary, hyphens and spaces do not count.
        let key: String = word.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
        if key == before {
            let message = format!("**{word}** is explained twice; keep one");
            findings.push(Finding::fault(PAGE, line, message));
        } else if key < before {
            let message = format!("**{word}** stands behind **{before}**; sort the words");
            findings.push(Finding::fault(PAGE, line, message));
        }
        before = key;
    }
    findings
}

/// The word that a paragraph explains: `**Excerpt.** A stretch that …`.
fn defined(line: &str) -> Option<&str> {
    let (word, _) = line.strip_prefix("**")?.split_once("**")?;
    Some(word.trim_end_matches('.'))
}

#[cfg(test)]
mod tests {
    use super::super::check::check;
    use super::glossary;

    #[test]
    fn words_are_sorted_and_unique() {
        let page = "# Words\n\n**Code.** A name.\n\n**case**. Who.\n\n**Coder.** Who.\n\n\
                    **coder.** Again, **not** here.\n\n\
                    **Co-occurrence.** Together.\n";
        check(
            glossary,
            &[("docs/glossary.md", page)],
            &[
                "docs/glossary.md:5: **case** stands behind **code**",
                "docs/glossary.md:9: **coder** is explained twice",
            ],
        );
    }
}
