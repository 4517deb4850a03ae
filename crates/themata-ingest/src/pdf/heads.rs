//! Running heads and page numbers.

use std::collections::HashMap;

use super::{PdfPage, Row};
use crate::Place;
use crate::line::Line;
use crate::speakers;

/// How many lines at the top and at the bottom of a page are looked at.
const EDGE: usize = 3;
/// How far the heights of lines that stand at the same place on their pages may differ, in
/// points.
const SAME_PLACE: f32 = 9.0;

/// Drops the lines at the edges of pages that are page numbers or that come again at the same
/// place on other pages, and says how many there were.
pub(super) fn drop_heads(pages: &[PdfPage], rows: &mut [Vec<Row>]) -> usize {
    let edges: Vec<Vec<Edge>> =
        pages.iter().zip(rows.iter()).map(|(page, rows)| edges(page, rows)).collect();
    let places = Places::of(&edges);
    let mut inside: HashMap<&str, usize> = HashMap::new();
    for (rows, edges) in rows.iter().zip(&edges) {
        for (at, row) in rows.iter().enumerate() {
            if !edges.iter().any(|edge| edge.at == at) {
                *inside.entry(&row.text).or_default() += 1;
            }
        }
    }
    let with_text = rows.iter().filter(|rows| !rows.is_empty()).count();
    let mut gone: Vec<Vec<usize>> = Vec::with_capacity(rows.len());
    for (rows, edges) in rows.iter().zip(&edges) {
        let is_head = |edge: &Edge| {
            let row = &rows[edge.at];
            if with_text == 1 {
                return is_first_page_number(&row.text);
            }
            // What speakers say may well come again at the top of a page, and their names do.
            places.is_head(edge, with_text)
                && (edge.is_number
                    || places.counts_pages(edge)
                    || !(begins_a_turn(row) || inside.get(row.text.as_str()) >= Some(&2)))
        };
        // Nothing but furniture lies between furniture and the edge of the page.
        let mut here: Vec<usize> = Vec::new();
        for is_upper in [true, false] {
            let side = edges.iter().filter(|edge| edge.is_upper == is_upper);
            here.extend(side.take_while(|edge| is_head(edge)).map(|edge| edge.at));
        }
        // Pages that say the same throughout are no heads.
        gone.push(if here.len() == rows.len() { Vec::new() } else { here });
    }
    let mut dropped = 0;
    for (rows, gone) in rows.iter_mut().zip(&gone) {
        let mut at = 0;
        rows.retain(|_| {
            at += 1;
            !gone.contains(&(at - 1))
        });
        dropped += gone.len();
    }
    dropped
}

/// A line near the top or the bottom of its page.
struct Edge {
    /// Its place among the lines of the page.
    at: usize,
    is_upper: bool,
    /// How far it is from the top or the bottom of the page.
    away: f32,
    shape: String,
    is_number: bool,
    /// How much more than the pages before its own the number is that it begins or ends with.
    ahead: Option<i64>,
}

/// The lines nearest the top and the bottom of a page, the outermost first.
fn edges(page: &PdfPage, rows: &[Row]) -> Vec<Edge> {
    let mut by_height: Vec<usize> = (0..rows.len()).collect();
    by_height.sort_by(|&a, &b| rows[a].top.total_cmp(&rows[b].top));
    let lowest = rows.iter().map(|row| row.bottom).fold(1.0, f32::max);
    let half = by_height.partition_point(|&at| rows[at].top < lowest / 2.0);
    let (upper, lower) = by_height.split_at(half);
    let upper = upper.iter().take(EDGE).map(|&at| (at, true));
    let lower = lower.iter().rev().take(EDGE).map(|&at| (at, false));
    upper
        .chain(lower)
        .map(|(at, is_upper)| {
            let row = &rows[at];
            let is_number = is_page_number(&row.text);
            let away = match is_upper {
                // Some count pages at the end of the text, wherever that is.
                _ if is_number => 0.0,
                true => row.top,
                false => page.height - row.bottom,
            };
            let shape = if is_number { "#".to_owned() } else { shape(&row.text) };
            let ahead = number_at_an_end(&row.text).map(|number| number - i64::from(row.page));
            Edge { at, is_upper, away, shape, is_number, ahead }
        })
        .collect()
}

