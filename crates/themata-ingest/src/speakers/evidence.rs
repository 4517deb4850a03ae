//! The decision over the whole file: which layout it has, and which stretches before a colon
//! are speakers. One line proves nothing. `Agile: a method` is a name and words on its looks;
//! that no other line begins so, in a file of two hundred turns, is what tells.

use std::collections::HashMap;

use super::header::header;
use super::name::{Belief, is_capitals, is_code, is_preamble_key, series};
use super::numbered::{behind_number, is_numbered};
use super::stacked::stack;
use super::{Candidate, Layout, Part, candidate, candidate_from, loose};
use crate::builder::Opening;
use crate::diagnostic::{Diagnostic, Diagnostics};
use crate::line::{Line, Role};
use crate::time::Dress;

/// The footer that a transcription service leaves behind, in lower case.
const FOOTERS: [&str; 2] = ["transcribed by https://otter.ai", "transcribed by otter.ai"];
/// Lines above a transcript that are searched for keys such as `Date`.
const PREAMBLE_LINES: usize = 40;

/// Says of every line what it is.
pub(crate) fn decide(lines: &[Line], diagnostics: &mut Diagnostics) -> Vec<Part> {
    let preamble = preamble(lines);
    let numbered = is_numbered(lines);
    // Most lines of most files are no candidates, so the few are kept in boxes.
    let mut candidates: Vec<Option<Box<Candidate<'_>>>> = lines
        .iter()
        .enumerate()
        .map(|(at, line)| {
            let from = if numbered { behind_number(&line.text) } else { 0 };
            let is_open = at >= preamble && line.given.is_none();
            is_open.then(|| candidate_from(line, from).map(Box::new)).flatten()
        })
        .collect();
    let taken = stack(lines, &mut candidates);
    let evidence = Evidence::weigh(lines, &candidates, preamble);
    let mut parts: Vec<Part> = lines
        .iter()
        .zip(&candidates)
        .map(|(line, candidate)| evidence.part(line, candidate.as_deref()))
        .collect();
    for at in taken {
        parts[at] = Part::Taken;
    }
    footer(lines, &mut parts);
    let is_opened = parts.iter().any(|part| matches!(part, Part::Opens(..)));
    if !is_opened && let Some(found) = loose::decide(lines, preamble) {
        parts = found;
        footer(lines, &mut parts);
    } else if is_opened {
        for (line, (candidate, part)) in lines.iter().zip(candidates.iter().zip(&parts)) {
            report(line, candidate.as_deref(), part, &evidence, diagnostics);
        }
    }
    parts
}

/// What the file says about one name.
#[derive(Debug, Default)]
struct Named {
    belief: Option<Belief>,
    timed: usize,
    timed_bare: usize,
    stamped: usize,
    colon: usize,
    /// Of those with a colon alone: how many touch it, are bold, have the line to themselves.
    tight: usize,
    bold: usize,
    headers: usize,
}

#[derive(Debug)]
struct Evidence<'a> {
    names: HashMap<&'a str, Named>,
    /// Whether stamps before names begin turns, and how they are dressed.
    timed: Option<Dress>,
    /// Whether such lines hold nothing else.
    timed_headers: bool,
    /// Whether names without a colon behind a stamp are names.
    timed_bare: bool,
    /// Whether a stamp alone begins a turn of nobody known.
    lone_stamps: bool,
    /// Whether names before stamps begin turns.
    stamped: bool,
    /// Whether names before a colon begin turns even if no stamp was ever with them.
    colon: bool,
    /// Whether nearly every paragraph begins with a name and a colon.
    covered: bool,
    /// Whether the names before a colon are bold.
    bold: bool,
    /// Whether the names before a colon are written in capitals.
    capitals: bool,
    series: Vec<String>,
}

