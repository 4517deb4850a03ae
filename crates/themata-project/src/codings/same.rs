use themata_model::Coding;

/// Whether one coding says all that another says of the same excerpt with the same code: its
/// valence and its weight, where it has them. Memos are not looked at.
pub(crate) fn says_all_of(one: &Coding, other: &Coding) -> bool {
    let valence = other.valence.is_none() || other.valence == one.valence;
    let weight = other.weight.is_none() || other.weight == one.weight;
    valence && weight
}

#[cfg(test)]
mod tests {
    use themata_codebook::CodeIndex;
    use themata_model::{CoderId, Coding, CodingId, DocumentId, Valence, Weight};
    use themata_text::CharSpan;

    use super::says_all_of;

    fn coding(valence: Option<Valence>, weight: Option<Weight>) -> Coding {
        Coding {
            id: CodingId(1),
            document: DocumentId(1),
            span: CharSpan::new(0, 2),
            code: CodeIndex::new(0),
            coder: CoderId(1),
            valence,
            weight,
        }
    }

    #[test]
    fn nothing_adds_nothing_and_something_else_adds_something() {
        let (none, barrier) = (coding(None, None), coding(Some(Valence::Barrier), None));
        assert!(says_all_of(&barrier, &none) && says_all_of(&barrier, &barrier));
        assert!(!says_all_of(&none, &barrier));
        assert!(!says_all_of(&coding(Some(Valence::Facilitator), None), &barrier));
        let heavy = coding(None, Weight::new(3));
        assert!(says_all_of(&heavy, &none) && !says_all_of(&none, &heavy));
        assert!(!says_all_of(&coding(None, Weight::new(2)), &heavy));
    }
}
