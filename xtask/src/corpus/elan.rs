use regex::Regex;

use super::Corpus;
use super::sheet::Sheet;
use crate::Result;

/// An ELAN file: the tiers that depend on no other and are free of a vocabulary are speech.
pub(super) fn check(corpus: &Corpus, sheet: &mut Sheet) -> Result<()> {
    let file = corpus.path("elan-eaf/sample_3.0.eaf");
    let source = std::fs::read_to_string(&file)?;
    let tiers = spoken(&source)?;
    let study = corpus.program.study_of([file])?;
    let turns = study.turns("sample_3.0")?;
    let known = tiers.iter().map(|(_, starts)| starts.len()).sum::<usize>();
    sheet.expect("turns", known, turns.len());
    let mut starts: Vec<u64> = tiers.iter().flat_map(|(_, starts)| starts).copied().collect();
    starts.sort_unstable();
    let found = turns.iter().filter_map(|turn| turn.start);
    let alike = starts.iter().zip(found).filter(|(known, found)| **known == *found).count();
    sheet.expect("times", known, alike);
    for (name, starts) in &tiers {
        let of = turns.iter().filter(|turn| turn.speaker.as_ref() == Some(name)).count();
        sheet.expect(format!("turns of {name}"), starts.len(), of);
    }
    Ok(())
}

/// Each tier of speech with the seconds in which its stretches begin, empty ones left out.
fn spoken(source: &str) -> Result<Vec<(String, Vec<u64>)>> {
    let slot = Regex::new(r#"TIME_SLOT_ID="([^"]*)" TIME_VALUE="(\d+)""#)?;
    let slots: Vec<(&str, u64)> = slot
        .captures_iter(source)
        .filter_map(|slot| {
            let (_, [id, value]) = slot.extract();
            Some((id, value.parse::<u64>().ok()? / 1000))
        })
        .collect();
    let slots: std::collections::BTreeMap<&str, u64> = slots.into_iter().collect();
    let kind = Regex::new(r#"LINGUISTIC_TYPE_ID="([^"]*)""#)?;
    let coded: Vec<&str> = source
        .split("<LINGUISTIC_TYPE ")
        .skip(1)
        .filter_map(|declared| declared.split_once('>').map(|(kind, _)| kind))
        .filter(|declared| declared.contains("CONTROLLED_VOCABULARY_REF"))
        .filter_map(|declared| kind.captures(declared)?.get(1).map(|name| name.as_str()))
        .collect();
    let stretch = Regex::new(
        r#"TIME_SLOT_REF1="([^"]*)"[^>]*>\s*<ANNOTATION_VALUE>\s*[^\s<][^<]*</ANNOTATION_VALUE>"#,
    )?;
    let name = Regex::new(r#"TIER_ID="([^"]*)""#)?;
    let of_kind = Regex::new(r#"LINGUISTIC_TYPE_REF="([^"]*)""#)?;
    let mut tiers = Vec::new();
    for tier in source.split("<TIER ").skip(1) {
        let (head, body) = tier.split_once('>').unwrap_or((tier, ""));
        let first = |pattern: &Regex| pattern.captures(head).map(|found| found[1].to_owned());
        let is_coded = first(&of_kind).is_some_and(|kind| coded.contains(&kind.as_str()));
        if head.contains("PARENT_REF") || is_coded {
            continue;
        }
        let starts = stretch
            .captures_iter(body)
            .filter_map(|found| slots.get(found.get(1)?.as_str()).copied())
            .collect();
        tiers.push((first(&name).unwrap_or_default(), starts));
    }
    Ok(tiers)
}
