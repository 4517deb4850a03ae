use crate::notation::{check, check_remarks, marks, reading};

#[track_caller]
fn check_error(source: &str, expect: &str) {
    let error = reading("a.json", source.as_bytes()).expect_err("the source cannot be read");
    assert!(error.to_string().contains(expect), "{error}");
    assert!(error.hint().is_some());
}

#[test]
fn segments_of_whisper_become_paragraphs_at_pauses() {
    let source = r#"{"text": " When the moon hits. Your eye.", "segments": [
        {"id": 0, "seek": 0, "start": 0.0, "end": 1.5, "text": " When the", "tokens": [50364, 1]},
        {"id": 1, "seek": 0, "start": 1.5, "end": 3.0, "text": " moon hits.", "tokens": []},
        {"id": 2, "seek": 0, "start": 8.0, "end": 9.0, "text": " Your eye.", "avg_logprob": NaN}
        ], "language": "en"}"#;
    check("a.json", source, "[00:00-00:03] ?| When the moon hits.\n[00:08-00:09] ?| Your eye.");
    let reading = reading("a.json", source.as_bytes()).unwrap();
    let document = &reading.documents[0];
    assert_eq!(document.attributes, [("language".to_owned(), "en".to_owned())]);
    assert_eq!(marks(&document.transcript), ["00:00 When", "00:01.500 moon", "00:08 Your"]);
    check_remarks("a.json", source, &[]);
}

#[test]
fn segments_of_one_speaker_become_a_turn() {
    check(
        "a.json",
        r#"{"segments": [
        {"start": 0.5, "end": 1.5, "text": " Hello,", "speaker": "SPEAKER_00"},
        {"start": 1.5, "end": 2.25, "text": " all.", "speaker": "SPEAKER_00"},
        {"start": 2.25, "end": 3, "text": " Hi.", "speaker": "SPEAKER_01"},
        {"start": 3, "end": 4, "text": " Who?"}], "word_segments": [{"word": "Hello"}]}"#,
        "
[00:00.500-00:02.250] SPEAKER_00| Hello, all.
[00:02.250-00:03] SPEAKER_01| Hi.
[00:03-00:04] ?| Who?",
    );
}

#[test]
fn words_of_another_speaker_split_a_segment() {
    check(
        "a.json",
        r#"{"segments": [{"start": 0, "end": 4, "text": " You went? Yes, I did.", "speaker": "A", "words": [
        {"word": "You", "start": 0.1, "end": 0.5, "speaker": "A"},
        {"word": "went?", "start": 0.5, "end": 1.5, "speaker": "A"},
        {"word": "Yes,", "start": 2.0, "end": 2.5, "speaker": "B"},
        {"word": "I"},
        {"word": "did.", "start": 3.0, "end": 3.5, "speaker": "B"}]}]}"#,
        "[00:00-00:01.500] A| You went?\n[00:02-00:04] B| Yes, I did.",
    );
    // Where the words are not those of the text, they are joined.
    check(
        "a.json",
        r#"{"segments": [{"start": 0, "end": 4, "text": "Edited.", "words": [
        {"word": " Well", "start": 0.1, "end": 0.5, "speaker": "A"},
        {"word": " no", "start": 2.0, "end": 2.5, "speaker": "B"}]}]}"#,
        "[00:00-00:00.500] A| Well\n[00:02-00:04] B| no",
    );
}

#[test]
fn whisper_cpp_counts_milliseconds_and_tells_turns() {
    check(
        "a.json",
        r#"{"systeminfo": "AVX", "params": {"language": "auto"}, "result": {"language": "de"}, "transcription": [
        {"timestamps": {"from": "00:00:00,000", "to": "00:00:01,500"}, "offsets": {"from": 0, "to": 1500},
         "text": " Guten Tag. [SPEAKER_TURN]", "speaker_turn_next": true},
        {"timestamps": {"from": "00:00:01,500", "to": "00:00:02,000"}, "offsets": {"from": 1500, "to": 2000},
         "text": " Hallo.", "speaker_turn_next": false}]}"#,
        "[00:00-00:01.500] ?| Guten Tag.\n[00:01.500-00:02] ?| Hallo.",
    );
    check(
        "a.json",
        r#"{"transcription": [
        {"timestamps": {"from": "00:00:01,500", "to": "00:00:02,000"}, "text": "Ja.", "speaker": "0"},
        {"offsets": {"from": 2000, "to": 3000}, "text": "Hm.", "speaker": "?"}]}"#,
        "[00:01.500-00:02] Speaker 0| Ja.\n[00:02-00:03] ?| Hm.",
    );
}

