use crate::notation::{check, check_remarks, marks, reading};

#[test]
fn zoom_names_every_cue() {
    let text = "WEBVTT\r\n\r\n1\r\n00:00:01.000 --> 00:00:02.500\r\nstokes: Hello\r\n\r\n\
                2\r\n00:00:02.600 --> 00:00:04.000\r\nstokes: and welcome.\r\n\r\n\
                3\r\n00:00:04.100 --> 00:00:05.000\r\nAmir | P2P.org: Thanks: all.\r\n\r\n\
                4\r\n00:00:05.100 --> 00:00:06.000\r\nstokes: Well\r\n\r\n\
                5\r\n00:00:06.100 --> 00:00:07.000\r\nstokes: then.\r\n\r\n\
                6\r\n00:00:07.100 --> 00:00:08.000\r\nstokes: Go.\r\n";
    check(
        "zoom.vtt",
        text,
        "
[00:01-00:04] stokes| Hello and welcome.
[00:04.100-00:05] Amir | P2P.org| Thanks: all.
[00:05.100-00:08] stokes| Well then. Go.",
    );
    check_remarks("zoom.vtt", text, &["line-ends-changed"]);
    let reading = reading("zoom.vtt", text.as_bytes()).unwrap();
    assert_eq!(
        marks(&reading.documents[0].transcript)[..3],
        ["00:01 Hello", "00:02.600 and", "00:04.100 Thanks:"]
    );
}

#[test]
fn teams_marks_voices() {
    check(
        "teams.vtt",
        "WEBVTT\n\nabc/1-0\n00:00:01.000 --> 00:00:02.000\n<v Ann Lee>Hello,\nall.</v>\n\n\
         00:00:02.000 --> 00:00:03.000\n<v Ann Lee>Well?</v>\n\n\
         00:00:03.000 --> 00:00:04.000\n<v.loud Bo>Yes &amp; <i>no</i>.</v>\n\n\
         00:00:04.000 --> 00:00:05.000\nNobody.",
        "
[00:01-00:03] Ann Lee| Hello, all. Well?
[00:03-00:04] Bo| Yes & no.
[00:04-00:05] ?| Nobody.",
    );
}

#[test]
fn comments_styles_and_settings_are_not_said() {
    check(
        "a.vtt",
        "WEBVTT Kind: captions\nLanguage: en\n\nNOTE a note\nof two lines\n\nSTYLE\n::cue{}\n\nREGION\n\
         id:a\n\n00:01.000 --> 00:02.000 align:start position:0%\n<00:01.500><c>rolling</c> on\n",
        "[00:01-00:02] ?| rolling on",
    );
}

#[test]
fn captions_of_nobody_become_paragraphs_at_pauses() {
    let text = "1\n00:00:01,000 --> 00:00:02,000\nWhen the\n\n2\n00:00:02,000 --> 00:00:03,000\nmoon hits.\n\n\
                3\n00:00:08,000 --> 00:00:09,000\nYour eye.\n";
    check("song.srt", text, "[00:01-00:03] ?| When the moon hits.\n[00:08-00:09] ?| Your eye.");
    let reading = reading("song.srt", text.as_bytes()).unwrap();
    assert_eq!(
        marks(&reading.documents[0].transcript),
        ["00:01 When", "00:02 moon", "00:08 Your"]
    );
}

#[test]
fn a_name_only_where_the_speaker_changes() {
    check(
        "talk.srt",
        "1\n00:00:01,000 --> 00:00:02,000\nANN: Hello\n\n2\n00:00:02,000 --> 00:00:03,000\nthere.\n\n\
         3\n00:00:03,000 --> 00:00:04,000\nBO: Hi.\n\n4\n00:00:04,000 --> 00:00:05,000\nANN: So,\n\n\
         5\n00:00:05,000 --> 00:00:06,000\nwell.\n\n6\n00:00:06,000 --> 00:00:07,000\nBO: Yes.\n",
        "
[00:01-00:03] ANN| Hello there.
[00:03-00:04] BO| Hi.
[00:04-00:06] ANN| So, well.
[00:06-00:07] BO| Yes.",
    );
}

