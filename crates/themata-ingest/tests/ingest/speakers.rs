//! What is a speaker's name and what is not: the evidence of the whole file.

use themata_ingest::{Options, Source, SpeakerSearch, read};

use crate::notation::{check, check_remarks, no_engine, reading, write};

#[test]
fn a_name_that_comes_once_among_names_that_come_often_is_doubted() {
    let text =
        "Ann: One.\n\nBo: Two.\n\nAnn: Three.\n\nAgile: a method.\n\nSome more.\n\nBo: Four.";
    check(
        "talk.txt",
        text,
        "Ann| One.\nBo| Two.\nAnn| Three.\n| Agile: a method.\n| Some more.\nBo| Four.",
    );
    check_remarks("talk.txt", text, &["line 7: doubtful-speaker (Agile)"]);
}

#[test]
fn what_is_never_a_speaker_is_doubted_however_often_it_comes() {
    let text = "I: One.\nNote: she laughs.\nP: Two.\nQuestion 3: what then?\nP: Three.\n\
                Note: a pause.\nI: Four.";
    check(
        "talk.txt",
        text,
        "
I| One.
| Note: she laughs.
P| Two.
| Question 3: what then?
P| Three.
| Note: a pause.
I| Four.",
    );
}

#[test]
fn a_code_of_a_series_may_come_once() {
    check(
        "talk.txt",
        "P1: One.\nAnd more.\nP2: Two.\nAnd more.\nP1: Three.\nP2: Four.\nP7: I agree.\nYes.",
        "P1| One.\n| And more.\nP2| Two.\n| And more.\nP1| Three.\nP2| Four.\nP7| I agree.\n| Yes.",
    );
}

#[test]
fn a_name_in_capitals_may_come_once_where_all_are_in_capitals() {
    check(
        "talk.txt",
        "ANN: One.\nMore.\nBO: Two.\nMore.\nANN: Three.\nBO: Four.\nALL: Yes.\nMore.",
        "ANN| One.\n| More.\nBO| Two.\n| More.\nANN| Three.\nBO| Four.\nALL| Yes.\n| More.",
    );
}

#[test]
fn prose_before_a_colon_is_prose() {
    check(
        "talk.txt",
        "I: One.\nAnd he would come and say: do it.\nP: Two. See\nhttp://a.example\nP: John 3:16.\n\
         So we had three kinds: a, b, c.\nI: At 7:30.\n12: no.",
        "
I| One.
| And he would come and say: do it.
P| Two. See
| http://a.example
P| John 3:16.
| So we had three kinds: a, b, c.
I| At 7:30.
| 12: no.",
    );
}

#[test]
fn names_are_kept_as_they_are_spelt() {
    check(
        "talk.txt",
        "Ann : One.\nann: Two.\nANN: Three.\nAnn: Four.\nann: Five.\nANN: Six.\nann: Seven.",
        "Ann| One.\nann| Two.\nANN| Three.\nAnn| Four.\nann| Five.\nANN| Six.\nann| Seven.",
    );
}

#[test]
fn keys_above_a_transcript_are_no_speakers() {
    check(
        "talk.txt",
        "Interview 7\nInterviewer: Ann Smith\nDate: 3 May\nPlace: Site B\n\nInterviewer: Hello.\n\
         P7: Hello.\nInterviewer: How was it?\nP7: Fine.",
        "
Interview 7
Interviewer: Ann Smith
Date: 3 May
Place: Site B
Interviewer| Hello.
P7| Hello.
Interviewer| How was it?
P7| Fine.",
    );
}

#[test]
fn where_names_have_stamps_a_name_without_one_is_prose() {
    let text = "00:01 RESEARCHER:\nHi PARTICIPANT 12:\nhow are you?\n\n00:04 PARTICIPANT 12:\nFine.\n\n\
                00:06 RESEARCHER:\nGood.\n\n00:08 ALL PARTICIPANTS:\nBye.";
    check(
        "talk.txt",
        text,
        "
[00:01] RESEARCHER| Hi PARTICIPANT 12:
| how are you?
[00:04] PARTICIPANT 12| Fine.
[00:06] RESEARCHER| Good.
[00:08] ALL PARTICIPANTS| Bye.",
    );
}

