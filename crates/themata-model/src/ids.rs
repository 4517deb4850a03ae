macro_rules! id {
    ($name:ident, $what:literal) => {
        #[doc = concat!("The number of ", $what, " within its study, counted from 1. The number of what was taken away may be given again.")]
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
        pub struct $name(pub u32);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id!(AdjudicationId, "an adjudication");
id!(AnswerId, "an answer");
id!(AttributeId, "an attribute");
id!(BoardViewId, "a view on the board");
id!(CoderId, "a coder");
id!(CodingId, "a coding");
id!(DocumentId, "a document");
id!(MemoId, "a memo");
id!(OperationId, "an operation");
id!(QuestionId, "a question");
id!(RejectionId, "a rejection");
id!(RoundId, "a round");
id!(SavedQueryId, "a saved query");
id!(SummaryId, "a summary");
id!(ThemeId, "a theme");
