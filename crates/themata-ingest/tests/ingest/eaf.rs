use crate::notation::{check, check_remarks, reading};

/// A file with some slots, tiers and types.
fn file(slots: &str, tiers: &str) -> String {
    format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<ANNOTATION_DOCUMENT AUTHOR="" FORMAT="3.0" VERSION="3.0">
<HEADER MEDIA_FILE="" TIME_UNITS="milliseconds"/>
<TIME_ORDER>{slots}</TIME_ORDER>
{tiers}
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="speech" TIME_ALIGNABLE="true"/>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="gloss" CONSTRAINTS="Symbolic_Association" TIME_ALIGNABLE="false"/>
<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="code" CONTROLLED_VOCABULARY_REF="cv" TIME_ALIGNABLE="true"/>
</ANNOTATION_DOCUMENT>"#
    )
}

fn slots(times: &[Option<u64>]) -> String {
    let slot = |(at, time): (usize, &Option<u64>)| {
        let value = time.map(|time| format!(" TIME_VALUE=\"{time}\"")).unwrap_or_default();
        format!("<TIME_SLOT TIME_SLOT_ID=\"ts{at}\"{value}/>")
    };
    times.iter().enumerate().map(slot).collect()
}

fn tier(attributes: &str, annotations: &[(&str, &str)]) -> String {
    let annotations: String = annotations
        .iter()
        .map(|(place, words)| {
            let kind = if place.contains("ANNOTATION_REF") { "REF" } else { "ALIGNABLE" };
            format!(
                "<ANNOTATION><{kind}_ANNOTATION {place}><ANNOTATION_VALUE>{words}</ANNOTATION_VALUE>\
                 </{kind}_ANNOTATION></ANNOTATION>"
            )
        })
        .collect();
    format!("<TIER {attributes}>{annotations}</TIER>\n")
}

fn at(id: &str, from: usize, to: usize) -> String {
    format!("ANNOTATION_ID=\"{id}\" TIME_SLOT_REF1=\"ts{from}\" TIME_SLOT_REF2=\"ts{to}\"")
}

#[test]
fn tiers_are_speakers_and_are_merged_by_time() {
    let source = file(
        &slots(&[Some(0), Some(1_000), Some(2_000), Some(3_000)]),
        &(tier(
            r#"TIER_ID="A-tier" PARTICIPANT="Ann" LINGUISTIC_TYPE_REF="speech""#,
            &[(&at("a1", 0, 1), "How was\nit?"), (&at("a2", 2, 3), "R&amp;D &#233;")],
        ) + &tier(
            r#"TIER_ID="Bo" LINGUISTIC_TYPE_REF="speech""#,
            &[(&at("b1", 0, 2), " "), (&at("b2", 1, 2), "Fine.")],
        )),
    );
    check(
        "a.eaf",
        &source,
        "[00:00-00:01] Ann| How was it?\n[00:01-00:02] Bo| Fine.\n[00:02-00:03] Ann| R&D é",
    );
    check_remarks("a.eaf", &source, &[]);
}

