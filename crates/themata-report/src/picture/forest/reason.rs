use themata_analysis::Fourfold;

/// Why an odds ratio cannot be estimated from these counts, in a few words; `None` if it can.
///
/// What is said is what is found in the stratum: a code that is missing or everywhere comes
/// before a cell that is empty, because the cell is empty on its account.
pub(super) fn of(counts: &Fourfold) -> Option<&'static str> {
    let units = counts.units();
    Some(match (counts.first(), counts.second()) {
        _ if units == 0 => "there are no units here",
        (0, 0) => "neither code occurs here",
        (0, _) => "the first code does not occur here",
        (_, 0) => "the second code does not occur here",
        (first, second) if first == units && second == units => {
            "both codes are in every unit here"
        }
        (first, _) if first == units => "the first code is in every unit here",
        (_, second) if second == units => "the second code is in every unit here",
        _ => return empty_cell(counts),
    })
}

/// What an empty cell means where both codes are in some units and not in others.
fn empty_cell(counts: &Fourfold) -> Option<&'static str> {
    let Fourfold { both, first_only, second_only, neither } = *counts;
    match [both, first_only, second_only, neither] {
        [0, _, _, _] => Some("the codes never occur together here"),
        [_, 0, 0, _] => Some("the codes never occur apart here"),
        [_, 0, _, _] => Some("no unit here has only the first code"),
        [_, _, 0, _] => Some("no unit here has only the second code"),
        [_, _, _, 0] => Some("every unit here has at least one of the codes"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reason([both, first_only, second_only, neither]: [u64; 4]) -> Option<&'static str> {
        of(&Fourfold { both, first_only, second_only, neither })
    }

    #[test]
    fn the_counts_say_why_there_is_no_estimate() {
        for (counts, expect) in [
            ([0, 0, 0, 0], "there are no units here"),
            ([0, 0, 0, 9], "neither code occurs here"),
            ([0, 0, 3, 9], "the first code does not occur here"),
            ([0, 3, 0, 9], "the second code does not occur here"),
            ([0, 0, 3, 0], "the first code does not occur here"),
            ([4, 0, 0, 0], "both codes are in every unit here"),
            ([4, 3, 0, 0], "the first code is in every unit here"),
            ([4, 0, 3, 0], "the second code is in every unit here"),
            ([0, 3, 2, 9], "the codes never occur together here"),
            ([0, 3, 2, 0], "the codes never occur together here"),
            ([4, 0, 0, 9], "the codes never occur apart here"),
            ([4, 0, 2, 9], "no unit here has only the first code"),
            ([4, 3, 0, 9], "no unit here has only the second code"),
            ([4, 3, 2, 0], "every unit here has at least one of the codes"),
        ] {
            assert_eq!(reason(counts), Some(expect), "{counts:?}");
        }
        assert_eq!(reason([4, 3, 2, 9]), None);
    }

    /// A reason stands exactly where the odds ratio of the analysis has no value.
    #[test]
    fn a_reason_stands_where_there_is_no_odds_ratio() {
        for counts in 0..3_u64.pow(4) {
            let cell = |place: u32| counts / 3_u64.pow(place) % 3;
            let counts = [cell(0), cell(1), cell(2), cell(3)];
            let [both, first_only, second_only, neither] = counts;
            let table = Fourfold { both, first_only, second_only, neither };
            assert_eq!(of(&table).is_some(), table.odds_ratio().is_err(), "{counts:?}");
        }
    }
}