impl<'a> Evidence<'a> {
    fn weigh(
        lines: &'a [Line],
        candidates: &[Option<Box<Candidate<'a>>>],
        preamble: usize,
    ) -> Evidence<'a> {
        let mut names: HashMap<&str, Named> = HashMap::new();
        let mut dresses: Vec<(Dress, usize)> = Vec::new();
        let (mut timed, mut timed_header, mut bare, mut lone) = (0, 0, 0, 0);
        let (mut stamped, mut colons, mut units) = (0, 0, 0);
        for (line, candidate) in lines.iter().zip(candidates).skip(preamble) {
            let Some(candidate) = candidate else {
                units += usize::from(line.opens && line.role == Role::Body);
                continue;
            };
            if candidate.layout == Layout::StampOnly {
                lone += 1;
                continue;
            }
            units += 1;
            let named = names.entry(candidate.name).or_default();
            named.belief = Some(candidate.belief);
            if candidate.belief == Belief::Doubtful {
                continue;
            }
            let header = candidate.is_header(line);
            match candidate.layout {
                Layout::Timed => {
                    timed += 1;
                    timed_header += usize::from(header);
                    named.timed += 1;
                    if let Some(stamp) = candidate.stamp {
                        match dresses.iter_mut().find(|(dress, _)| *dress == stamp.dress) {
                            Some((_, count)) => *count += 1,
                            None => dresses.push((stamp.dress, 1)),
                        }
                    }
                }
                Layout::TimedBare => {
                    bare += 1;
                    named.timed_bare += 1;
                }
                Layout::Stamped => {
                    stamped += 1;
                    named.stamped += 1;
                }
                Layout::Colon => {
                    colons += 1;
                    named.colon += 1;
                    named.tight += usize::from(candidate.tight);
                    named.bold += usize::from(candidate.bold);
                    named.headers += usize::from(header);
                }
                Layout::StampOnly => {}
            }
        }
        let few = units <= 6;
        let repeated_bare = sum(&names, |n| if n.timed_bare > 1 { n.timed_bare } else { 0 });
        let timed_bare = repeated_bare >= 3 && repeated_bare * 2 >= bare;
        let is_timed = timed >= 2 || (timed == 1 && few) || timed_bare;
        let dress = dresses.iter().max_by_key(|(_, count)| *count).map(|(dress, _)| *dress);
        let repeated_stamped = sum(&names, |n| if n.stamped > 1 { n.stamped } else { 0 });
        let mut evidence = Evidence {
            timed: is_timed.then_some(dress.unwrap_or(Dress::Square)),
            timed_headers: timed_header * 2 >= timed,
            timed_bare,
            lone_stamps: lone <= 2.max((timed + bare) / 10),
            stamped: repeated_stamped >= 2 || (stamped >= 1 && few),
            colon: false,
            covered: false,
            bold: false,
            capitals: false,
            series: Vec::new(),
            names,
        };
        let with_stamp = if evidence.timed.is_some() { timed + bare } else { 0 }
            + if evidence.stamped { stamped } else { 0 };
        evidence.weigh_colons(colons, units, with_stamp);
        evidence
    }

    /// Decides whether a name and a colon are enough.
    fn weigh_colons(&mut self, colons: usize, units: usize, with_stamp: usize) {
        let repeated = |n: &Named| n.colon >= least_times(n);
        let believed = sum(&self.names, |n| if repeated(n) { n.colon } else { 0 });
        let kinds = sum(&self.names, |n| usize::from(repeated(n)));
        // One line is a file's worth of evidence only if its name is a code, as in `P3: yes`.
        let convincing =
            colons > 1 || self.names.iter().all(|(name, n)| n.colon == 0 || is_code(name));
        self.covered = colons * 10 >= units * 9 && convincing;
        // Where most names come with a stamp, a name without one is prose: `Hi PARTICIPANT 2:`.
        if with_stamp > colons {
            return;
        }
        let alternating = kinds >= 2 && believed >= 4 && believed * 50 >= units;
        let monologue = kinds == 1 && believed >= 2 && believed * 2 >= units;
        self.colon = alternating || monologue || self.covered;
        let bold = sum(&self.names, |n| if repeated(n) { n.bold } else { 0 });
        self.bold = believed > 0 && bold * 5 >= believed * 4;
        let capitals =
            sum_named(&self.names, |name, n| usize::from(repeated(n) && is_capitals(name)));
        self.capitals = kinds >= 2 && capitals == kinds;
        let mut shapes: Vec<String> = Vec::new();
        for name in sorted(&self.names) {
            if self.names.get(name).is_some_and(repeated)
                && let Some(shape) = series(name)
                && !shapes.contains(&shape)
                && shapes.len() < 50
            {
                shapes.push(shape);
            }
        }
        self.series = shapes;
    }

    /// Whether a line is a title such as `Harbour: a talk with the manager` rather than a turn
    /// that was set as a heading: the name is met once.
    fn is_title(&self, line: &Line, candidate: &Candidate<'_>) -> bool {
        let once = self.names.get(candidate.name).is_none_or(|named| named.colon < 2);
        matches!(line.role, Role::Heading(_)) && once
    }

