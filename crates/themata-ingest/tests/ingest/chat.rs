use themata_ingest::SpeakerRole;

use crate::notation::{check, check_remarks, reading, sections};

const CHILD: &str = "@UTF8\n@Begin\n@Languages:\teng, spa\n\
@Participants:\tCHI Alex_B Target_Child,\n\tMOT Mother, INV Investigator\n\
@ID:\teng|corpus|CHI|2;03.14|male|TD||Target_Child|||\n\
@ID:\teng|corpus|MOT||female|||Mother|||\n\
@Birth of CHI:\t28-JUN-2001\n@Date:\t01-OCT-2003\n@Comment:\tnot said\n\
*CHI:\tmore (.) cookie [: cookies] &=laughs . \u{15}0_1500\u{15}\n\
%mor:\tqn|more n|cookie .\n%gra:\t1|2|QUANT\n\tmore of it\n\
*MOT:\tyou want more\n\tcookies ? \u{15}1500_2500\u{15} [+ ask] \u{15}2500_3000\u{15}\n\
*INV:\txxx .\n*FAT:\tno .\n@End\n";

#[test]
fn main_lines_are_turns() {
    check(
        "a.cha",
        CHILD,
        "
not said
[00:00-00:01.500] Alex B| more (.) cookie [: cookies] &=laughs .
[00:01.500-00:03] MOT| you want more cookies ? [+ ask]
INV| xxx .
FAT| no .",
    );
    check_remarks("a.cha", CHILD, &["dependent-tiers-left-out"]);
    let left = reading("a.cha", CHILD.as_bytes()).unwrap().diagnostics.remove(0).about;
    assert_eq!(left.as_deref(), Some("gra, mor"));
    check("a.txt", "@UTF8\n@Begin\n*CHI:\tyes .\n@End\n", "CHI| yes .");
    check("a.cha", "*CHI:\tyes .\n*MOT:\tno .\n", "CHI| yes .\nMOT| no .");
}

#[test]
fn headers_tell_of_speakers() {
    let reading = reading("a.cha", CHILD.as_bytes()).unwrap();
    let document = &reading.documents[0];
    let shown = |attributes: &[(String, String)]| -> Vec<String> {
        attributes.iter().map(|(name, value)| format!("{name}={value}")).collect()
    };
    assert_eq!(shown(&document.attributes), ["language=eng, spa", "date=01-OCT-2003"]);
    let [child, mother, investigator, father] = &document.transcript.speakers[..] else {
        panic!("four speak");
    };
    assert_eq!(child.role, Some(SpeakerRole::Participant));
    assert_eq!(
        shown(&child.attributes),
        [
            "role=Target_Child",
            "code=CHI",
            "language=eng",
            "corpus=corpus",
            "age=2;03.14",
            "sex=male",
            "group=TD",
            "birth=28-JUN-2001"
        ]
    );
    assert_eq!((mother.role, &mother.attributes[0].1[..]), (None, "Mother"));
    assert_eq!(investigator.role, Some(SpeakerRole::Interviewer));
    assert!(father.attributes.is_empty());
}

#[test]
fn those_who_ask_by_their_role_are_interviewers() {
    let source = "@Begin\n@Participants:\tINV Investigator, ANN Ann_Lee interviewer, SUB Subject\n\
        @ID:\teng|corpus|INV|||||Adult|||\n@ID:\teng|corpus|NEW|||||Interviewer|||\n\
        *INV:\ta .\n*ANN:\tb .\n*SUB:\tc .\n*NEW:\td .\n@End\n";
    let reading = reading("a.cha", source.as_bytes()).unwrap();
    let roles: Vec<_> = reading.documents[0]
        .transcript
        .speakers
        .iter()
        .map(|speaker| (speaker.name.as_str(), speaker.role))
        .collect();
    let (asks, answers) = (Some(SpeakerRole::Interviewer), Some(SpeakerRole::Participant));
    assert_eq!(roles, [("INV", asks), ("Ann Lee", asks), ("SUB", answers), ("NEW", asks)]);
}

#[test]
fn two_of_one_name_are_told_apart_by_their_codes() {
    check(
        "a.cha",
        "@Begin\n@Participants:\tSP1 Kim Adult, SP2 Kim Adult\n*SP1:\ta .\n*SP2:\tb .\n@End\n",
        "Kim| a .\nSP2| b .",
    );
}

#[test]
fn older_bullets_and_typed_ones() {
    check(
        "a.cha",
        "@Begin\n*CHI:\tone . \u{15}%snd:\"a_1\"_1000_2000\u{15}\n*CHI:\tpic \u{15}%pic:\"a.jpg\"\u{15} .\n\
         *CHI:\t• two • three\n*CHI:\tfour . •3000_4000•\n@End\n",
        "
[00:01-00:02] CHI| one .
CHI| pic .
CHI| • two • three
[00:03-00:04] CHI| four .",
    );
}

#[test]
fn an_odd_line_is_kept() {
    let source = "@Begin\n*CHI yes .\n*CHI:\tno .\n@End\n";
    check("a.cha", source, "*CHI yes .\nCHI| no .");
    check_remarks("a.cha", source, &["line 2: odd-chat-line"]);
}

#[test]
fn headers_among_the_lines_open_sections_or_comment() {
    let source = "@Begin\n@G:\tTalk\n*CHI:\tyes .\n@Comment:\tmother\n\tleaves\n@Bg:\tPlay\n\
                  *CHI:\tno .\n@Bg\n*CHI:\tso .\n@End\n";
    check("a.cha", source, "Talk\nCHI| yes .\nmother leaves\nPlay\nCHI| no .\nCHI| so .");
    let reading = reading("a.cha", source.as_bytes()).unwrap();
    assert_eq!(
        sections(&reading.documents[0].transcript),
        ["1# Talk| / yes . / mother leaves", "1# Play| / no . / so ."]
    );
}