#[test]
fn glosses_and_codings_are_left_out() {
    let source = file(
        &slots(&[Some(0), Some(1_000)]),
        &(tier(r#"TIER_ID="Ann" LINGUISTIC_TYPE_REF="speech""#, &[(&at("a1", 0, 1), "Ja.")])
            + &tier(
                r#"TIER_ID="Ann-en" PARENT_REF="Ann" LINGUISTIC_TYPE_REF="gloss""#,
                &[(r#"ANNOTATION_ID="g1" ANNOTATION_REF="a1""#, "Yes.")],
            )
            + &tier(
                r#"TIER_ID="hands" LINGUISTIC_TYPE_REF="code""#,
                &[(&at("c1", 0, 1), "up")],
            )),
    );
    check("a.eaf", &source, "[00:00-00:01] Ann| Ja.");
    check_remarks("a.eaf", &source, &["tiers-left-out"]);
    let left = reading("a.eaf", source.as_bytes()).unwrap().diagnostics.remove(0).about;
    assert_eq!(left.as_deref(), Some("Ann-en, hands"));
}

#[test]
fn a_tier_below_numbers_is_the_speech() {
    let annotation = |n: usize| format!(r#"ANNOTATION_ID="t{n}" ANNOTATION_REF="a{n}""#);
    let source = file(
        &slots(&[Some(0), Some(1_000), Some(2_000)]),
        &(tier(
            r#"TIER_ID="ref@AN" PARTICIPANT="Ann" LINGUISTIC_TYPE_REF="speech""#,
            &[(&at("a1", 0, 1), "story_001"), (&at("a2", 1, 2), "story_002")],
        ) + &tier(
            r#"TIER_ID="ft@AN" PARTICIPANT="Ann" PARENT_REF="ref@AN" LINGUISTIC_TYPE_REF="gloss""#,
            &[(&annotation(1), "Once."), (&annotation(2), "Twice.")],
        ) + &tier(
            r#"TIER_ID="tx@AN" PARTICIPANT="Ann" PARENT_REF="ref@AN" LINGUISTIC_TYPE_REF="gloss""#,
            &[(&annotation(1), "Einmal."), (&annotation(2), "Zweimal.")],
        )),
    );
    check("a.eaf", &source, "[00:00-00:01] Ann| Einmal.\n[00:01-00:02] Ann| Zweimal.");
}

#[test]
fn moments_without_a_time_lie_between_the_others() {
    let source = file(
        &slots(&[Some(1_000), None, None, Some(4_000), None]),
        &tier(
            r#"TIER_ID="Ann" LINGUISTIC_TYPE_REF="speech""#,
            &[
                (&at("a1", 0, 1), "One."),
                (&at("a2", 2, 3), "Two."),
                (&at("a3", 3, 4), "Three."),
            ],
        ),
    );
    check(
        "a.eaf",
        &source,
        "[00:01-00:02] Ann| One.\n[00:03-00:04] Ann| Two.\n[00:04-00:04] Ann| Three.",
    );
    check_remarks("a.eaf", &source, &["times-between"]);
}

#[test]
fn what_is_read_before_the_damage_is_kept() {
    let whole = file(
        &slots(&[Some(0), Some(1_000)]),
        &tier(r#"TIER_ID="Ann" LINGUISTIC_TYPE_REF="speech""#, &[(&at("a1", 0, 1), "Ja.")]),
    );
    let broken = whole.replace("</TIER>", "</TIRE>");
    check("a.eaf", &broken, "[00:00-00:01] Ann| Ja.");
    check_remarks("a.eaf", &broken, &["line 5: damaged-xml"]);
    let error = reading("a.eaf", b"<ANNOTATION_DOCUMENT>\n<TIME_ORDER></TIME>").unwrap_err();
    assert!(error.to_string().starts_with("the ELAN file is damaged: line 2"), "{error}");
}

#[test]
fn words_below_an_empty_tier_are_the_speech() {
    let source = file(
        &slots(&[Some(0), Some(1_000), Some(2_000)]),
        &(tier(r#"TIER_ID="Ann" LINGUISTIC_TYPE_REF="speech""#, &[(&at("a1", 0, 2), "")])
            + &tier(
                r#"TIER_ID="Ann-parts" PARTICIPANT="Ann" PARENT_REF="Ann" LINGUISTIC_TYPE_REF="split""#,
                &[(&at("b1", 0, 1), "One."), (&at("b2", 1, 2), "Two.")],
            )),
    )
    .replace(
        "</ANNOTATION_DOCUMENT>",
        r#"<LINGUISTIC_TYPE LINGUISTIC_TYPE_ID="split" CONSTRAINTS="Time_Subdivision"/></ANNOTATION_DOCUMENT>"#,
    );
    check("a.eaf", source, "[00:00-00:01] Ann| One.\n[00:01-00:02] Ann| Two.");
}

#[test]
fn times_that_no_recording_reaches_are_no_times() {
    let source = file(
        &slots(&[Some(0), Some(5_000_000_000_000)]),
        &tier(r#"TIER_ID="Ann" LINGUISTIC_TYPE_REF="speech""#, &[(&at("a1", 0, 1), "Ja.")]),
    );
    check("a.eaf", &source, "[00:00-00:00] Ann| Ja.");
    check_remarks("a.eaf", &source, &["times-between", "bad-time"]);
}
