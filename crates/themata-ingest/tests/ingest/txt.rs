use crate::notation::{check, check_remarks, marks, reading};

#[test]
fn a_text_without_speakers_is_a_document() {
    check(
        "report.txt",
        "Site visit\n\nWe met at 10:30.\nNote: bring the form.\n\nThe end.",
        "Site visit\nWe met at 10:30.\nNote: bring the form.\nThe end.",
    );
}

#[test]
fn names_before_colons() {
    check(
        "talk.txt",
        "Interview 4\n\nI: How was it?\nP: Fine.\nI: Good : really?\nP: Yes.",
        "
Interview 4
I| How was it?
P| Fine.
I| Good : really?
P| Yes.",
    );
}

#[test]
fn lines_without_a_name_belong_to_the_turn_before() {
    check(
        "talk.txt",
        "ANN: It was\nlong.\n\nAnd cold.\n\nBO: Was it?\n\nANN: Yes.\n\nBO: Hm.",
        "
ANN| It was
| long.
| And cold.
BO| Was it?
ANN| Yes.
BO| Hm.",
    );
}

#[test]
fn stamps_and_names_on_lines_of_their_own() {
    check(
        "talk.txt",
        "[00:10] RESEARCHER:\nHi, how are you?\n\n[00:12] PARTICIPANT 2:\nGood.\nAnd you?\n\n\
         [01:04:56] RESEARCHER:\nFine.\n",
        "
[00:10] RESEARCHER| Hi, how are you?
[00:12] PARTICIPANT 2| Good.
| And you?
[1:04:56] RESEARCHER| Fine.",
    );
}

#[test]
fn stamps_without_brackets_and_words_on_the_line() {
    check(
        "talk.txt",
        "00:02 ANN: Hello.\n00:05 BO: Hello. At\n7:30 US time, so it was evening.\n00:09 ANN: Oh.",
        "
[00:02] ANN| Hello.
[00:05] BO| Hello. At
| 7:30 US time, so it was evening.
[00:09] ANN| Oh.",
    );
}

#[test]
fn a_forgotten_colon_or_bracket_or_name() {
    check(
        "talk.txt",
        "[00:01] RESEARCHER:\nOne.\n[00:02] PARTICIPANT 3\nTwo.\n[00:03] PARTICIPANT 3:\nThree.\n\
         [00:04 RESEARCHER\nFour.\n[00:05]\nFive.\n[00:06] RESEARCHER.\nSix.\n\
         [00:07] RESEARCHER:\nSeven.",
        "
[00:01] RESEARCHER| One.
[00:02] PARTICIPANT 3| Two.
[00:03] PARTICIPANT 3| Three.
[00:04] RESEARCHER| Four.
[00:05] ?| Five.
[00:06] RESEARCHER| Six.
[00:07] RESEARCHER| Seven.",
    );
}

#[test]
fn a_header_without_its_colon_between_others_that_have_it() {
    check(
        "talk.txt",
        "ANN:\nOne.\n\nBO:\nTwo.\n\nANN\nThree.\n\nBO:\nFour.\n\nANN:\nFive.",
        "ANN| One.\nBO| Two.\nANN| Three.\nBO| Four.\nANN| Five.",
    );
}

#[test]
fn names_before_stamps() {
    check(
        "otter.txt",
        "Emma  0:00  \nHello there.\n\nUnknown Speaker  0:35  \nHi.\n\nEmma  1:02:03\nBye.\n\n\
         Unknown Speaker  1:02:04\nBye.\n\nTranscribed by https://otter.ai\n",
        "
[00:00] Emma| Hello there.
[00:35] Unknown Speaker| Hi.
[1:02:03] Emma| Bye.
[1:02:04] Unknown Speaker| Bye.
Transcribed by https://otter.ai",
    );
    check(
        "talk.txt",
        "Ann (00:10): One.\nBo (00:12): Two.\nAnn (00:15): Three.",
        "[00:10] Ann| One.\n[00:12] Bo| Two.\n[00:15] Ann| Three.",
    );
}

#[test]
fn times_that_start_again_are_remarked_upon() {
    let text =
        "[10:00] A:\nOne.\n[20:00] B:\nTwo.\nPART 2:\n[00:10] A:\nThree.\n[00:20] B:\nFour.";
    check(
        "talk.txt",
        text,
        "
[10:00] A| One.
[20:00] B| Two.
PART 2:
[00:10] A| Three.
[00:20] B| Four.",
    );
    check_remarks("talk.txt", text, &["line 6: times-restart"]);
}

#[test]
fn stamps_inside_the_words_become_marks() {
    let text = "I: So [00:10] tell me.\nP: It was so. #00:00:20-5#\nI: Yes.\nP: [00:30] No.";
    check("talk.txt", text, "I| So tell me.\nP| It was so.\nI| Yes.\n[00:30] P| No.");
    let reading = reading("talk.txt", text.as_bytes()).unwrap();
    assert_eq!(
        marks(&reading.documents[0].transcript),
        ["00:10 tell", "00:20.500 ", "00:30 No."]
    );
    assert_eq!(reading.documents[0].transcript.turns[1].end_ms, Some(20_500));
}

