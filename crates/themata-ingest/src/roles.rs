//! Who asks and who answers: what the names say, and where they say nothing or too little,
//! who puts the questions. Where it is not clear nothing is guessed, as in a talk of equals.

mod words;

use crate::{SpeakerRole, Transcript};
use words::{Saying, saying};

/// Guesses the roles of those speakers of whom the source does not say them.
pub(crate) fn guess(transcript: &mut Transcript) {
    if transcript.speakers.iter().all(|speaker| speaker.role.is_some()) {
        return;
    }
    let mut cast = Cast::of(transcript);
    cast.read_codes();
    cast.ask_the_others();
    if cast.roles.iter().all(Option::is_none) {
        cast.go_by_questions();
    }
    for (speaker, role) in transcript.speakers.iter_mut().zip(cast.roles) {
        speaker.role = speaker.role.or(role);
    }
}

/// How somebody speaks.
#[derive(Clone, Copy, Debug, Default)]
struct Manner {
    turns: usize,
    chars: usize,
    sentences: usize,
    questions: usize,
}

impl Manner {
    /// The questions among a thousand sentences.
    fn asking(self) -> usize {
        self.questions * 1_000 / self.sentences.max(1)
    }
}

/// All who speak in a transcript.
struct Cast {
    sayings: Vec<Saying>,
    manners: Vec<Manner>,
    roles: Vec<Option<SpeakerRole>>,
    /// Who has the first three turns.
    openers: Vec<usize>,
}

impl Cast {
    fn of(transcript: &Transcript) -> Cast {
        let speakers = &transcript.speakers;
        let mut manners = vec![Manner::default(); speakers.len()];
        let mut openers = Vec::new();
        for (turn, words) in transcript.spoken() {
            let Some(at) = turn.speaker.map(|at| at as usize) else { continue };
            let Some(manner) = manners.get_mut(at) else { continue };
            manner.turns += 1;
            count(words, manner);
            if openers.len() < 3 {
                openers.push(at);
            }
        }
        let sayings: Vec<Saying> = speakers.iter().map(|s| saying(&s.name)).collect();
        let by_name = |said: &Saying| match said {
            Saying::Asks => Some(SpeakerRole::Interviewer),
            Saying::Answers => Some(SpeakerRole::Participant),
            _ => None,
        };
        let roles = speakers
            .iter()
            .zip(&sayings)
            .map(|(speaker, said)| speaker.role.or_else(|| by_name(said)))
            .collect();
        Cast { sayings, manners, roles, openers }
    }

    fn has(&self, role: SpeakerRole) -> bool {
        self.roles.contains(&Some(role))
    }

    fn undecided(&self) -> Vec<usize> {
        (0..self.roles.len())
            .filter(|&at| self.roles[at].is_none() && self.sayings[at] != Saying::Aside)
            .collect()
    }

    fn coded(&self, letters: &[char]) -> Vec<usize> {
        let is_one =
            |at: &usize| matches!(self.sayings[*at], Saying::Code(c) if letters.contains(&c));
        self.undecided().into_iter().filter(is_one).collect()
    }

    fn give(&mut self, to: &[usize], role: SpeakerRole) {
        for &at in to {
            self.roles[at] = Some(role);
        }
    }

    /// Whether some together ask a greater share of what they say than others do. Codes are
    /// short, so nothing but what is said can tell that they mean what they seem to.
    fn ask_more(&self, some: &[usize], others: &[usize]) -> bool {
        self.together(some).asking() > self.together(others).asking()
    }

    fn together(&self, some: &[usize]) -> Manner {
        some.iter().fold(Manner::default(), |sum, &at| {
            let manner = self.manners[at];
            Manner {
                turns: sum.turns + manner.turns,
                chars: sum.chars + manner.chars,
                sentences: sum.sentences + manner.sentences,
                questions: sum.questions + manner.questions,
            }
        })
    }

    fn of_role(&self, role: SpeakerRole) -> Vec<usize> {
        (0..self.roles.len()).filter(|&at| self.roles[at] == Some(role)).collect()
    }