/// Where lines stand at the edges of all pages.
struct Places<'a> {
    /// The heights at which lines of one shape stand, in order.
    of_shape: HashMap<(bool, &'a str), Vec<f32>>,
    /// At the top and at the bottom: where lines stand, in order, and how many of them up to
    /// there have a shape that comes again at their place.
    all: [Vec<(f32, usize)>; 2],
    /// How many lines of one shape are ahead of the pages by the same number.
    ahead: HashMap<(bool, &'a str, i64), usize>,
}

impl<'a> Places<'a> {
    fn of(edges: &'a [Vec<Edge>]) -> Places<'a> {
        let mut of_shape: HashMap<(bool, &str), Vec<f32>> = HashMap::new();
        for edge in edges.iter().flatten() {
            of_shape.entry((edge.is_upper, &edge.shape)).or_default().push(edge.away);
        }
        #[expect(clippy::iter_over_hash_type, reason = "each is sorted by itself")]
        for heights in of_shape.values_mut() {
            heights.sort_by(f32::total_cmp);
        }
        let mut ahead: HashMap<(bool, &str, i64), usize> = HashMap::new();
        for edge in edges.iter().flatten() {
            if let Some(by) = edge.ahead {
                *ahead.entry((edge.is_upper, &edge.shape, by)).or_default() += 1;
            }
        }
        let mut places = Places { of_shape, all: [Vec::new(), Vec::new()], ahead };
        for is_upper in [false, true] {
            let mut here: Vec<&Edge> =
                edges.iter().flatten().filter(|edge| edge.is_upper == is_upper).collect();
            here.sort_by(|a, b| a.away.total_cmp(&b.away));
            let mut again = 0;
            let counted = here.iter().map(|edge| {
                again += usize::from(places.again(edge) >= 2);
                (edge.away, again)
            });
            let counted = counted.collect();
            places.all[usize::from(is_upper)] = counted;
        }
        places
    }

    /// How many lines of the same shape stand at the same place.
    fn again(&self, edge: &Edge) -> usize {
        let key = (edge.is_upper, edge.shape.as_str());
        let heights = self.of_shape.get(&key).map_or(&[][..], Vec::as_slice);
        let (from, to) = near(heights, edge.away, |&away| away);
        to - from
    }

    /// Whether a line holds a number that grows with the pages.
    fn counts_pages(&self, edge: &Edge) -> bool {
        edge.ahead.is_some_and(|by| {
            self.ahead.get(&(edge.is_upper, edge.shape.as_str(), by)) >= Some(&2)
        })
    }

    fn is_head(&self, edge: &Edge, pages: usize) -> bool {
        // Figures come again in every table.
        if !edge.is_number && !edge.shape.chars().any(char::is_alphabetic) {
            return false;
        }
        let again = self.again(edge);
        if again >= 2.max(pages.div_ceil(2)) || (again >= 2 && self.counts_pages(edge)) {
            return true;
        }
        // Where nearly all pages have a line that comes again, left and right pages or
        // chapters have different ones.
        let all = &self.all[usize::from(edge.is_upper)];
        let (from, to) = near(all, edge.away, |&(away, _)| away);
        let before = from.checked_sub(1).map_or(0, |at| all[at].1);
        let coming_again = to.checked_sub(1).map_or(0, |at| all[at].1) - before;
        again >= 2
            && pages >= 4
            && (to - from) * 4 >= pages * 3
            && coming_again * 5 >= (to - from) * 4
    }
}

/// The stretch of a sorted list that lies near a height.
fn near<T>(sorted: &[T], away: f32, height: impl Fn(&T) -> f32) -> (usize, usize) {
    let from = sorted.partition_point(|one| height(one) < away - SAME_PLACE);
    let to = sorted.partition_point(|one| height(one) <= away + SAME_PLACE);
    (from, to)
}

/// The number that a line begins or ends with.
fn number_at_an_end(text: &str) -> Option<i64> {
    let number = |word: &str| {
        let is_number = word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit());
        word.parse().ok().filter(|_| is_number)
    };
    let mut words = text.split(' ');
    number(words.next()?).or_else(|| number(words.next_back()?))
}

/// A line with its digits alike: `Chapter 3, 27` and `Chapter 4, 31` have one shape.
fn shape(text: &str) -> String {
    let mut shape = String::with_capacity(text.len());
    for c in text.chars() {
        if !c.is_ascii_digit() {
            shape.push(c);
        } else if !shape.ends_with('#') {
            shape.push('#');
        }
    }
    shape
}

fn begins_a_turn(row: &Row) -> bool {
    let mut line = Line::body(row.text.clone(), Place::Page(row.page));
    line.bold = row.bold;
    speakers::hint(&line).is_some() && !is_page_number(&row.text)
}

/// The number of the only page of a document. Any other number on it is something else.
fn is_first_page_number(text: &str) -> bool {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty());
    is_page_number(text) && numbers.next() == Some("1") && numbers.all(|number| number == "1")
}

/// `3`, `- 3 -`, `Page 3`, `3 / 12`, `Page 3 of 12`, `iv`.
fn is_page_number(text: &str) -> bool {
    let folded = text.to_lowercase();
    let core = folded.trim_matches(|c: char| c.is_whitespace() || "-–—|[]".contains(c));
    let core = ["page", "seite", "p.", "pg.", "página", "pagina", "s."]
        .iter()
        .find_map(|word| core.strip_prefix(word))
        .unwrap_or(core)
        .trim();
    let is_number = |part: &str| {
        let part = part.trim();
        !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit())
    };
    let roman = !core.is_empty()
        && core.len() <= 6
        && core.bytes().all(|b| b"ivxl".contains(&b))
        && core != "i"
        && core == text.trim();
    roman
        || is_number(core)
        || [" of ", "/", " von ", " de ", " sur ", " di "].iter().any(|between| {
            core.split_once(between).is_some_and(|(a, b)| is_number(a) && is_number(b))
        })
}

#[cfg(test)]
mod tests {
    use super::is_page_number;

    #[test]
    fn page_numbers() {
        for text in ["3", "- 3 -", "Page 3 of 12", "3/12", "Seite 4", "iv"] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["Yes.", "I", "3 of us", "12:30", "page", "mix it"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
