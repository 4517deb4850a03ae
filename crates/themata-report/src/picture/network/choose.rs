//! What of a network can be read.

use std::collections::BTreeMap;

use super::{Network, NetworkPair};

/// With more points than these, names would have nowhere to go.
pub(super) const MOST_CODES: usize = 36;

/// With more lines than these, nobody could follow one.
pub(super) const MOST_PAIRS: usize = 60;

/// The part of a network that is drawn.
pub(super) struct Chosen {
    /// The codes that are drawn, in the order given.
    pub(super) codes: Vec<usize>,
    /// The pairs that are drawn, strongest first; `one` and `two` are places among the codes
    /// that are drawn.
    pub(super) pairs: Vec<NetworkPair>,
    /// Whether there would be too many codes with the next pair by strength.
    pub(super) is_full: bool,
    /// How many pairs there are.
    pub(super) all_pairs: usize,
    /// How many codes are in pairs, but in none that is drawn.
    pub(super) weak: usize,
    /// The codes that are in no pair, in the order given.
    pub(super) alone: Vec<usize>,
}

/// Takes the strongest pairs, one after the other. Once the next would bring in too many codes,
/// only pairs among the codes that are there are taken, because they cost no room for names.
/// Of pairs equally strong the one of the codes given first is taken first.
pub(super) fn chosen(network: &Network) -> Chosen {
    let many = network.codes.len();
    let mut strengths: BTreeMap<(usize, usize), f64> = BTreeMap::new();
    for pair in &network.pairs {
        let (one, two) = (pair.one.min(pair.two), pair.one.max(pair.two));
        if two < many && one != two && pair.coefficient.is_finite() && pair.coefficient > 0.0 {
            let strength = strengths.entry((one, two)).or_insert(pair.coefficient);
            *strength = strength.max(pair.coefficient);
        }
    }
    let mut pairs: Vec<NetworkPair> = strengths
        .into_iter()
        .map(|((one, two), coefficient)| NetworkPair { one, two, coefficient })
        .collect();
    pairs.sort_by(|a, b| b.coefficient.total_cmp(&a.coefficient));

    let mut is_paired = vec![false; many];
    for pair in &pairs {
        is_paired[pair.one] = true;
        is_paired[pair.two] = true;
    }
    let all_pairs = pairs.len();
    let mut is_drawn = vec![false; many];
    let (mut drawn, mut is_full) = (0, false);
    let mut taken: Vec<NetworkPair> = Vec::new();
    for pair in pairs {
        if taken.len() == MOST_PAIRS {
            break;
        }
        let new = usize::from(!is_drawn[pair.one]) + usize::from(!is_drawn[pair.two]);
        is_full |= drawn + new > MOST_CODES;
        if new == 0 || !is_full {
            is_drawn[pair.one] = true;
            is_drawn[pair.two] = true;
            drawn += new;
            taken.push(pair);
        }
    }
    let mut pairs = taken;

    let codes: Vec<usize> = (0..many).filter(|code| is_drawn[*code]).collect();
    let mut places = vec![0; many];
    for (place, code) in codes.iter().enumerate() {
        places[*code] = place;
    }
    for pair in &mut pairs {
        (pair.one, pair.two) = (places[pair.one], places[pair.two]);
    }
    let weak = (0..many).filter(|code| is_paired[*code] && !is_drawn[*code]).count();
    let alone = (0..many).filter(|code| !is_paired[*code]).collect();
    Chosen { codes, pairs, is_full, all_pairs, weak, alone }
}
