use themata_model::{Document, SpeakerRole, Transcript};

use crate::names::count;

/// Whose words count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Who {
    /// Those of participants: of everyone but interviewers. Speakers whose role is not known
    /// count as participants, for a study in which nobody asks has no roles. Text in no turn
    /// counts where a document has no turns at all, such as a diary, and is left out where it
    /// has some: there it is a title or a question.
    Participants,
    /// Those of interviewers alone.
    Interviewers,
    /// Everything that stands in the text.
    #[default]
    All,
}

impl Who {
    /// Whether the words of a turn count, or those in no turn.
    pub(crate) fn counts(
        self,
        document: &Document,
        transcript: &Transcript,
        turn: Option<usize>,
    ) -> bool {
        let role = turn.and_then(|turn| role(document, transcript, turn));
        match self {
            Who::All => true,
            Who::Interviewers => role == Some(SpeakerRole::Interviewer),
            Who::Participants if turn.is_none() => transcript.turns.is_empty(),
            Who::Participants => role != Some(SpeakerRole::Interviewer),
        }
    }

    /// A sentence on whose words count in some documents.
    pub(crate) fn sentence<'a>(self, documents: impl Iterator<Item = &'a Document>) -> String {
        let (mut speakers, mut unknown) = (0, 0);
        for document in documents {
            speakers += document.version.speakers.len();
            unknown += document.version.speakers.iter().filter(|s| s.role.is_none()).count();
        }
        match self {
            Who::All => "Words of everyone count, interviewers too.".to_owned(),
            Who::Interviewers => "Only words of interviewers count.".to_owned(),
            Who::Participants if unknown == 0 => {
                "Words of participants count, those of interviewers do not.".to_owned()
            }
            Who::Participants => format!(
                "Words of participants count, those of interviewers do not; the role of {} of {} \
                 is not known, and they are taken for participants.",
                unknown,
                count(speakers, "speaker")
            ),
        }
    }
}

fn role(document: &Document, transcript: &Transcript, turn: usize) -> Option<SpeakerRole> {
    let place = transcript.turns.get(turn)?.speaker?;
    document.version.speakers.get(place as usize)?.role
}
