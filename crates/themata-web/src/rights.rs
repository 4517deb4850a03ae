//! Roles in a study and what each may do.

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use themata_project::Failure;

use crate::trouble::told_to;

/// What is needed to ask for something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Right {
    /// Nothing: it is there for those who are not let in yet.
    Nothing,
    /// To be let in, whatever study is meant.
    Inside,
    /// To keep the workbench: accounts, and which studies there are.
    Keep,
    /// To read a study.
    Read,
    /// To write memos, questions, answers and saved queries.
    Note,
    /// To apply codes, write code definitions and settle disagreements.
    Code,
    /// To make themes, summaries and boards.
    Analyse,
    /// To change documents, people, rounds and what others did.
    Lead,
}

/// What somebody is in a study.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// May do everything in the study.
    Lead,
    /// Codes and takes part in the team's discussion.
    Coder,
    /// Makes findings of codings.
    Analyst,
    /// Reads.
    Reader,
}

impl Role {
    pub(crate) const ALL: [Role; 4] = [Role::Lead, Role::Coder, Role::Analyst, Role::Reader];

    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Role::Lead => "lead",
            Role::Coder => "coder",
            Role::Analyst => "analyst",
            Role::Reader => "reader",
        }
    }

    pub(crate) fn from_word(word: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.as_str() == word)
    }

    /// What the role is for, in words that follow its name.
    pub(crate) fn in_words(self) -> &'static str {
        match self {
            Role::Lead => "does everything: documents, people, rounds, the codebook, findings",
            Role::Coder => "codes, writes definitions and memos, settles disagreements",
            Role::Analyst => "makes themes, summaries, boards and reports, and writes memos",
            Role::Reader => "reads everything and changes nothing",
        }
    }

    /// Whether a role has a right in its study.
    pub(crate) fn may(self, right: Right) -> bool {
        match right {
            Right::Nothing | Right::Inside | Right::Read => true,
            Right::Keep => false,
            Right::Note => self != Role::Reader,
            Right::Code => matches!(self, Role::Lead | Role::Coder),
            Right::Analyse => matches!(self, Role::Lead | Role::Analyst),
            Right::Lead => self == Role::Lead,
        }
    }
}

/// What the one who sent a request may do where it is sent to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Not let in.
    Outside,
    /// Let in with an account, with a role in the study that is meant, if one is meant and
    /// there is a role.
    Account { role: Option<Role>, keeper: bool },
    /// The one person on this machine, who may do everything.
    Alone,
}

impl Standing {
    pub(crate) fn may(self, right: Right) -> bool {
        match self {
            Standing::Alone => true,
            Standing::Outside => right == Right::Nothing,
            Standing::Account { role, keeper } => match right {
                Right::Nothing | Right::Inside => true,
                Right::Keep => keeper,
                _ => role.is_some_and(|role| role.may(right)),
            },
        }
    }

    /// What may be done, as words for the page.
    pub(crate) fn words(self) -> String {
        let rights = [
            (Right::Keep, "keep"),
            (Right::Read, "read"),
            (Right::Note, "note"),
            (Right::Code, "code"),
            (Right::Analyse, "analyse"),
            (Right::Lead, "lead"),
        ];
        let had = rights.into_iter().filter(|(right, _)| self.may(*right));
        had.map(|(_, word)| word).collect::<Vec<_>>().join(" ")
    }

    /// Why something is not allowed; `None` if it is.
    pub(crate) fn refusal(self, right: Right, headers: &HeaderMap) -> Option<Response> {
        if self.may(right) {
            return None;
        }
        let (status, failure) = match self {
            Standing::Outside | Standing::Alone => {
                (StatusCode::UNAUTHORIZED, Failure::new("nobody is signed in here"))
            }
            // Whether there is a study of which one is no member is nobody's business.
            Standing::Account { role: None, .. } if right != Right::Keep => (
                StatusCode::NOT_FOUND,
                Failure::nothing("this study is not open")
                    .hint("the first page lists the studies that you are a member of"),
            ),
            Standing::Account { role, .. } => {
                let failure = Failure::new(match role {
                    Some(role) => {
                        format!("as {} of this study you cannot do this", role.as_str())
                    }
                    None => "only whoever keeps this workbench can do this".to_owned(),
                });
                let hint = match role {
                    Some(_) => "a lead of the study can give you another role",
                    None => "ask whoever started the server",
                };
                (StatusCode::FORBIDDEN, failure.hint(hint))
            }
        };
        let mut response = told_to(headers, failure);
        *response.status_mut() = status;
        Some(response)
    }
}