#[test]
fn lists_without_a_file_around_them() {
    let expect = "[00:00-00:01] A| One.\n[00:01-00:02.500] B| Two.";
    check(
        "a.json",
        r#"[{"start": 0.0, "end": 1.0, "text": "One.", "speaker": "A"},
            {"start": 1.0, "end": 2.5, "text": "Two.", "speaker": "B"}]"#,
        expect,
    );
    check(
        "a.json",
        "{\"start\": 0.0, \"end\": 1.0, \"text\": \"One.\", \"speaker\": \"A\"}\n\
         {\"start\": \"1.0\", \"end\": \"2.5\", \"text\": \"Two.\", \"speaker\": \"B\"}\n",
        expect,
    );
    check("a.json", r#"[[1, 0, 0.0, 1.0, " One.", [1, 2]], [2, 0, 1.0, 2.5, " Two.", []]]"#, {
        "[00:00-00:02.500] ?| One. Two."
    });
}

#[test]
fn other_names_for_the_same() {
    let expect = "[00:01-00:02] Ann| One.\n[00:02-00:03] Bo| Two.";
    for source in [
        // Podcasts.
        r#"{"version": "1.0.0", "segments": [{"speaker": "Ann", "startTime": 1, "endTime": 2, "body": "One."},
            {"speaker": "Bo", "startTime": 2, "endTime": 3, "body": "Two."}]}"#,
        // Fireflies.
        r#"{"sentences": [{"speaker_name": "Ann", "speaker_id": 0, "start_time": 1.0, "end_time": 2.0, "text": "One."},
            {"speaker_name": "Bo", "speaker_id": 1, "start_time": 2.0, "end_time": 3.0, "text": "Two."}]}"#,
        // Stream.
        r#"{"entries": [{"speakerDisplayName": "Ann", "startOffset": "00:00:01.0000000", "endOffset": "00:00:02", "text": "One."},
            {"speakerDisplayName": "Bo", "startOffset": "00:00:02", "endOffset": "00:00:03", "text": "Two."}]}"#,
        // Transformers with speakers beside the chunks.
        r#"{"chunks": [{"timestamp": [1.0, 3.0], "text": "One. Two."}],
            "speakers": [{"speaker": "Ann", "timestamp": [1.0, 2.0], "text": "One."},
            {"speaker": "Bo", "timestamp": [2.0, 3.0], "text": "Two."}], "text": "One. Two."}"#,
        // Gladia.
        r#"{"result": {"transcription": {"full_transcript": "", "utterances": [
            {"start": 1.0, "end": 2.0, "speaker": "Ann", "text": "One."},
            {"start": 2.0, "end": 3.0, "speaker": "Bo", "text": "Two."}]}}}"#,
        // Call analytics.
        r#"{"Transcript": [{"ParticipantRole": "Ann", "BeginOffsetMillis": 1000, "EndOffsetMillis": 2000, "Content": "One."},
            {"ParticipantRole": "Bo", "BeginOffsetMillis": 2000, "EndOffsetMillis": 3000, "Content": "Two."}]}"#,
        // Azure's fast way.
        r#"{"combinedPhrases": [{"text": "One. Two."}], "phrases": [
            {"speaker": "Ann", "offsetMilliseconds": 1000, "durationMilliseconds": 1000, "text": "One."},
            {"speaker": "Bo", "offsetMilliseconds": 2000, "durationMilliseconds": 1000, "text": "Two."}]}"#,
        // Otter.
        r#"{"speech": {"speakers": [{"id": 7, "speaker_name": "Ann"}, {"id": 8, "speaker_name": "Bo"}], "transcripts": [
            {"speaker_id": 7, "start_offset": 16000, "end_offset": 32000, "transcript": "One."},
            {"speaker_id": 8, "start_offset": 32000, "end_offset": 48000, "transcript": "Two."}]}}"#,
        // A wrapped answer of a service.
        r#"{"id": "x", "status": "ok", "output": {"segments": [{"speaker": "Ann", "start": "1.0", "end": "2.0", "text": "One."},
            {"speaker": "Bo", "start": "2.0", "end": "3.0", "text": "Two."}]}}"#,
    ] {
        check("a.json", source, expect);
    }
}