#[test]
fn stamps_now_and_then_are_marks_and_no_turns() {
    check(
        "talk.txt",
        "Ann: One.\n[05:00]\nTwo.\nBo: Three.\n[10:00]\nFour.\nAnn: Five.\n[15:00]\nBo: Six.",
        "Ann| One.\n| Two.\nBo| Three.\n| Four.\nAnn| Five.\nBo| Six.",
    );
}

#[test]
fn a_person_may_say_that_there_are_no_speakers() {
    let options = Options { speakers: SpeakerSearch::Ignore, ..Options::default() };
    let source = Source { name: "a.txt", bytes: b"Ann: One.\nBo: Two." };
    let reading = read(source, &options, &no_engine).unwrap();
    assert_eq!(write(&reading.documents[0].transcript), "Ann: One.\nBo: Two.\n");
}

#[test]
fn a_name_has_at_most_63_characters() {
    let longest = "N".repeat(63);
    check(
        "a.txt",
        format!("{longest}: One.\nBo: Two.\n{longest}: Three.\nBo: Four."),
        &format!("{longest}| One.\nBo| Two.\n{longest}| Three.\nBo| Four."),
    );
    let longer = "N".repeat(64);
    check(
        "a.txt",
        format!("{longer}: One.\n{longer}: Two."),
        &format!("{longer}: One.\n{longer}: Two."),
    );
}

#[test]
fn what_is_no_speaker_however_much_it_looks_like_one() {
    let odd = [
        "Båndlængde 59:",
        "Note: she laughs",
        "PS: call her",
        "Q1: tell me",
        "http://a.example/x: see",
        "10:30: we left",
        "Table 3: figures",
        "Re: your mail",
        "Agile: a method",
        "John 3:16 says so",
    ];
    let mut text = String::new();
    for line in odd {
        text.push_str("I: So?\n\nP: Yes.\n\n");
        text.push_str(line);
        text.push_str("\n\n");
    }
    let expect: String =
        odd.iter().map(|line| format!("I| So?\nP| Yes.\n| {line}\n")).collect();
    check("a.txt", &text, &expect);
    check_remarks(
        "a.txt",
        &text,
        &[
            "line 5: doubtful-speaker (Båndlængde 59)",
            "line 11: doubtful-speaker (Note)",
            "line 17: doubtful-speaker (PS)",
            "line 23: doubtful-speaker (Q1)",
            "line 41: doubtful-speaker (Table 3)",
            "line 47: doubtful-speaker (Re)",
            "line 53: doubtful-speaker (Agile)",
        ],
    );
}

/// Checks that a layout of names and words, `N` and `W`, gives turns without them.
#[track_caller]
fn check_layout(layout: &str, times: &str) {
    for names in [["Ann", "Bo"], ["I", "P3"], ["Speaker 1", "Speaker 2"]] {
        let (mut text, mut expect) = (String::new(), String::new());
        for turn in 0..6 {
            let (name, words) = (names[turn % 2], format!("It was day {turn}."));
            text.push_str(
                &layout
                    .replace("NAME", name)
                    .replace("W", &words)
                    .replace('T', &turn.to_string()),
            );
            expect.push_str(&times.replace('T', &turn.to_string()));
            expect.push_str(&format!("{name}| {words}\n"));
        }
        check("a.txt", &text, &expect);
    }
}

#[test]
fn a_name_apart_from_the_words_without_a_colon() {
    check_layout("NAME\tW\n", "");
    check_layout("[NAME] W\n", "");
    check_layout("<NAME> W\n", "");
    check_layout("NAME – W\n", "");
    check_layout("NAME | W\n", "");
    check_layout("NAME\nW\n\n", "");
    check_layout("NAME\n\nW\n\n", "");
}

#[test]
fn names_in_brackets_stars_and_behind_marks() {
    check_layout("[NAME]: W\n", "");
    check_layout("<NAME>: W\n", "");
    check_layout("**NAME**: W\n\n", "");
    check_layout("**NAME:** W\n\n", "");
    check_layout("- NAME: W\n", "");
    check_layout(">> NAME: W\n", "");
    check_layout("NAME：W\n", "");
    check_layout("T. NAME: W\n", "");
    check_layout("T\tNAME:\tW\n", "");
}

