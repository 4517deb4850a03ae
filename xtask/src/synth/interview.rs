use super::chance::Chance;
use super::speech;

/// An invented interview.
pub(super) struct Interview {
    /// Site, role, wave and number, such as `04-nurse-w1-017`.
    pub(super) name: String,
    pub(super) site: String,
    pub(super) role: &'static str,
    pub(super) wave: u32,
    /// Who asks and who answers.
    pub(super) speakers: [String; 2],
    /// What is said in turn, the one who asks first.
    pub(super) turns: Vec<String>,
}

const SITES: usize = 16;
const ROLES: [&str; 4] = ["nurse", "doctor", "manager", "coordinator"];

impl Interview {
    /// The interview of a number, counted from 0, with at least so many words.
    pub(super) fn new(seed: u64, number: usize, words: usize) -> Interview {
        let mut chance = Chance::new(seed, number as u64);
        let site = format!("{:02}", number % SITES + 1);
        let role = ROLES[number / SITES % ROLES.len()];
        let wave = (number / SITES / ROLES.len() % 2) as u32 + 1;
        let name = format!("{site}-{role}-w{wave}-{:03}", number + 1);
        let speakers = ["INTERVIEWER".to_owned(), format!("P{:03}", number + 1)];
        let mut turns = Vec::new();
        let mut said = 0;
        while said < words {
            let mut question = String::new();
            for _ in 0..chance.between(1, 2) {
                said += speech::question(&mut chance, &mut question);
            }
            turns.push(question);
            let mut answer = String::new();
            for _ in 0..chance.between(2, 14) {
                said += speech::sentence(&mut chance, &mut answer);
            }
            turns.push(answer);
        }
        Interview { name, site, role, wave, speakers, turns }
    }

    /// The turns with those who speak, by their places in `speakers`.
    pub(super) fn spoken(&self) -> impl Iterator<Item = (usize, &str)> {
        self.turns.iter().enumerate().map(|(place, words)| (place % 2, words.as_str()))
    }

    /// The interview as a typist would write it: `NAME: words`, a blank line between turns.
    pub(super) fn typed(&self) -> String {
        let turns = self.spoken();
        let lines: Vec<String> =
            turns.map(|(who, words)| format!("{}: {words}", self.speakers[who])).collect();
        lines.join("\n\n") + "\n"
    }
}

#[cfg(test)]
mod tests {
    use super::Interview;

    #[test]
    fn a_seed_gives_the_same_interview() {
        let interview = Interview::new(1, 17, 200);
        assert_eq!(interview.name, "02-doctor-w1-018");
        assert_eq!(interview.turns, Interview::new(1, 17, 200).turns);
        assert_ne!(interview.turns, Interview::new(2, 17, 200).turns);
        let words: usize = interview.turns.iter().map(|t| t.split_whitespace().count()).sum();
        assert!((200..600).contains(&words), "{words}");
        assert!(interview.typed().starts_with("INTERVIEWER: "));
    }
}
