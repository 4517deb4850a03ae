//! Putting one disagreement after the other to a person. The answers are lines of standard
//! input, typed or piped; each decision is recorded at once.

use std::io::{BufRead, stdin};

use themata_project::adjudicate::{Posed, Redraw, Ruled, Ruling, Verdict};
use themata_project::{Failure, Valence};

use crate::context::Context;
use crate::exit::Stop;

/// What a person answers to a disagreement.
enum Answer {
    Decided(Verdict),
    Skipped,
    Ended,
}

pub(crate) fn run(query: &str, context: &Context) -> Result<(), Stop> {
    let mut project = context.project()?;
    let mut posed = project.to_adjudicate(&context.session()?, query)?;
    if posed.is_empty() {
        context.say("every disagreement is decided");
        return Ok(());
    }
    let total = posed.len();
    let (mut at, mut decided) = (0, 0);
    while let Some(one) = posed.get(at) {
        context.print(&drawn(one, at + 1, total))?;
        let verdict = match ask(one, context)? {
            Answer::Decided(verdict) => verdict,
            Answer::Skipped => {
                at += 1;
                continue;
            }
            Answer::Ended => break,
        };
        context.say("why? (may be empty)");
        let reason = line()?.filter(|reason| !reason.is_empty());
        let expect = Some(one.fingerprint.clone());
        let ruling = Ruling { number: one.number, verdict, reason, again: false, expect };
        match project.adjudicate(&context.session()?, query, &ruling) {
            Ok(ruled) => {
                say_ruled(one.number, &ruled, context);
                decided += 1;
                at += 1;
            }
            Err(failure) => {
                say_failure(&failure, context);
                // Whatever has changed meanwhile, the next look is at what is there now.
                let number = one.number;
                let now = project.to_adjudicate(&context.session()?, query)?;
                match now.into_iter().find(|other| other.number == number) {
                    Some(same) => posed[at] = same,
                    None => at += 1,
                }
            }
        }
    }
    context.say(&format!("{decided} decided, {} left", total - decided));
    Ok(())
}

/// Says what came of a decision.
pub(crate) fn say_ruled(number: u32, ruled: &Ruled, context: &Context) {
    if let Some(found) = &ruled.found {
        context.say(found);
    }
    if let Some(name) = &ruled.new_coder {
        context.say(&format!("new coder: {name}"));
    }
    let removed = match ruled.removed {
        0 => String::new(),
        removed => format!(", {removed} removed that came of an earlier decision"),
    };
    let codings = crate::commands::count(ruled.added, "coding");
    context.say(&format!(
        "{number}: {}, {codings} of the consensus added{removed}",
        ruled.decision
    ));
    if let Some(before) = &ruled.instead_of {
        context.say(&format!("instead of what was decided before: {before}"));
    }
}

pub(crate) fn say_failure(failure: &Failure, context: &Context) {
    context.say(&format!("error: {failure}"));
    for hint in &failure.hints {
        context.say(&format!("hint: {hint}"));
    }
}

/// A disagreement with a line for each code of each coder.
fn drawn(one: &Posed, at: usize, total: usize) -> String {
    let share = one.share.map_or(String::new(), |share| format!(", {:.1} %", share * 100.0));
    let mut text = format!(
        "\n{at} of {total}: disagreement {}, {}, {}\n{}: {}; costs {:.1} characters{share}\n",
        one.number,
        one.document,
        one.place,
        one.kinds,
        one.codes.join(" / "),
        one.cost,
    );
    if let Some(before) = &one.before {
        text.push_str(&format!("decided before: {before}\n"));
    }
    let width = one.voices.iter().map(|voice| voice.coder.chars().count()).max().unwrap_or(0);
    for (key, voice) in (1..).zip(&one.voices) {
        let name = &voice.coder;
        if voice.said.is_empty() {
            text.push_str(&format!("  {key} {name:<width$}  nothing\n"));
        }
        for (code, words) in &voice.said {
            text.push_str(&format!("  {key} {name:<width$}  {code}: {words}\n"));
        }
    }
    text
}

/// Asks until there is an answer.
fn ask(one: &Posed, context: &Context) -> Result<Answer, Stop> {
    let coders = (1..).zip(&one.voices).map(|(key, voice)| format!("{key} {}", voice.coder));
    let coders: Vec<String> = coders.collect();
    let keys = format!(
        "{}, b both, r redraw, x reject, p put off, s skip, q quit?",
        coders.join(", ")
    );
    loop {
        context.say(&keys);
        let Some(answer) = line()? else { return Ok(Answer::Ended) };
        let verdict = match answer.to_lowercase().as_str() {
            "b" => Verdict::Both,
            "x" => Verdict::Reject,
            "p" => Verdict::PutOff,
            "s" => return Ok(Answer::Skipped),
            "q" => return Ok(Answer::Ended),
            "r" => match redraw(one, context)? {
                Some(redraw) => Verdict::Redraw(redraw),
                None => return Ok(Answer::Ended),
            },
            key => {
                let place = key.parse::<usize>().ok().and_then(|key| key.checked_sub(1));
                match place.and_then(|place| one.voices.get(place)) {
                    Some(voice) => Verdict::Accept(voice.coder.clone()),
                    None => {
                        context.say(&format!("`{answer}` is none of these"));
                        continue;
                    }
                }
            }
        };
        return Ok(Answer::Decided(verdict));
    }
}

/// Asks for the words, and for code and valence where the coders differ in them.
fn redraw(one: &Posed, context: &Context) -> Result<Option<Redraw>, Stop> {
    context.say("which words?");
    let Some(quote) = line()? else { return Ok(None) };
    let mut redraw = Redraw { quote, ..Redraw::default() };
    if one.codes.len() > 1 {
        context.say(&format!("which code? ({})", one.codes.join(", ")));
        let Some(code) = line()? else { return Ok(None) };
        redraw.code = Some(code).filter(|code| !code.is_empty());
    }
    while one.valences_differ && redraw.valence.is_none() {
        context.say("which valence? (barrier, facilitator, none)");
        let Some(word) = line()? else { return Ok(None) };
        redraw.valence = match Valence::from_word(&word) {
            Some(valence) => Some(Some(valence)),
            None if word.eq_ignore_ascii_case("none") => Some(None),
            None => None,
        };
    }
    Ok(Some(redraw))
}

/// The next line of standard input, without spaces around it; `None` at its end.
pub(crate) fn line() -> Result<Option<String>, Stop> {
    let mut line = String::new();
    match stdin().lock().read_line(&mut line) {
        Ok(0) => Ok(None),
        Ok(_) => Ok(Some(line.trim().to_owned())),
        Err(error) => Err(Failure::caused("the answers cannot be read", &error).into()),
    }
}