    /// Whether a name and a colon at the beginning of a line begin a turn.
    fn is_speaker(&self, candidate: &Candidate<'_>) -> bool {
        let Some(named) = self.names.get(candidate.name) else { return false };
        if candidate.belief == Belief::Doubtful {
            return false;
        }
        if (self.timed.is_some() && named.timed > 0) || (self.stamped && named.stamped > 0) {
            return true;
        }
        if !self.colon || (named.tight * 2 > named.colon && named.colon < 2 && !self.covered) {
            return false;
        }
        if self.bold && named.bold == 0 && named.colon < 5 {
            return false;
        }
        if named.colon >= least_times(named) {
            return true;
        }
        let strong = candidate.belief == Belief::Strong;
        (strong && self.covered)
            || (self.bold && candidate.bold)
            || (strong && self.capitals && is_capitals(candidate.name))
            || series(candidate.name).is_some_and(|shape| self.series.contains(&shape))
    }

    fn part(&self, line: &Line, candidate: Option<&Candidate<'_>>) -> Part {
        if let Some(given) = &line.given {
            let opening = given.opening();
            return opening.map_or(Part::Follows, |turn| Part::Opens(turn.clone().into(), 0));
        }
        if line.role == Role::Note {
            return Part::Apart;
        }
        let otherwise =
            if matches!(line.role, Role::Heading(_)) { Part::Apart } else { Part::Follows };
        let Some(candidate) = candidate else {
            return if self.is_bare_header(line) {
                opens(Some(line.text.trim()), None, line.text.len())
            } else {
                otherwise
            };
        };
        let name = Some(candidate.name);
        match candidate.layout {
            Layout::Timed if self.timed.is_some() && candidate.belief > Belief::Doubtful => {
                opens(name, Some(candidate), candidate.words_from)
            }
            Layout::TimedBare if self.is_timed_bare(candidate) => {
                let name = self.known(candidate.name);
                opens(Some(name), Some(candidate), candidate.words_from)
            }
            Layout::StampOnly => self.stamp_alone(candidate),
            Layout::Stamped if self.stamped && candidate.belief > Belief::Doubtful => {
                opens(name, Some(candidate), candidate.words_from)
            }
            Layout::Colon if self.is_speaker(candidate) && !self.is_title(line, candidate) => {
                opens(name, Some(candidate), candidate.words_from)
            }
            Layout::Colon if is_part_heading(candidate.name) && candidate.is_header(line) => {
                Part::Apart
            }
            _ => otherwise,
        }
    }

    fn stamp_alone(&self, candidate: &Candidate<'_>) -> Part {
        let Some(stamp) = candidate.stamp else { return Part::Follows };
        let alike = self.timed == Some(stamp.dress);
        if alike && self.timed_headers && self.lone_stamps {
            return opens(None, Some(candidate), candidate.words_from);
        }
        Part::Mark(stamp.start_ms)
    }

    fn is_timed_bare(&self, candidate: &Candidate<'_>) -> bool {
        let Some(dress) = self.timed else { return false };
        if candidate.stamp.is_none_or(|stamp| stamp.dress != dress) && !self.timed_bare {
            return false;
        }
        let known = self.names.get(self.known(candidate.name));
        known.is_some_and(|named| named.timed > 0 || (self.timed_bare && named.timed_bare > 1))
            || ((self.timed_headers || self.timed_bare) && candidate.belief == Belief::Strong)
    }

    /// A name without the full stop that was typed for a colon, if that is a name of the file.
    fn known<'b>(&self, name: &'b str) -> &'b str {
        let trimmed = name.trim_end_matches(['.', ',', ';']);
        let is_known = self.names.get(trimmed).is_some_and(|n| n.timed > 0 || n.timed_bare > 1);
        if is_known { trimmed } else { name }
    }

    /// A header whose colon was forgotten: nothing but a name that is a header elsewhere.
    fn is_bare_header(&self, line: &Line) -> bool {
        if !self.colon || line.text.len() > 4 * super::name::LONGEST {
            return false;
        }
        self.names.get(line.text.trim()).is_some_and(|named| {
            named.headers >= 2 && named.headers * 2 > named.colon && named.belief.is_some()
        })
    }
}

