//! Who asks and who answers.

use themata_ingest::SpeakerRole;

use crate::notation::reading;

/// Checks the roles of a source: each speaker with `asks`, `answers` or nothing.
#[track_caller]
fn check(name: &str, source: &str, expect: &str) {
    let reading = reading(name, source.as_bytes()).expect("the source can be read");
    let shown: Vec<String> = reading.documents[0]
        .transcript
        .speakers
        .iter()
        .map(|speaker| match speaker.role {
            Some(SpeakerRole::Interviewer) => format!("{} asks", speaker.name),
            Some(SpeakerRole::Participant) => format!("{} answers", speaker.name),
            None => speaker.name.clone(),
        })
        .collect();
    assert_eq!(shown.join(", "), expect);
}

/// A talk in which the first asks and the second tells.
fn interview(asks: &str, answers: &str) -> String {
    format!(
        "{asks}: How was it for you?\n\
         {answers}: It was fine, I think. We came late, and nobody was there to let us in.\n"
    )
    .repeat(6)
}

#[test]
fn names_that_say_it() {
    check(
        "a.txt",
        &interview("Interviewer", "Participant"),
        "Interviewer asks, Participant answers",
    );
    check("a.txt", &interview("RESEARCHER", "P12"), "RESEARCHER asks, P12 answers");
    check("a.txt", &interview("INT", "PT"), "INT asks, PT answers");
    check("a.txt", &interview("Enquêtrice", "Enquêtée"), "Enquêtrice asks, Enquêtée answers");
    check("a.txt", &interview("訪談者", "受訪者"), "訪談者 asks, 受訪者 answers");
}

#[test]
fn a_name_that_says_it_tells_the_other_too() {
    check(
        "a.txt",
        &interview("Interviewer", "Social worker"),
        "Interviewer asks, Social worker answers",
    );
    check("a.txt", &interview("Dan", "Participant"), "Dan asks, Participant answers");
    // Where both are known, a further voice that asks as much may be a colleague.
    let source =
        format!("{}Bo: And then?\nP1: Then no.\nBo: Why?\nP1: Well.\n", interview("INT", "P1"));
    check("a.txt", &source, "INT asks, P1 answers, Bo");
}

#[test]
fn letters_mean_what_stands_beside_them() {
    check("a.txt", &interview("I", "R"), "I asks, R answers");
    check("a.txt", &interview("R", "P3"), "R asks, P3 answers");
    check("a.txt", &interview("Q", "A"), "Q asks, A answers");
    check("a.txt", &interview("I", "B"), "I asks, B answers");
    check(
        "a.txt",
        &format!("{}R2: No.\nR2: Yes.\n", interview("I", "R1")),
        "I asks, R1 answers, R2 answers",
    );
    // The researcher and the informant.
    check("a.txt", &interview("R", "I"), "R asks, I answers");
}

#[test]
fn questions_tell_where_names_do_not() {
    let asks = "Emma: How was it?\nTaylor: It went on for a long time, and then it was over. We sat down.\n";
    check("a.txt", &asks.repeat(8), "Emma asks, Taylor answers");
    let arabic = "منى: كيف كان ذلك؟\nليلى: كان صعبا جدا ولم يأت أحد إلى المكان. ثم ذهبنا.\n";
    check("a.txt", &arabic.repeat(8), "منى asks, ليلى answers");
    let greek = "Άννα: Πώς ήταν;\nΕλένη: Ήταν δύσκολα και κανείς δεν ήρθε εκεί. Μετά φύγαμε.\n";
    check("a.txt", &greek.repeat(8), "Άννα asks, Ελένη answers");
}

#[test]
fn a_talk_of_equals_has_no_roles() {
    let equals = "Ann: I saw it too. Did you like it?\nBo: I did. And you, did you stay?\n";
    check("a.txt", &equals.repeat(8), "Ann, Bo");
    let silent = "Ann: we went home\nBo: so did we in the end\n";
    check("a.txt", &silent.repeat(8), "Ann, Bo");
    // Few questions prove nothing.
    check(
        "a.txt",
        "Ann: Well?\nBo: It was long, and then we left.\nAnn: Why?\nBo: It was late.",
        "Ann, Bo",
    );
}

#[test]
fn nobody_in_particular_has_no_role() {
    let source = format!(
        "{}Unknown Speaker: Tea is ready.\nUnknown Speaker: Sorry.\n",
        interview("I", "P")
    );
    check("a.txt", &source, "I asks, P answers, Unknown Speaker");
}
