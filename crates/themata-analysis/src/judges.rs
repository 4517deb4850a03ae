//! Who has judged a document.

use themata_model::{CoderId, CoderKind, DocumentId, Judgement, Study};

/// For each of some coders, whether what they coded on a document is a judgement of the whole
/// of it: they have finished an assignment on it, or nobody assigned it to them and there is a
/// coding of theirs, whatever its code. Who is still at it or was excused says nothing.
pub(crate) fn judges(study: &Study, document: DocumentId, coders: &[CoderId]) -> Vec<bool> {
    let mut coded = vec![false; coders.len()];
    for coding in study.codings.on(document) {
        if let Some(place) = coders.iter().position(|&coder| coder == coding.coder) {
            coded[place] = true;
        }
    }
    let judges = |(&coder, coded)| match study.judgement(document, coder) {
        Judgement::Finished => true,
        Judgement::Unassigned => coded,
        Judgement::Unfinished | Judgement::Excused => false,
    };
    coders.iter().zip(coded).map(judges).collect()
}

/// Whether a query in its standard spelling names a coder: `coder:ana,"the machine"`.
pub(crate) fn names_coder(query: &str, name: &str) -> bool {
    let name = name.to_lowercase();
    let query = query.to_lowercase();
    query.match_indices("coder:").any(|(at, term)| {
        let mut quoted = false;
        let values = query[at + term.len()..].split(|c: char| {
            quoted ^= c == '"';
            !quoted && (c.is_whitespace() || c == ')')
        });
        let values = values.take(1).flat_map(|values| values.split(','));
        values.map(|value| value.trim_matches('"')).any(|value| value == name)
    })
}

/// Whether a query names a machine, or all machines.
pub(crate) fn names_machine(query: &str, name: &str) -> bool {
    names_coder(query, name) || names_coder(query, CoderKind::Machine.as_str())
}

#[cfg(test)]
mod tests {
    use super::names_coder;

    #[test]
    fn a_query_names_coders() {
        for query in ["coder:Bot", "(coder:ana,bot OR code:x)", "coder:\"bot\" site:04"] {
            assert!(names_coder(query, "bot"), "{query}");
        }
        assert!(names_coder("coder:ana,\"the bot\"", "The Bot"));
        for query in ["", "code:bot", "coder:ana bot:1", "coder:robot"] {
            assert!(!names_coder(query, "bot"), "{query}");
        }
    }
}
