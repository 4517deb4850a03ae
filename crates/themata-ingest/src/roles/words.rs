//! What a name says of whoever bears it: `Interviewerin`, `P3`, `受访者`.

/// What a name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Saying {
    /// One who asks.
    Asks,
    /// One who answers.
    Answers,
    /// A code that means one thing beside some codes and another beside others: `R`, `I2`.
    Code(char),
    /// Somebody who is nobody in particular, or who only helps: `Unknown Speaker`.
    Aside,
    /// Nothing.
    Nothing,
}

/// The beginnings of words for one who asks, in lower case. Where a word begins with stems of
/// both lists, the longer one tells: `interviewte` is one who is asked.
const ASKS: &[&str] = &[
    // English, and what other languages took from it.
    "interviewer",
    "researcher",
    "moderator",
    "facilitator",
    "interviewleit",
    "interviewende",
    "forscher",
    // Romance languages.
    "enquêteu",
    "enquêtri",
    "enqueteu",
    "intervieweu",
    "chercheu",
    "modérat",
    "animateur",
    "animatrice",
    "entrevistador",
    "investigador",
    "moderador",
    "facilitador",
    "pesquisador",
    "intervistator",
    "intervistatric",
    "ricercat",
    "moderatric",
    // Dutch, the languages of the north and of the centre.
    "onderzoeker",
    "intervjuer",
    "forsker",
    "forskare",
    "haastattelija",
    "tutkija",
    "ankieter",
    "badacz",
    "moderátor",
    "tazatel",
    "výzkumn",
    "kérdező",
    "görüşmeci",
    "araştırmacı",
    // Cyrillic, Greek, Hebrew, Arabic, Persian, Hindi, Thai.
    "интервьюер",
    "исследовател",
    "модератор",
    "дослідни",
    "ερευνητ",
    "συνεντευκτ",
    "מראיין",
    "מראיינת",
    "חוקר",
    "الباحث",
    "باحث",
    "المحاور",
    "محاور",
    "مقابل",
    "المقابل",
    "مصاحبه‌کننده",
    "साक्षात्कारकर्ता",
    "शोधकर्ता",
    "ผู้สัมภาษณ์",
    "ผู้วิจัย",
    // Chinese, Japanese, Korean.
    "访谈者",
    "訪談者",
    "访谈员",
    "訪談員",
    "采访者",
    "採訪者",
    "访问者",
    "訪問者",
    "调查员",
    "調查員",
    "研究者",
    "研究员",
    "研究員",
    "主持人",
    "聞き手",
    "インタビュアー",
    "調査者",
    "質問者",
    "司会",
    "면접자",
    "면담자",
    "연구자",
    "인터뷰어",
    "진행자",
    "질문자",
];

/// The beginnings of words for one who answers, in lower case.
const ANSWERS: &[&str] = &[
    "participant",
    "respondent",
    "interviewee",
    "informant",
    "befragte",
    "teilnehm",
    "proband",
    "interviewpartner",
    "interviewte",
    "interviewé",
    "participante",
    "répondant",
    "enquêté",
    "informateur",
    "informatrice",
    "entrevistad",
    "encuestad",
    "informante",
    "intervistat",
    "partecipant",
    "rispondent",
    "deelnemer",
    "geïnterviewd",
    "deltaker",
    "deltager",
    "deltagare",
    "haastateltava",
    "osallistuja",
    "uczestni",
    "badan",
    "účastn",
    "résztvevő",
    "válaszadó",
    "katılımcı",
    "görüşülen",
    "респондент",
    "участни",
    "информант",
    "учасни",
    "συμμετέχ",
    "מרואיין",
    "מרואיינת",
    "משתתפ",
    "המשתתפ",
    "المشارك",
    "مشارك",
    "المبحوث",
    "مبحوث",
    "المستجيب",
    "مصاحبه‌شونده",
    "प्रतिभागी",
    "उत्तरदाता",
    "ผู้ให้สัมภาษณ์",
    "受访者",
    "受訪者",
    "被访者",
    "被訪者",
    "受访人",
    "受訪人",
    "参与者",
    "參與者",
    "参加者",
    "回答者",
    "話し手",
    "語り手",
    "対象者",
    "協力者",
    "참여자",
    "참가자",
    "응답자",
    "피면접자",
    "피면담자",
    "인터뷰이",
];

/// Whole words for those whose role is never guessed.
const ASIDE: &[&str] = &[
    "assistant",
    "audience",
    "background",
    "break",
    "crowd",
    "dolmetscher",
    "dolmetscherin",
    "inconnu",
    "interpreter",
    "narrator",
    "observer",
    "operator",
    "translator",
    "unbekannt",
    "unidentified",
    "unknown",
];