#[test]
fn assembly_ai_counts_milliseconds() {
    check(
        "a.json",
        r#"{"id": "x", "language_code": "en_us", "text": "Hello. Hi there.", "words": [
        {"text": "Hello.", "start": 250, "end": 1250, "speaker": "A"}],
        "utterances": [{"speaker": "A", "start": 250, "end": 1250, "text": "Hello.", "words": []},
        {"speaker": "B", "start": 61000, "end": 62000, "text": "Hi there.", "words": []}]}"#,
        "[00:00.250-00:01.250] A| Hello.\n[01:01-01:02] B| Hi there.",
    );
    // Without a list of utterances the words say it.
    check(
        "a.json",
        r#"{"text": "Hello. Hi.", "utterances": null, "words": [
        {"text": "Hello.", "start": 250, "end": 1250, "speaker": "A"},
        {"text": "Hi.", "start": 2000, "end": 2500, "speaker": "B"}]}"#,
        "[00:00.250-00:01.250] A| Hello.\n[00:02-00:02.500] B| Hi.",
    );
}

#[test]
fn deepgram_has_utterances_or_paragraphs_or_words() {
    let expect =
        "[00:00.500-00:02] Speaker 0| Hello there. You?\n[00:02-00:03] Speaker 1| Fine.";
    check(
        "a.json",
        r#"{"metadata": {"channels": 1}, "results": {"channels": [{"alternatives": [{"transcript": "x"}]}],
        "utterances": [{"start": 0.5, "end": 2.0, "channel": 0, "transcript": "Hello there. You?", "speaker": 0},
        {"start": 2.0, "end": 3.0, "channel": 0, "transcript": "Fine.", "speaker": 1}]}}"#,
        expect,
    );
    check(
        "a.json",
        r#"{"results": {"channels": [{"detected_language": "en", "alternatives": [{"transcript": "x", "paragraphs":
        {"transcript": "x", "paragraphs": [{"speaker": 0, "sentences": [
            {"text": "Hello there.", "start": 0.5, "end": 1.0}, {"text": "You?", "start": 1.0, "end": 2.0}]},
        {"speaker": 1, "sentences": [{"text": "Fine.", "start": 2.0, "end": 3.0}]}]}}]}]}}"#,
        expect,
    );
    check(
        "a.json",
        r#"{"results": {"channels": [{"alternatives": [{"transcript": "x", "words": [
        {"word": "hello", "punctuated_word": "Hello", "start": 0.5, "end": 0.8, "speaker": 0},
        {"word": "there", "punctuated_word": "there.", "start": 0.8, "end": 1.0, "speaker": 0},
        {"word": "you", "punctuated_word": "You?", "start": 1.0, "end": 2.0, "speaker": 0},
        {"word": "fine", "punctuated_word": "Fine.", "start": 2.0, "end": 3.0, "speaker": 1}]}]}]}}"#,
        expect,
    );
    check(
        "a.json",
        r#"{"results": {"channels": [
        {"alternatives": [{"transcript": "x", "words": [{"word": "fine", "start": 2.0, "end": 3.0}]}]},
        {"alternatives": [{"transcript": "x", "words": [{"word": "you", "start": 0.5, "end": 1.0}]}]}]}}"#,
        "[00:00.500-00:01] Channel 1| you\n[00:02-00:03] Channel 0| fine",
    );
}

#[test]
fn amazon_says_who_speaks_in_the_items_or_beside_them() {
    let item = |start: &str, end: &str, word: &str, more: &str| {
        format!(
            r#"{{"type": "pronunciation", "start_time": "{start}", "end_time": "{end}", {more}
            "alternatives": [{{"confidence": "0.9", "content": "{word}"}}]}}"#
        )
    };
    let sign = r#"{"type": "punctuation", "alternatives": [{"content": "."}]}"#;
    let expect = "[00:00-00:01] spk_0| Hello all.\n[00:01-00:02] spk_1| Hi.";
    let source = |a: &str, b: &str, labels: &str| {
        format!(
            r#"{{"jobName": "x", "results": {{"language_code": "en-US", "transcripts": [{{"transcript": "x"}}], {labels}
            "items": [{}, {}, {sign}, {}, {sign}]}}}}"#,
            item("0.0", "0.5", "Hello", a),
            item("0.5", "1.0", "all", a),
            item("1.0", "2.0", "Hi", b)
        )
    };
    let own = (r#""speaker_label": "spk_0","#, r#""speaker_label": "spk_1","#);
    check("a.json", source(own.0, own.1, ""), expect);
    let beside = r#""speaker_labels": {"speakers": 2, "segments": [
        {"speaker_label": "spk_0", "items": [{"start_time": "0.0", "speaker_label": "spk_0"}, {"start_time": "0.5"}]},
        {"speaker_label": "spk_1", "items": [{"start_time": "1.0", "speaker_label": "spk_1"}]}]},"#;
    check("a.json", source("", "", beside), expect);
    let reading = reading("a.json", source("", "", beside).as_bytes()).unwrap();
    assert_eq!(reading.documents[0].attributes, [("language".to_owned(), "en-US".to_owned())]);
}