#[test]
fn layouts_of_programs_with_times() {
    check_layout("00:0T NAME: W\n", "[00:0T] ");
    check_layout("NAME: [00:0T] W\n", "[00:0T] ");
    check_layout("[00:0T] NAME\nW\n\n", "[00:0T] ");
    check_layout("[00:0T.000] - NAME\nW\n\n", "[00:0T] ");
    check_layout("NAME (00:0T):\nW\n\n", "[00:0T] ");
    check_layout("NAME | 00:0T\nW\n\n", "[00:0T] ");
    check_layout("[NAME] 00:0T\nW\n\n", "[00:0T] ");
    check_layout("00:0T\tNAME\tW\n", "[00:0T] ");
    check_layout("[00:0T --> 00:09] [NAME] W\n", "[00:0T-00:09] ");
    check_layout("[NAME] [00:0T --> 00:09]: W\n", "[00:0T-00:09] ");
    check_layout("NAME [00:0T - 00:09]: W\n", "[00:0T-00:09] ");
}

#[test]
fn a_court_transcript() {
    check(
        "a.txt",
        "Q.  Were you there?\nA.  I was there.\nQ.  And then what?\nA.  I went home.\nI had to.",
        "Q| Were you there?\nA| I was there.\nQ| And then what?\nA| I went home.\n| I had to.",
    );
}

#[test]
fn short_answers_and_tables_are_no_speakers() {
    let text = "Yes\nI think so.\nNo\nNot at all.\nYes\nOf course.\nNo\nNever.";
    check("a.txt", text, text);
    let table = "Leeds\t4\nYork\t5\nLeeds\t7\nYork\t2\nLeeds\t1";
    check("a.txt", table, table);
    let text = "[Laughter] So we went.\n\nThen it rained a lot.\n\n[Laughter] Well, yes.";
    check("a.txt", text, &text.replace("\n\n", "\n"));
    let text = "[00:01] [Music] Hello.\n[00:04] [Laughter] Bye now.";
    check("a.txt", text, "[00:01] ?| [Music] Hello.\n[00:04] ?| [Laughter] Bye now.");
}

#[test]
fn names_of_many_languages_and_kinds() {
    for [ask, answer] in [
        ["Jørgen", "Åse-Marie"],
        ["Interviewerin", "Teilnehmer*in 3"],
        ["Dr. Smith-Jones", "P1/F/45"],
        ["Speaker 1 (Ann)", "Ann-Kathrin von der Leyen"],
        ["D'Arcy", "Mme Lefèvre"],
        ["الباحثة", "المشارك"],
        ["聞き手", "田中さん"],
        ["면접자", "참여자1"],
    ] {
        let text = format!("{ask}: One.\n{answer}: Two.\n").repeat(3);
        let expect = format!("{ask}| One.\n{answer}| Two.\n").repeat(3);
        check("a.txt", text, &expect);
    }
}

#[test]
fn a_title_with_a_colon_is_no_turn() {
    check(
        "a.md",
        "# Harbour: a talk with the manager\n\n**Ann:** How was it?\n\n**Bo:** Fine.\n\n**Ann:** \
         And then?\n\n**Bo:** We left.\n",
        "Harbour: a talk with the manager\nAnn| How was it?\nBo| Fine.\nAnn| And then?\nBo| We left.",
    );
}

#[test]
fn a_word_before_a_colon_late_in_a_talk_is_no_speaker() {
    let talk = "Ann: How was it?\nBo: It was fine, and so on.\n".repeat(20);
    for word in ["Note", "Conclusion", "Example", "Takeaway"] {
        // Among paragraphs of a turn, and where every line is a turn.
        for talk in [talk.replace("fine, ", "fine.\n"), talk.clone()] {
            if word == "Takeaway" && !talk.contains("fine.") {
                continue;
            }
            let source = format!("{talk}{word}: it was hard.\nAnn: Thank you.\n");
            let reading = reading("a.txt", source.as_bytes()).unwrap();
            let transcript = &reading.documents[0].transcript;
            let names: Vec<&str> = transcript.speakers.iter().map(|s| &*s.name).collect();
            assert_eq!(names, ["Ann", "Bo"], "{word}");
            let told = reading.diagnostics.iter().find(|r| r.id == "doubtful-speaker");
            assert_eq!(told.and_then(|told| told.about.as_deref()), Some(word));
        }
    }
    // Who speaks once where every line is a turn is one who speaks.
    let expect = format!("{}Cy| Me too.", talk.replace(": ", "| "));
    check("a.txt", format!("{talk}Cy: Me too.\n"), &expect);
}