    /// Reads codes of one letter by those that stand beside them: `R` answers beside `I` and
    /// asks beside `P3`.
    fn read_codes(&mut self) {
        use SpeakerRole::{Interviewer, Participant};
        if !self.has(Interviewer) {
            let answering = self.of_role(Participant);
            let (asking, answering) = if answering.is_empty() {
                let asking = self.coded(&['I', 'Q']);
                let rest: Vec<usize> = self
                    .coded(&['A', 'B', 'E', 'P', 'R', 'S', 'T'])
                    .into_iter()
                    .filter(|at| !asking.contains(at))
                    .collect();
                (asking, rest)
            } else {
                (self.coded(&['E', 'F', 'I', 'M', 'Q', 'R']), answering)
            };
            // Without a single question mark in a file the letters have to do.
            let silent = self.together(&asking).questions == 0
                && self.together(&answering).questions == 0;
            if !asking.is_empty()
                && !answering.is_empty()
                && (silent || self.ask_more(&asking, &answering))
            {
                self.give(&asking, Interviewer);
                self.give(&answering, Participant);
            }
        }
        if self.has(Interviewer) {
            let answering = self.coded(&['A', 'B', 'P', 'R', 'S', 'T']);
            self.give(&answering, Participant);
        }
    }

    /// Gives those whose names say nothing the role that those leave whose names do say it.
    fn ask_the_others(&mut self) {
        let asking = self.of_role(SpeakerRole::Interviewer);
        let answering = self.of_role(SpeakerRole::Participant);
        let rest = self.undecided();
        let (asks, usual) =
            (self.together(&asking).asking(), self.together(&answering).asking());
        let share = |at: usize| self.manners[at].asking();
        let (role, found): (_, Vec<usize>) = match (asking.is_empty(), answering.is_empty()) {
            (true, true) => return,
            // A further voice may be a colleague of either.
            (false, false) => (
                SpeakerRole::Participant,
                rest.into_iter().filter(|&at| share(at) * 2 < asks).collect(),
            ),
            // Somebody must be asked.
            (false, true) if rest.len() == 1 => (SpeakerRole::Participant, rest),
            (false, true) => (
                SpeakerRole::Participant,
                rest.into_iter().filter(|&at| share(at) < asks).collect(),
            ),
            (true, false) if self.roles.len() == 2 => (
                SpeakerRole::Interviewer,
                rest.into_iter().filter(|&at| share(at) > usual).collect(),
            ),
            (true, false) => (
                SpeakerRole::Interviewer,
                rest.into_iter()
                    .filter(|&at| share(at) >= 100 && share(at) >= usual * 2)
                    .collect(),
            ),
        };
        self.give(&found, role);
    }

    /// Where no name says anything: one who opens, asks far more than all others and says far
    /// less is an interviewer.
    fn go_by_questions(&mut self) {
        let rest = self.undecided();
        let Some(&asks) =
            rest.iter().max_by_key(|&&at| (self.manners[at].asking(), usize::MAX - at))
        else {
            return;
        };
        let others: Vec<usize> = rest.into_iter().filter(|&at| at != asks).collect();
        let (one, all) = (self.manners[asks], self.together(&others));
        let often =
            one.questions >= 5 && one.asking() >= 250 && one.asking() >= all.asking() * 4;
        // The turns of each, in characters: those who are asked tell at length.
        let short = one.chars * all.turns * 2 <= all.chars * one.turns;
        let close = others.iter().any(|&at| {
            self.manners[at].turns > 2 && self.manners[at].asking() * 2 > one.asking()
        });
        if !(often && short) || close || !self.openers.contains(&asks) {
            return;
        }
        let answering: Vec<usize> =
            others.into_iter().filter(|&at| self.manners[at].chars * 20 >= all.chars).collect();
        self.give(&[asks], SpeakerRole::Interviewer);
        self.give(&answering, SpeakerRole::Participant);
    }
}

/// Counts what somebody says: the sentences, and the questions among them.
fn count(words: &str, manner: &mut Manner) {
    let mut greek = false;
    let mut within = false;
    for c in words.chars() {
        manner.chars += 1;
        let asks = matches!(c, '?' | '？' | '؟' | '՞' | '\u{37e}') || (c == ';' && greek);
        if asks || matches!(c, '.' | '!' | '…' | '。' | '！' | '।' | '۔') {
            manner.sentences += usize::from(within);
            manner.questions += usize::from(within && asks);
            within = false;
        } else if c.is_alphanumeric() {
            within = true;
            greek = matches!(c, '\u{370}'..='\u{3ff}' | '\u{1f00}'..='\u{1fff}');
        }
    }
    manner.sentences += usize::from(within);
}