#[test]
fn cues_that_hold_whole_turns_stay_apart() {
    let long = "word ".repeat(80);
    let text = format!(
        "1\n00:00:01,000 --> 00:00:30,000\nAnn: {long}\n\n2\n00:00:30,000 --> 00:00:31,000\nAnn: Yes.\n\n\
         3\n00:00:31,000 --> 00:00:32,000\nBo: No.\n"
    );
    check(
        "otter.srt",
        text,
        &format!(
            "[00:01-00:30] Ann| {}\n[00:30-00:31] Ann| Yes.\n[00:31-00:32] Bo| No.",
            long.trim_end()
        ),
    );
}

#[test]
fn broken_times_lose_no_words() {
    let text = "WEBVTT\n\n00:00:05.000 --> 00:00:02.000\nA: end before start\n\n\
                99:99:99.999 --> 100:00:00.000\nB: impossible\n\n00:00:01 --> 00:00:02\nC: no millis\n\n\
                00:00:03,000-->00:00:04,000\nD: comma\n\nE: no time at all\n";
    check(
        "bad.vtt",
        text,
        "
[00:05] A| end before start
B| impossible
[00:01-00:02] C| no millis
[00:03-00:04] D| comma
E| no time at all",
    );
    check_remarks(
        "bad.vtt",
        text,
        &["cue 1: cue-ends-before-it-starts", "cue 2: bad-cue-time", "cue 5: cue-without-time"],
    );
}

#[test]
fn a_missing_blank_line_and_a_missing_header() {
    check(
        "a.vtt",
        "1\n00:00:01.000 --> 00:00:02.000 align:start\nA: one\n2\n00:00:03.000 --> 00:00:04.000\nB: two",
        "[00:01-00:02] A| one\n[00:03-00:04] B| two",
    );
}

#[test]
fn rolling_captions_say_everything_once() {
    let text = "WEBVTT\n\n00:01.000 --> 00:02.000\none two\n\n00:02.000 --> 00:03.000\none two\nthree\n\n\
                00:03.000 --> 00:04.000\nthree\nfour\n\n00:04.000 --> 00:05.000\nfour\nfive\n";
    check("auto.vtt", text, "[00:01-00:05] ?| one two three four five");
    check_remarks("auto.vtt", text, &["rolling-captions"]);
}

#[test]
fn an_empty_file_with_a_header_is_read() {
    check_remarks("a.vtt", "WEBVTT\n", &["no-words"]);
}

#[test]
fn sbv_has_a_comma_between_its_times() {
    let text = "0:00:00.599,0:00:04.160\n>> ANN: Hello[br]all.\n\n0:00:04.160,0:00:05.000\nand more\n\n\
                0:00:05.000,0:00:06.000\n>> BO: Hi.\n";
    let expect = "[00:00.599-00:05] ANN| Hello all. and more\n[00:05-00:06] BO| Hi.";
    check("a.sbv", text, expect);
    check("a.txt", text, expect);
    check_remarks("a.sbv", text, &[]);
    let broken = text.replace("04.160,", "0x.160,");
    check_remarks("a.sbv", broken, &["cue 2: bad-cue-time"]);
}

#[test]
fn chevrons_say_that_somebody_else_speaks() {
    check(
        "a.srt",
        "1\n00:00:01,000 --> 00:00:02,000\n>> Hello there.\n\n2\n00:00:02,000 --> 00:00:03,000\n\
         How are you? &gt;&gt; Fine.\n\n3\n00:00:03,000 --> 00:00:04,000\nAnd you?\n",
        "[00:01-00:03] ?| Hello there. How are you?\n[00:02-00:04] ?| Fine. And you?",
    );
    check("a.srt", "1\n00:00:01,000 --> 00:00:02,000\nso 5 >> 3 is it\n", {
        "[00:01-00:02] ?| so 5 >> 3 is it"
    });
}

