//! Praat TextGrids: every interval of a tier of speech is a turn, and the tier's name is who
//! speaks.
//!
//! Aligners write tiers of words and of sounds. They are left out where a tier of whole
//! utterances says the same; where there is none, the words are joined to sentences, and whose
//! they are is told by the tier's name if it is one such as `ann - words`.

mod file;

use crate::asides::is_no_speech;
use crate::builder::{Builder, Opening};
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::error::Kind;
use crate::utterances::{self, Glue, Stream, Utterance, Word, tidy};
use crate::{Document, Place, assemble};
use file::Tier;

/// Names of tiers that hold words, and of tiers that hold what words are made of.
const WORDS: [&str; 6] = ["words", "word", "wrd", "wd", "ort-mau", "tokens"];
const SOUNDS: [&str; 17] = [
    "phones",
    "phone",
    "phons",
    "phon",
    "phonemes",
    "phoneme",
    "segments",
    "segment",
    "syllables",
    "syllable",
    "syll",
    "mau",
    "kan-mau",
    "tones",
    "breaks",
    "silences",
    "pitch",
];
/// What aligners and Praat itself write where nobody speaks.
const SILENCES: [&str; 7] = ["sil", "<sil>", "sp", "<p:>", "silence", "silent", "#"];

/// What a tier holds.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Grain {
    Utterances,
    Words,
    Sounds,
    /// Remarks and translations.
    Asides,
}

/// Whether a text begins like a file of Praat.
pub(crate) fn sniff(start: &str) -> bool {
    let head: String = start.chars().take(80).collect();
    head.contains("\"ooTextFile") || head.contains("\"Praat chronological TextGrid")
}

/// Reads a TextGrid.
pub(crate) fn read(text: &str, diagnostics: &mut Diagnostics) -> Result<Document, Kind> {
    let file = file::read(text)?;
    if let Some(line) = file.damaged {
        let message = "the TextGrid is damaged here, and what follows may be lost";
        diagnostics
            .push(Diagnostic::warning("damaged-textgrid", message).at(Place::Line(line)));
    }
    let grains: Vec<Grain> = file.tiers.iter().map(grain).collect();
    let spoken = choose(&file.tiers, &grains);
    let chosen = || file.tiers.iter().zip(&grains).filter(|(_, grain)| Some(**grain) == spoken);
    let transcript = match spoken {
        None => assemble::finish(Builder::default(), diagnostics),
        Some(Grain::Utterances | Grain::Asides) => {
            assemble::finish(turns(chosen().map(|(tier, _)| tier)), diagnostics)
        }
        Some(Grain::Words | Grain::Sounds) => {
            let mut said: Vec<Utterance> =
                chosen().flat_map(|(tier, _)| sentences(tier)).collect();
            said.sort_by_key(|one| one.start_ms);
            utterances::transcript(&said, diagnostics)
        }
    };
    remark(&file.tiers, &grains, spoken, diagnostics);
    Ok(transcript.into())
}

/// What a tier holds, by the end of its name.
fn grain(tier: &Tier) -> Grain {
    let name = tier.name.trim().trim_matches('"').to_lowercase();
    let last = name.rsplit_once(" - ").map_or(name.as_str(), |(_, last)| last).trim();
    if WORDS.contains(&last) {
        Grain::Words
    } else if SOUNDS.contains(&last) {
        Grain::Sounds
    } else if is_no_speech(last) {
        Grain::Asides
    } else {
        Grain::Utterances
    }
}

/// Which tiers are speech: those of utterances, unless they hold much less than the words
/// beside them, as remarks on single words do.
fn choose(tiers: &[Tier], grains: &[Grain]) -> Option<Grain> {
    let chars = |meant: Grain| -> usize {
        let these = tiers.iter().zip(grains).filter(|(_, grain)| **grain == meant);
        these.flat_map(|(tier, _)| labels(tier)).map(|(_, label)| label.len()).sum()
    };
    let (utterances, words) = (chars(Grain::Utterances), chars(Grain::Words));
    if utterances > 0 && utterances * 2 >= words {
        Some(Grain::Utterances)
    } else if words > 0 {
        Some(Grain::Words)
    } else {
        // What is no speech is better than nothing.
        [Grain::Sounds, Grain::Asides].into_iter().find(|&grain| chars(grain) > 0)
    }
}

/// The intervals of a tier in which somebody speaks.
fn labels(tier: &Tier) -> impl Iterator<Item = ((u64, u64), &str)> {
    let spoken =
        tier.intervals.iter().map(|one| ((one.start_ms, one.end_ms), one.words.trim()));
    spoken.filter(|(_, label)| {
        !label.is_empty() && !SILENCES.iter().any(|mark| label.eq_ignore_ascii_case(mark))
    })
}

fn turns<'a>(tiers: impl Iterator<Item = &'a Tier>) -> Builder {
    let mut turns: Vec<(u64, u64, &str, &str)> = tiers
        .flat_map(|tier| {
            labels(tier).map(|((start, end), label)| (start, end, tier.name.trim(), label))
        })
        .collect();
    turns.sort_by_key(|&(start, ..)| start);
    let mut builder = Builder::default();
    for (start, end, name, label) in turns {
        let speaker = Some(name.to_owned()).filter(|name| !name.is_empty());
        let (start_ms, end_ms) = (Some(start), Some(end).filter(|&end| end >= start));
        builder.open_turn(Opening { speaker, start_ms, end_ms });
        builder.paragraph(&tidy(label));
    }
    builder
}

fn sentences(tier: &Tier) -> Vec<Utterance> {
    let speaker = tier.name.rsplit_once(" - ").map(|(name, _)| name.trim().to_owned());
    let mut stream = Stream::default();
    for ((start, end), text) in labels(tier) {
        let (start_ms, end_ms) = (Some(start), Some(end).filter(|&end| end >= start));
        stream.push(Word { speaker: speaker.clone(), start_ms, end_ms, text }, Glue::Apart);
    }
    stream.finish()
}

/// Says which tiers are not in the transcript.
fn remark(
    tiers: &[Tier],
    grains: &[Grain],
    spoken: Option<Grain>,
    diagnostics: &mut Diagnostics,
) {
    let names = |meant: &dyn Fn(&Tier, Grain) -> bool| -> Vec<&str> {
        let these = tiers.iter().zip(grains).filter(|(tier, grain)| meant(tier, **grain));
        these.map(|(tier, _)| tier.name.trim()).collect()
    };
    let mut say = |id, what: &str, names: Vec<&str>| {
        if !names.is_empty() {
            let message = format!("tiers left out because {what}: {}", names.len());
            let about = names.iter().take(20).copied().collect::<Vec<_>>().join(", ");
            diagnostics.push(Diagnostic::note(id, message).about(&about));
        }
    };
    let points = names(&|tier, _| tier.points > 0 && tier.intervals.is_empty());
    say("point-tiers-left-out", "points are no speech", points);
    let left = names(&|tier, grain| Some(grain) != spoken && labels(tier).next().is_some());
    say("tiers-left-out", "they are no speech or tell it once more", left);
    if spoken == Some(Grain::Sounds) {
        let message = "the file holds no words but only sounds, which stand as words";
        diagnostics.push(Diagnostic::warning("sounds-alone", message));
    }
}
