//! How much a passage speaks of what is looked for.

use crate::evaluate::{Tally, leap};

/// How soon further occurrences in one passage stop adding weight; the customary value.
const SATURATION: f32 = 1.2;

/// How far a long passage is held to have more occurrences by its length alone; the customary
/// value.
const LENGTH: f32 = 0.75;

/// The weight of each hit by BM25 (Robertson and Zaragoza 2009, with the never negative
/// inverse document frequency of Lucene): rare words weigh more than common ones, the first
/// occurrence more than further ones, an occurrence in a short passage more than in a long
/// one.
///
/// `hits` are the numbers of passages in ascending order, `count` is the number of all
/// passages, `words` gives the number of words in a passage and `average` is the mean of that
/// number over all passages.
pub(crate) fn scores(
    hits: &[u32],
    tallies: &[Tally],
    count: usize,
    words: impl Fn(u32) -> u32,
    average: f32,
) -> Vec<f32> {
    let mut scores = vec![0.0; hits.len()];
    for tally in tallies {
        let (n, df) = (count as f32, tally.len() as f32);
        let rarity = (1.0 + (n - df + 0.5).max(0.0) / (df + 0.5)).ln();
        let mut at = 0;
        for &(passage, times) in tally {
            at += leap(&hits[at..], |&hit| hit < passage);
            if hits.get(at) == Some(&passage) {
                let times = times as f32;
                let length = 1.0 - LENGTH + LENGTH * words(passage) as f32 / average.max(1.0);
                scores[at] +=
                    rarity * times * (SATURATION + 1.0) / (times + SATURATION * length);
            }
        }
    }
    scores
}

#[cfg(test)]
mod tests {
    use super::scores;

    #[test]
    fn a_lone_occurrence_in_an_average_passage_weighs_its_rarity() {
        let got = scores(&[3], &[vec![(1, 4), (3, 1)]], 10, |_| 20, 20.0);
        assert!((got[0] - (1.0f32 + 8.5 / 2.5).ln()).abs() < 1e-6);
    }

    #[test]
    fn short_passages_and_repeated_words_weigh_more() {
        let words = |passage: u32| if passage == 1 { 10 } else { 40 };
        let got = scores(&[0, 1, 2], &[vec![(0, 1), (1, 1), (2, 3)]], 9, words, 30.0);
        assert!(got[1] > got[0] && got[2] > got[0]);
    }
}