/// Codes in capitals of which only one meaning is met.
const CODES: [(&str, Saying); 16] = [
    ("INT", Saying::Asks),
    ("INTV", Saying::Asks),
    ("INTERV", Saying::Asks),
    ("IVR", Saying::Asks),
    ("MOD", Saying::Asks),
    ("FAC", Saying::Asks),
    ("FACIL", Saying::Asks),
    ("IE", Saying::Answers),
    ("IVE", Saying::Answers),
    ("PT", Saying::Answers),
    ("PPT", Saying::Answers),
    ("PAR", Saying::Answers),
    ("PART", Saying::Answers),
    ("RESP", Saying::Answers),
    ("TN", Saying::Answers),
    ("BEF", Saying::Answers),
];

/// What a name says on its own.
pub(super) fn saying(name: &str) -> Saying {
    if let Some(code) = code(name) {
        return code;
    }
    let folded: String = name.to_lowercase().chars().filter(|c| !is_vowel_sign(*c)).collect();
    let between = |c: char| c.is_whitespace() || c.is_ascii_punctuation() || c.is_numeric();
    let mut found = Saying::Nothing;
    for word in folded.split(between).filter(|word| !word.is_empty()) {
        let said = if ASIDE.contains(&word) {
            Saying::Aside
        } else {
            let longest = |stems: &[&str]| {
                stems
                    .iter()
                    .filter(|stem| word.starts_with(**stem))
                    .map(|stem| stem.len())
                    .max()
            };
            match (longest(ASKS), longest(ANSWERS)) {
                (None, None) => continue,
                (asks, answers) if asks > answers => Saying::Asks,
                _ => Saying::Answers,
            }
        };
        // `Participant researcher` is both, and then it is not clear.
        if found != Saying::Nothing && found != said {
            return Saying::Nothing;
        }
        found = said;
    }
    found
}

/// What a code says, such as `INT`, `P3`, `R` or `TN1/w`; `None` if the name is no code.
fn code(name: &str) -> Option<Saying> {
    let core = name.trim_matches(|c: char| !c.is_alphanumeric());
    let letters = core.trim_start_matches(char::is_alphabetic);
    let (letters, rest) = core.split_at(core.len() - letters.len());
    let numbered = rest.starts_with(|c: char| c.is_ascii_digit())
        || rest.starts_with(['_', '-', '.', ' ', '#'])
            && rest[1..].starts_with(|c: char| c.is_ascii_digit());
    if letters.is_empty() || !(rest.is_empty() || numbered) {
        return None;
    }
    let folded = letters.to_uppercase();
    if let Some((_, said)) = CODES.iter().find(|(code, _)| *code == folded) {
        return (letters == folded || numbered).then_some(*said);
    }
    let mut chars = folded.chars();
    let first = chars.next()?;
    match chars.next() {
        // A person is a participant by the letter only where a number follows.
        None if first == 'P' && numbered => Some(Saying::Answers),
        None => Some(Saying::Code(first)),
        Some(_) => None,
    }
}

/// The vowel signs of Arabic, which some write and most do not.
fn is_vowel_sign(c: char) -> bool {
    matches!(c, '\u{64b}'..='\u{65f}')
}

#[cfg(test)]
mod tests {
    use super::{Saying, saying};

    #[track_caller]
    fn check(names: &[&str], expect: Saying) {
        for name in names {
            assert_eq!(saying(name), expect, "{name}");
        }
    }

    #[test]
    fn those_who_ask() {
        check(
            &[
                "Interviewer",
                "RESEARCHER",
                "Interviewer:in",
                "Interviewer 2 (Ann)",
                "Ann Lee (moderator)",
                "INT",
                "INT_2",
                "Int.1",
                "Enquêtrice",
                "entrevistadora",
                "Intervistatrice",
                "Haastattelija",
                "ИНТЕРВЬЮЕР",
                "採訪者",
                "聞き手",
                "مُقابِل",
                "ผู้สัมภาษณ์",
                "면접자",
            ],
            Saying::Asks,
        );
    }

    #[test]
    fn those_who_answer() {
        check(
            &[
                "Participant",
                "PARTICIPANT 12",
                "ALL PARTICIPANTS",
                "P3",
                "P_04",
                "P1/F/45",
                "TN1/w",
                "Interviewte",
                "Interviewé",
                "Enquêtée",
                "Entrevistado 2",
                "intervistata",
                "Респондент",
                "受訪者A",
                "مشارك",
                "ผู้ให้สัมภาษณ์",
                "피면접자",
            ],
            Saying::Answers,
        );
    }

    #[test]
    fn codes_and_people() {
        check(&["R", "R2", "r"], Saying::Code('R'));
        check(&["Unknown Speaker", "Audience"], Saying::Aside);
        check(
            &["Ann", "Speaker 1", "Person 2", "Participant researcher", "Int", "Mod"],
            Saying::Nothing,
        );
    }
}