#[test]
fn rev_has_monologues() {
    check(
        "a.json",
        r#"{"monologues": [{"speaker": 0, "elements": [
        {"type": "text", "value": "Hello", "ts": 0.5, "end_ts": 1.0}, {"type": "punct", "value": ", "},
        {"type": "text", "value": "all", "ts": 1.0, "end_ts": 1.5}, {"type": "punct", "value": ". "},
        {"type": "unknown", "value": "<laugh>"}, {"type": "punct", "value": "."}]},
        {"speaker": 1, "elements": [{"type": "text", "value": "Hi", "ts": 2.0, "end_ts": 2.5}]}],
        "speakers": [{"id": 1, "name": "Bo"}]}"#,
        "[00:00.500-00:01.500] Speaker 0| Hello, all. <laugh>.\n[00:02-00:02.500] Bo| Hi",
    );
}

#[test]
fn azure_counts_ticks_or_tells_lengths() {
    check(
        "a.json",
        r#"{"source": "x", "recognizedPhrases": [
        {"channel": 0, "speaker": 1, "offset": "PT0.5S", "duration": "PT1S", "offsetInTicks": 5000000.0,
         "nBest": [{"lexical": "hello", "display": "Hello."}, {"display": "Halo."}]},
        {"channel": 0, "speaker": 2, "offsetInTicks": 20000000.0, "durationInTicks": 10000000.0,
         "nBest": [{"display": "Hi."}]}]}"#,
        "[00:00.500-00:01.500] Speaker 1| Hello.\n[00:02-00:03] Speaker 2| Hi.",
    );
}

#[test]
fn google_tells_everything_once_more_with_speakers() {
    check(
        "a.json",
        r#"{"results": [
        {"alternatives": [{"transcript": "hello hi", "words": [
          {"startTime": "0.500s", "endTime": "1s", "word": "hello"}, {"startTime": "2s", "endTime": "3s", "word": "hi"}]}],
         "languageCode": "en-us"},
        {"alternatives": [{"words": [
          {"startTime": "0.500s", "endTime": "1s", "word": "hello", "speakerTag": 1},
          {"startTime": "2s", "endTime": "3s", "word": "hi", "speakerTag": 2}]}]}]}"#,
        "[00:00.500-00:01] Speaker 1| hello\n[00:02-00:03] Speaker 2| hi",
    );
    check(
        "a.json",
        r#"{"results": [{"alternatives": [{"transcript": " hello"}]}, {"alternatives": [{"transcript": " hi"}]}]}"#,
        "hello\nhi",
    );
}

#[test]
fn words_and_signs_of_other_services() {
    let expect = "[00:00.500-00:01] S1| Hello.\n[00:02-00:03] S2| Hi?";
    for source in [
        // Speechmatics.
        r#"{"format": "2.9", "metadata": {"transcription_config": {"language": "en"}}, "results": [
            {"type": "word", "start_time": 0.5, "end_time": 1.0, "alternatives": [{"content": "Hello", "speaker": "S1"}]},
            {"type": "punctuation", "start_time": 1.0, "end_time": 1.0, "attaches_to": "previous",
             "alternatives": [{"content": ".", "speaker": "S1"}]},
            {"type": "word", "start_time": 2.0, "end_time": 3.0, "alternatives": [{"content": "Hi", "speaker": "S2"}]},
            {"type": "punctuation", "start_time": 3.0, "end_time": 3.0, "attaches_to": "previous",
             "alternatives": [{"content": "?", "speaker": "S2"}]}]}"#,
        // ElevenLabs.
        r#"{"language_code": "eng", "text": "Hello. Hi?", "words": [
            {"text": "Hello.", "start": 0.5, "end": 1.0, "type": "word", "speaker_id": "S1"},
            {"text": " ", "start": 1.0, "end": 2.0, "type": "spacing", "speaker_id": "S1"},
            {"text": "Hi?", "start": 2.0, "end": 3.0, "type": "word", "speaker_id": "S2"}]}"#,
        // Watson.
        r#"{"results": [{"final": true, "alternatives": [{"transcript": "x",
            "timestamps": [["Hello.", 0.5, 1.0], ["Hi?", 2.0, 3.0]]}]}],
            "speaker_labels": [{"from": 0.5, "to": 1.0, "speaker": "S1"}, {"from": 2.0, "to": 3.0, "speaker": "S2"}]}"#,
        // Happy Scribe.
        r#"[{"speaker": "S1", "words": [{"text": "Hello.", "data_start": 0.5, "data_end": 1.0}]},
            {"speaker": "S2", "words": [{"text": "Hi?", "data_start": 2.0, "data_end": 3.0}]}]"#,
    ] {
        check("a.json", source, expect);
    }
}