#[test]
fn stream_has_notes_and_long_names_of_cues() {
    check(
        "stream.vtt",
        "WEBVTT\n\nNOTE duration:\"00:10:00.0000000\"\n\nNOTE language:en-us\n\nNOTE Confidence: 0.89\n\n\
         3f2504e0-4f89-11d3-9a0c-0305e82c3301\n00:00:00.000 --> 00:00:05.190\nHello and\nwelcome.\n\n\
         NOTE Confidence: 0.91\n\n3f2504e0-4f89-11d3-9a0c-0305e82c3302\n00:00:05.190 --> 00:00:06.000\nThanks.\n",
        "[00:00-00:06] ?| Hello and welcome. Thanks.",
    );
}

#[test]
fn no_scribe_names_voices_without_ends() {
    check(
        "a.vtt",
        "WEBVTT interview\n\nNOTE\nTranscribed with noScribe\nAudio source: a.mp3\n\nNOTE media: /a.mp3\n\n\
         1\n00:00:00.000 --> 00:00:02.000\n<v S00>S00: So how was it?\n\n\
         2\n00:00:02.000 --> 00:00:03.000\n<v S01>S01: Fine &amp; well.\n\n\
         3\n00:00:03.000 --> 00:00:04.000\n<v S01>Very.\n\n",
        "[00:00-00:02] S00| So how was it?\n[00:02-00:04] S01| Fine & well. Very.",
    );
}

#[test]
fn scrolling_captions_show_empty_lines_that_are_no_ends() {
    check(
        "youtube.vtt",
        "WEBVTT\nKind: captions\nLanguage: en\n\n00:00:00.160 --> 00:00:02.389 align:start position:0%\n \n\
         hello<00:00:00.480><c> everyone</c>\n\n00:00:02.389 --> 00:00:02.399 align:start position:0%\n\
         hello everyone\n \n\n00:00:02.399 --> 00:00:05.000 align:start position:0%\nhello everyone\n\
         and<00:00:03.000><c> welcome</c>\n",
        "[00:00.160-00:05] ?| hello everyone and welcome",
    );
    // Elsewhere a line of spaces ends a caption like an empty one.
    check(
        "a.vtt",
        "WEBVTT\n \n00:01.000 --> 00:02.000\nOne.\n  \nname\n00:05.000 --> 00:06.000\nTwo.\n  \n\
         NOTE no words\n  \n00:09.000 --> 00:10.000\nThree.\n",
        "[00:01-00:02] ?| One.\n[00:05-00:06] ?| Two.\n[00:09-00:10] ?| Three.",
    );
}

#[test]
fn a_mark_of_the_byte_order_and_settings() {
    check(
        "a.vtt",
        "\u{feff}WEBVTT\r\n\r\nintro\r\n00:01.000 --> 00:02.000 line:0 position:20% size:60% align:start\r\n\
         <v.first Ann><i>Hi.</i></v>\r\n",
        "[00:01-00:02] Ann| Hi.",
    );
}

#[test]
fn words_may_stand_beside_the_times() {
    check(
        "a.txt",
        "00:00:00 --> 00:00:03 Ann: How was it?\n00:00:03 --> 00:00:05 Bo: Fine, thanks.\n\
         00:00:05 --> 00:00:09 Ann: And then?\n",
        "[00:00-00:03] Ann| How was it?\n[00:03-00:05] Bo| Fine, thanks.\n[00:05-00:09] Ann| And then?",
    );
    check(
        "a.vtt",
        "WEBVTT\n\n00:00:00.000 --> 00:00:03.000 align:start position:0%\nIt went well.\n",
        "[00:00-00:03] ?| It went well.",
    );
}

#[test]
fn notes_and_styles_are_words_in_other_captions() {
    check(
        "a.srt",
        "1\n00:00:01,000 --> 00:00:02,000\nSTYLE\n\nNOTE this.\n\n\
         2\n00:00:03,000 --> 00:00:04,000\nYes.\n",
        "[00:01-00:04] ?| STYLE NOTE this. Yes.",
    );
}

#[test]
fn references_are_resolved_by_number_and_by_name() {
    check(
        "a.vtt",
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Zo&euml;>It&#8217;s a caf&eacute; &x;\n",
        "[00:01-00:02] Zoë| It’s a café &x;",
    );
}
