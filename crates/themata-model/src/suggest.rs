/// Up to three of some names that someone may have meant by a name that is none of them, the
/// most similar first.
///
/// Names are compared without regard to case by Damerau and Levenshtein's distance; a name is
/// suggested if it begins with what was typed or if at most a third of its letters differ.
pub fn suggestions<'a>(typed: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let typed = typed.trim().to_lowercase();
    let mut ranked: Vec<(usize, &str)> = names
        .into_iter()
        .filter_map(|name| {
            let lower = name.to_lowercase();
            let distance = strsim::damerau_levenshtein(&typed, &lower);
            let near = distance * 3 <= typed.chars().count().max(lower.chars().count());
            let begun = !typed.is_empty() && lower.starts_with(&typed);
            (near || begun).then_some((distance, name))
        })
        .collect();
    ranked.sort_unstable();
    ranked.dedup();
    ranked.into_iter().take(3).map(|(_, name)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::suggestions;

    #[test]
    fn similar_names_are_suggested() {
        let names = ["leadership", "resources", "relationships"];
        assert_eq!(suggestions("Leadrship", names), ["leadership"]);
        assert_eq!(suggestions("re", names), ["resources", "relationships"]);
        assert!(suggestions("weather", names).is_empty());
    }
}