#[test]
fn captions_of_youtube_and_a_text_alone() {
    check(
        "a.json",
        r#"{"wireMagic": "pb3", "events": [{"tStartMs": 0, "dDurationMs": 9000, "id": 1},
        {"tStartMs": 500, "dDurationMs": 4000, "segs": [{"utf8": "hello"}, {"utf8": " there", "tOffsetMs": 300}]},
        {"tStartMs": 900, "segs": [{"utf8": "\n"}]}]}"#,
        "[00:00.500] ?| hello there",
    );
    check("a.json", r#"{"text": "Hello.\n\nHi.\u0000"}"#, "Hello.\nHi.");
    check_remarks("a.json", r#"{"text": "", "segments": [], "language": "en"}"#, &["no-words"]);
}

#[test]
fn long_segments_stay_apart() {
    let long = "word ".repeat(80);
    let long = long.trim_end();
    check(
        "a.json",
        format!(
            r#"[{{"start": 0, "end": 9, "text": "{long}", "speaker": "A"}},
            {{"start": 9, "end": 10, "text": "Yes.", "speaker": "A"}}]"#
        ),
        &format!("[00:00-00:09] A| {long}\n[00:09-00:10] A| Yes."),
    );
}

#[test]
fn a_file_of_another_name_is_known_by_its_fields() {
    check("a.txt", r#"{"segments": [{"start": 0, "end": 1, "text": "Hi."}]}"#, {
        "[00:00-00:01] ?| Hi."
    });
    check(
        "a.txt",
        "[00:10] ANN:\nHi.\n\n[00:20] BO:\nOh.",
        "[00:10] ANN| Hi.\n[00:20] BO| Oh.",
    );
}

#[test]
fn strings_hold_what_json_forbids() {
    check(
        "a.json",
        "{\"segments\": [{\"start\": 0, \"end\": 1, \"text\": \"One\u{2028}two\tthree.\"}]}",
        "[00:00-00:01] ?| One two three.",
    );
}

#[test]
fn what_is_broken_or_unknown_is_an_error() {
    check_error("{\"segments\": [\n  {\"start\": 0,, }]}", "line 2 column 15");
    check_error("{\"segments\": [", "line 1 column 14");
    check_error(r#"{"name": "a", "codes": [{"id": 1}]}"#, "`segments`");
    check_error("{}", "`segments`");
    check_error(&"[".repeat(100_000), "recursion limit exceeded");
    check_error(&format!("[{}0]", "{},".repeat(1_000_000)), "an estimated size in memory");
}

#[test]
fn results_that_do_not_begin_alike_are_all_kept() {
    check(
        "a.json",
        r#"{"results": [
        {"alternatives": [{"words": [{"startTime": "0.5s", "endTime": "1s", "word": "hello", "speakerTag": 1}]}]},
        {"alternatives": [{"words": [
          {"startTime": "2s", "endTime": "3s", "word": "oh", "speakerTag": 2},
          {"startTime": "3s", "endTime": "4s", "word": "hi", "speakerTag": 2}]}]}]}"#,
        "[00:00.500-00:01] Speaker 1| hello\n[00:02-00:04] Speaker 2| oh hi",
    );
    let again = r#"{"startTime": "0.5s", "endTime": "1s", "word": "hello", "speakerTag": 1}"#;
    check(
        "a.json",
        format!(
            r#"{{"results": [{{"alternatives": [{{"words": [{again}]}}]}}, {{"alternatives": [{{"words": [{again}]}}]}}]}}"#
        ),
        "[00:00.500-00:01] Speaker 1| hello",
    );
}

#[test]
fn times_that_no_recording_reaches_are_left_out() {
    let source =
        r#"{"segments": [{"start": 18446744073709551615, "duration": 5, "text": "Hi."}]}"#;
    check("a.json", source, "Hi.");
    check_remarks("a.json", source, &["bad-time"]);
}
