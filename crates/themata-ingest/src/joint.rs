/// What stands between two stretches of text that a layout had put on two lines: a space, or
/// nothing between two characters of a script that is written without spaces.
pub(crate) fn joint(before: &str, behind: &str) -> &'static str {
    let (last, first) = (before.chars().next_back(), behind.chars().next());
    match (last, first) {
        (Some(last), Some(first)) if spaceless(last) && spaceless(first) => "",
        _ => " ",
    }
}

/// Chinese characters and Japanese kana with their punctuation. Korean is written with spaces.
fn spaceless(c: char) -> bool {
    matches!(c,
        '\u{2e80}'..='\u{2fdf}' | '\u{3000}'..='\u{30ff}' | '\u{31c0}'..='\u{31ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}'
        | '\u{ff00}'..='\u{ff9f}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::joint;

    #[test]
    fn only_scripts_without_spaces_join_without_one() {
        assert_eq!(joint("one", "two"), " ");
        assert_eq!(joint("受訪者：", "我覺得"), "");
        assert_eq!(joint("안녕", "하세요"), " ");
        assert_eq!(joint("我", "ok"), " ");
    }
}
