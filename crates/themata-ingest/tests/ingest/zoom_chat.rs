use crate::notation::{check, check_remarks, reading};

#[test]
fn the_log_of_a_recording_counts_from_its_start() {
    let source = "00:12:03\tAnn Lee:\thello\r\n00:12:09\tBo | Org: x:\tReacted to \"hello\" with 👍\r\n\
                  00:12:20\tAnn Lee:\tReplying to \"hello\"\n\nsecond: line\r\n01:00:00\tCy:\t\r\n";
    check(
        "chat.txt",
        source,
        "
[12:03] Ann Lee| hello
[12:20] Ann Lee| second: line",
    );
    check_remarks(
        "chat.txt",
        source,
        &[
            "line-ends-changed",
            "chat-times-elapsed",
            "chat-words-of-others-left-out",
            "empty-turns",
        ],
    );
}

#[test]
fn words_of_others_belong_to_nobody_who_quotes_them() {
    let source = "00:01:00\tAnn:\tHow was\nthe week?\n\
        00:01:10\tBo:\tReplying to \"How was\nthe week?\"\n\nHard: \"very\"\nbut fine\n\
        00:01:20\tBo:\tReplying to \"How was...\"\n00:01:30\tCy:\tReacted to \"Hard: \"very\"\nbut \
        fine\" with 👍🏼\n00:01:40\tCy:\tRemoved a 👍🏼 reaction from \"Hard...\"\n\
        00:01:50\tCy:\tReacted to \"it\" with a laugh\n";
    check(
        "chat.txt",
        source,
        "
[01:00] Ann| How was
| the week?
[01:10] Bo| Hard: \"very\"
| but fine
[01:50] Cy| Reacted to \"it\" with a laugh",
    );
    let reading = reading("chat.txt", source.as_bytes()).unwrap();
    assert_eq!(
        reading.diagnostics[1].to_string(),
        "note: words of others were left out: 2 reactions, and what is quoted at the beginning \
         of 2 replies [chat-words-of-others-left-out]"
    );
    check(
        "chat.txt",
        "10:00:03 From Ann to Everyone:\n\tReplying to \"hello\"\n\t\n\thi\n",
        "Ann| hi",
    );
}

#[test]
fn a_saved_log_tells_the_time_of_day() {
    let source = "15:14:56 From  Ann Lee  to  Everyone : hello : all\nand more\n\
                  15:15:00\t From  Bo : hi\n\
                  15:15:10 From Ann Lee to Bo(Direct Message) : psst\n";
    check(
        "meeting_saved_chat.txt",
        source,
        "Ann Lee| hello : all\n| and more\nBo| hi\nAnn Lee| psst",
    );
    check_remarks("meeting_saved_chat.txt", source, &["chat-times-of-day", "direct-messages"]);
    check("chat.txt", "00:12:03\t From  Ann Lee : hello\n", "[12:03] Ann Lee| hello");
}

#[test]
fn the_newer_layout_has_the_words_below() {
    let source = "2024-05-01 10:00:03 From Ann to Everyone:\n\thello\n\tall\n\
                  2024-05-01 10:00:09 From Bo To Ann(Privately):\n\thi\n";
    check("chat.txt", source, "Ann| hello\n| all\nBo| hi");
    let reading = reading("chat.txt", source.as_bytes()).unwrap();
    assert_eq!(reading.documents[0].attributes, [("date".to_owned(), "2024-05-01".to_owned())]);
    assert_eq!(reading.diagnostics.last().unwrap().id, "direct-messages");
    check("chat.txt", "00:01:00 From Ann to Everyone:\n\thello\n", "[01:00] Ann| hello");
}

#[test]
fn a_transcript_with_times_is_no_chat() {
    check(
        "a.txt",
        "00:00:10 Ann: hello\n00:00:20 Bo: hi\n00:00:30 Ann: so\n",
        "[00:10] Ann| hello\n[00:20] Bo| hi\n[00:30] Ann| so",
    );
    check_remarks("a.txt", "00:00:10\tAnn:\nhello\n00:00:20\tBo:\nhi\n", &[]);
    check_remarks("a.txt", "00:00:10 Ann: hello\n00:00:20 Bo: hi\n00:00:30 Ann: so\n", &[]);
}

#[test]
fn words_that_hold_or_end_with_a_colon_stay_whole() {
    check(
        "chat.txt",
        "10:12:03 From Ann Lee to Everyone: here is the list:\n\
         10:12:09 From Bo to Everyone:\tI think : yes\n10:12:20 From Cy to Everyone :\n\twell\n",
        "Ann Lee| here is the list:\nBo| I think : yes\nCy| well",
    );
}

#[test]
fn logs_in_other_languages() {
    check(
        "chat.txt",
        "10:12:03 Von  Ann Lee  an  Alle : hallo\n10:12:09 Von Bo an Ann(Direct Message): na\n",
        "Ann Lee| hallo\nBo| na",
    );
    check("chat.txt", "10:12:03 De Ann à Tout le monde: oui\n", "Ann| oui");
    check("chat.txt", "10:12:03 De Ann Lee a Todos : sí\n", "Ann Lee| sí");
    check_remarks(
        "a.txt",
        "00:00:10 De Vries: ja\n00:00:12 Bo: nee\n00:00:14 De Vries: o\n",
        &[],
    );
}