#[test]
fn times_without_names_are_starts_of_what_nobody_known_says() {
    check("talk.txt", "A talk\n\n[00:10] So it\nwas [00:20] hard.\n", {
        "A talk\n[00:10] ?| So it\n| was\n[00:20] ?| hard."
    });
    check("talk.txt", "It was so. #00:00:20-5#\nOr so. #00:00:30-0#\n", {
        "It was so.\n[00:20.500-00:30] ?| Or so."
    });
    // One time in the middle of a report, and times out of order, tell of something else.
    check(
        "report.txt",
        "The bus left.\nThen [10:30] it rained.",
        "The bus left.\nThen it rained.",
    );
    check("report.txt", "[10:30] One.\n[02:10] Two.", "One.\nTwo.");
}

#[test]
fn a_turn_that_is_nothing_but_a_stamp_shows_it() {
    check(
        "talk.txt",
        "Ann: One.\nBo: Two.\nBreak: [35:58]\nAnn: Three.\nBo: Four.\nBreak: [36:10]\nAnn: Five.",
        "
Ann| One.
Bo| Two.
[35:58] Break| [35:58]
Ann| Three.
Bo| Four.
[36:10] Break| [36:10]
Ann| Five.",
    );
}

#[test]
fn every_line_end_of_the_world_ends_a_line() {
    let text = "I: one\r\nP: two\nI: three\rP: four\n\nI: five\u{2028}P: six\u{85}I: seven";
    check("talk.txt", text, "I| one\nP| two\nI| three\nP| four\nI| five\nP| six\nI| seven");
    check_remarks("talk.txt", text, &["line-ends-changed"]);
}

#[test]
fn scripts_without_capitals_and_without_spaces() {
    check(
        "talk.txt",
        "採訪者：請問您有什麼看法？\n受訪者：還可以。\nمقابل: مرحبا\nI1: İstanbul",
        "採訪者| 請問您有什麼看法？\n受訪者| 還可以。\nمقابل| مرحبا\nI1| İstanbul",
    );
}

#[test]
fn nothing_is_normalised() {
    check(
        "a.txt",
        "cafe\u{301}  ﬁne  a\u{ad}b\u{200b}c\u{a0}d",
        "cafe\u{301}  ﬁne  a\u{ad}b\u{200b}c\u{a0}d",
    );
}

#[test]
fn a_stamp_behind_the_colon_of_a_header() {
    check(
        "rev.txt",
        "Speaker 1: (00:03)\nHello.\n\nSpeaker 2: (00:05)\nHi.\n\nSpeaker 1: (00:09)\nWell?\n\n\
         Speaker 2: (00:11)\nYes.",
        "
[00:03] Speaker 1| Hello.
[00:05] Speaker 2| Hi.
[00:09] Speaker 1| Well?
[00:11] Speaker 2| Yes.",
    );
}

#[test]
fn stamps_names_and_words_on_three_lines() {
    check(
        "teams.txt",
        "0:0:1.0 --> 0:0:4.250\nAnn Lee\nHow was it?\n\n0:0:5.0 --> 0:0:6.0\nBo\nFine.\n\n\
         0:0:7.0 --> 0:0:8.0\nAnn Lee\nOh.\nGood.\n\n0:0:9.0 --> 0:1:10.0\nBo\nYes.",
        "
[00:01-00:04.250] Ann Lee| How was it?
[00:05-00:06] Bo| Fine.
[00:07-00:08] Ann Lee| Oh.
| Good.
[00:09-01:10] Bo| Yes.",
    );
    check(
        "talk.txt",
        "00:01\nYes.\n00:03\nOkay\n00:05\nNo\n00:07\nWell then\n00:09\nBye",
        "[00:01] ?| Yes.\n[00:03] ?| Okay\n[00:05] ?| No\n[00:07] ?| Well then\n[00:09] ?| Bye",
    );
}

/// Checks the attributes of a source.
#[track_caller]
fn check_attributes(source: &str, expect: &[&str]) {
    let reading = reading("a.txt", source.as_bytes()).expect("the source can be read");
    let found: Vec<String> = reading.documents[0]
        .attributes
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    assert_eq!(found, expect);
}

#[test]
fn keys_at_the_very_top_become_attributes_and_stay() {
    let text = "Participant: P3\nDate: 2024-05-01\nSite: 04\nRemarks:\n\nInterviewer: Hello.\n\n\
                Participant: Hello.\n\nInterviewer: Well?\n\nParticipant: Fine.";
    check_attributes(text, &["Participant=P3", "Date=2024-05-01", "Site=04"]);
    check_remarks("a.txt", text, &["header-read"]);
    check(
        "a.txt",
        text,
        "
Participant: P3
Date: 2024-05-01
Site: 04
Remarks:
Interviewer| Hello.
Participant| Hello.
Interviewer| Well?
Participant| Fine.",
    );
}

#[test]
fn what_is_no_block_of_keys() {
    // A dialogue, one key alone, no blank line below, something above.
    check_attributes("Ann: One.\nBo: Two.\n\nAnn: Three.\nBo: Four.", &[]);
    check_attributes("Date: 3 May\n\nAnn: Three.\nBo: Four.", &[]);
    check_attributes("Date: 3 May\nSite: 4\nAnn: Three.\nBo: Four.", &[]);
    check_attributes("A talk\nDate: 3 May\nSite: 4\n\nAnn: Three.\nBo: Four.", &[]);
    check_attributes("Date: 3 May\nSite: 4\nDate: 4 May\n\nAnn: Three.\nBo: Four.", &[]);
}