/// How often a name must come to be a speaker's without further evidence.
fn least_times(named: &Named) -> usize {
    match named.belief {
        Some(Belief::Strong) => 2,
        Some(Belief::Weak) => 3,
        _ => usize::MAX,
    }
}

fn opens(name: Option<&str>, candidate: Option<&Candidate<'_>>, words_from: usize) -> Part {
    let stamp = candidate.and_then(|candidate| candidate.stamp);
    let opening = Opening {
        speaker: name.map(str::to_owned),
        start_ms: stamp.map(|stamp| stamp.start_ms),
        end_ms: stamp.and_then(|stamp| stamp.end_ms),
    };
    Part::Opens(Box::new(opening), words_from)
}

/// How many lines stand above the transcript: those up to the last key such as `Date`, if
/// there is one among the short lines and the names at the beginning.
fn preamble(lines: &[Line]) -> usize {
    let mut end = header(lines).map_or(0, |keys| keys.len());
    let mut seen: Vec<&str> = Vec::new();
    for (at, line) in lines.iter().take(PREAMBLE_LINES).enumerate() {
        match candidate(line) {
            // A name that comes a second time is somebody who speaks.
            Some(found) if found.layout == Layout::Colon && !seen.contains(&found.name) => {
                seen.push(found.name);
                if is_preamble_key(found.name) {
                    end = end.max(at + 1);
                }
            }
            Some(_) => break,
            None if line.text.chars().nth(100).is_some() => break,
            None => {}
        }
    }
    end
}

/// `PART 2`, which ends a turn and is said by nobody.
fn is_part_heading(name: &str) -> bool {
    let Some((word, number)) = name.rsplit_once(char::is_whitespace) else { return false };
    let word = word.trim().to_lowercase();
    let numbered = number.chars().all(|c| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X'));
    numbered && matches!(word.as_str(), "part" | "teil" | "session" | "tape" | "recording")
}

fn footer(lines: &[Line], parts: &mut [Part]) {
    let last = lines.iter().rposition(|line| line.role != Role::Note);
    if let Some(last) = last {
        let text = lines[last].text.trim().to_lowercase();
        if FOOTERS.contains(&text.as_str()) {
            parts[last] = Part::Apart;
        }
    }
}

fn report(
    line: &Line,
    candidate: Option<&Candidate<'_>>,
    part: &Part,
    evidence: &Evidence<'_>,
    diagnostics: &mut Diagnostics,
) {
    let Some(candidate) = candidate else { return };
    match part {
        Part::Opens(opening, _) if opening.speaker.is_none() => {
            let message = "a turn begins here, and the source does not say whose it is";
            diagnostics
                .push(Diagnostic::warning("turn-without-speaker", message).at(line.place));
        }
        Part::Opens(..) | Part::Apart => {}
        _ if candidate.layout == Layout::StampOnly => {}
        _ if line.opens && worth_a_doubt(candidate, evidence) => {
            let message = if candidate.belief == Belief::Doubtful {
                "this looks like a speaker's name but is known to mean something else"
            } else {
                "this looks like a speaker's name but comes too seldom to be one"
            };
            diagnostics.push(
                Diagnostic::warning("doubtful-speaker", message)
                    .at(line.place)
                    .about(candidate.name)
                    .hint("if it is a speaker, correct the source and import it again"),
            );
        }
        _ => {}
    }
}

/// Whether a name that was refused is worth a remark: not every stretch before a colon is.
fn worth_a_doubt(candidate: &Candidate<'_>, evidence: &Evidence<'_>) -> bool {
    let unusual = evidence.bold && !candidate.bold;
    candidate.belief == Belief::Doubtful || (candidate.belief == Belief::Strong && !unusual)
}

fn sum(names: &HashMap<&str, Named>, count: impl Fn(&Named) -> usize) -> usize {
    sum_named(names, |_, named| count(named))
}

#[expect(clippy::iter_over_hash_type, reason = "a sum does not depend on the order")]
fn sum_named(names: &HashMap<&str, Named>, count: impl Fn(&str, &Named) -> usize) -> usize {
    let mut total = 0;
    for (name, named) in names {
        total += count(name, named);
    }
    total
}

fn sorted<'a>(names: &HashMap<&'a str, Named>) -> Vec<&'a str> {
    let mut sorted: Vec<&str> = names.keys().copied().collect();
    sorted.sort_unstable();
    sorted
}
