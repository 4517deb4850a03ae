//! How a document is cut into strips, and where things stand in them.

use super::{CodeLine, coder_room};
use crate::figure::count;
use crate::line::in_one_line;
use crate::picture::fill::greatest;
use crate::picture::frame::PAGE;
use crate::picture::words::text_width;

/// Where the text begins and ends.
pub(super) const LEFT: f64 = 176.0;
pub(super) const RIGHT: f64 = PAGE;

/// From one lane to the next, and from one speaker to the next.
pub(super) const LANE: f64 = 14.0;
pub(super) const VOICE: f64 = 11.0;

/// How many characters a strip holds when there is room for as many strips as are wanted: a
/// sentence is as wide as a letter then.
const PER_STRIP: usize = 12_000;

/// The height that strips keep to: most of a page of A4.
const HIGHEST: f64 = 860.0;

/// Below the lanes of a strip: its marks, and room before the next.
const FOOT: f64 = 34.0;

/// The most speakers that have a line of their own.
const VOICES: usize = 5;

pub(super) struct Layout {
    pub(super) strips: Vec<Strip>,
    pub(super) voices: Vec<Voice>,
    /// The lanes that become one.
    pub(super) rest: Vec<usize>,
    /// The room for names of coders; 0 if there are none.
    pub(super) coders: f64,
    pub(super) height: f64,
}

/// A speaker, or all who speak less than those before.
pub(super) struct Voice {
    pub(super) name: String,
    pub(super) of: Vec<usize>,
}

/// A mark below a strip.
pub(super) struct Tick {
    pub(super) x: f64,
    pub(super) words: String,
    /// Whether its words end at the mark.
    pub(super) ends: bool,
}

/// A part of the document.
pub(super) struct Strip {
    pub(super) top: f64,
    pub(super) from: usize,
    pub(super) to: usize,
    per_pixel: f64,
    pub(super) lanes: Vec<usize>,
    pub(super) has_rest: bool,
    /// Marks with their words.
    pub(super) ticks: Vec<Tick>,
}

impl Layout {
    pub(super) fn of(picture: &CodeLine, drawn: &[usize]) -> Layout {
        let rest: Vec<usize> = (0..picture.lanes.len())
            .filter(|lane| drawn.binary_search(lane).is_err())
            .collect();
        let voices = voices(picture);
        let coders = coder_room(picture);
        let wanted = picture.length.div_ceil(PER_STRIP).max(1);
        // As many strips as the page has room for, if each lists what it has.
        let mut number = wanted;
        let strips = loop {
            let strips = strips(picture, drawn, &rest, voices.len(), number);
            let height = strips.last().map_or(0.0, |strip| strip.foot(voices.len()));
            if height <= HIGHEST || number == 1 {
                break strips;
            }
            number -= (number / 8).max(1);
        };
        let height = strips.last().map_or(20.0, |strip| strip.foot(voices.len()) - 8.0);
        Layout { strips, voices, rest, coders, height }
    }
}

fn voices(picture: &CodeLine) -> Vec<Voice> {
    let mut said = vec![0.0; picture.speakers.len()];
    for turn in &picture.turns {
        if let Some(said) = turn.speaker.and_then(|speaker| said.get_mut(speaker)) {
            *said += turn.end.saturating_sub(turn.start) as f64;
        }
    }
    let heard: Vec<usize> = (0..said.len()).filter(|speaker| said[*speaker] > 0.0).collect();
    let weights: Vec<f64> = heard.iter().map(|speaker| said[*speaker]).collect();
    let own = if heard.len() > VOICES { VOICES - 1 } else { VOICES };
    let kept = greatest(&weights, own);
    let mut voices: Vec<Voice> = kept
        .iter()
        .map(|place| Voice {
            name: in_one_line(&picture.speakers[heard[*place]]),
            of: vec![heard[*place]],
        })
        .collect();
    let others: Vec<usize> = (0..heard.len())
        .filter(|place| !kept.contains(place))
        .map(|place| heard[place])
        .collect();
    if !others.is_empty() {
        voices
            .push(Voice { name: format!("{} others", count(others.len() as u64)), of: others });
    }
    voices
}

fn strips(
    picture: &CodeLine,
    drawn: &[usize],
    rest: &[usize],
    voices: usize,
    number: usize,
) -> Vec<Strip> {
    if picture.length == 0 {
        return Vec::new();
    }
    let long = picture.length.div_ceil(number);
    let mut top = 0.0;
    let mut strips = Vec::with_capacity(number);
    for from in (0..picture.length).step_by(long) {
        let to = (from + long).min(picture.length);
        let mut strip = Strip {
            top,
            from,
            to,
            per_pixel: (RIGHT - LEFT) / long as f64,
            lanes: Vec::new(),
            has_rest: false,
            ticks: Vec::new(),
        };
        let has = |lane: usize| {
            picture.lanes[lane]
                .stretches
                .iter()
                .any(|(start, end)| strip.part(*start, *end).is_some())
        };
        let lanes = drawn.iter().copied().filter(|lane| number == 1 || has(*lane)).collect();
        let has_rest = rest.iter().any(|lane| has(*lane));
        (strip.lanes, strip.has_rest) = (lanes, has_rest);
        strip.ticks = ticks(picture, &strip);
        top = strip.foot(voices);
        strips.push(strip);
    }
    strips
}

/// Marks at the beginnings of turns, with their numbers and times, as close as they can be
/// read; at characters, if there are no turns.
fn ticks(picture: &CodeLine, strip: &Strip) -> Vec<Tick> {
    let mut ticks = Vec::new();
    let mut free = LEFT - 1.0;
    let mut add = |at: usize, words: String| {
        let x = strip.x(at);
        let wide = text_width(&words, 10.0);
        // Words that would leave the sheet stand before their mark.
        let ends = x + wide > RIGHT;
        if (if ends { x - wide } else { x }) < free {
            return;
        }
        free = x + if ends { 8.0 } else { (wide + 14.0).max(64.0) };
        ticks.push(Tick { x, words, ends });
    };
    if picture.turns.is_empty() {
        let step = [100, 200, 500, 1_000, 2_000, 5_000, 10_000]
            .into_iter()
            .find(|step| strip.x(strip.from + step) - LEFT >= 80.0);
        for at in (strip.from..strip.to).step_by(step.unwrap_or((strip.to - strip.from).max(1)))
        {
            add(at, format!("character {}", count(at as u64 + 1)));
        }
    }
    let first = picture.turns.partition_point(|turn| turn.start < strip.from);
    for (place, turn) in picture
        .turns
        .iter()
        .enumerate()
        .skip(first)
        .take_while(|(_, turn)| turn.start < strip.to)
    {
        let number = count(place as u64 + 1);
        let time = in_one_line(&turn.time);
        add(
            turn.start,
            if time.is_empty() {
                format!("turn {number}")
            } else {
                format!("turn {number} · {time}")
            },
        );
    }
    ticks
}

impl Strip {
    /// Where a character stands; the edges for those outside of the strip.
    pub(super) fn x(&self, at: usize) -> f64 {
        (LEFT + at.saturating_sub(self.from) as f64 * self.per_pixel).min(RIGHT)
    }

    /// Left edge and width of what a stretch has in the strip, wide enough to be seen.
    pub(super) fn part(&self, start: usize, end: usize) -> Option<(f64, f64)> {
        let (start, end) = (start.max(self.from), end.min(self.to));
        if start >= end {
            return None;
        }
        let x = self.x(start);
        let wide = (self.x(end) - x).max(1.6);
        Some((x.min(RIGHT - wide), wide))
    }

    /// How many lanes are drawn, that of the rest included.
    pub(super) fn rows(&self) -> usize {
        self.lanes.len() + usize::from(self.has_rest)
    }

    fn foot(&self, voices: usize) -> f64 {
        self.top + voices as f64 * VOICE + 6.0 + self.rows() as f64 * LANE + FOOT
    }
}

/// Stretches without what they share, in order.
pub(super) fn joined<'a>(
    stretches: impl Iterator<Item = &'a (usize, usize)>,
) -> Vec<(usize, usize)> {
    let mut stretches: Vec<(usize, usize)> =
        stretches.copied().filter(|(start, end)| start < end).collect();
    stretches.sort_unstable();
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for (start, end) in stretches {
        match joined.last_mut() {
            Some(last) if start <= last.1 => last.1 = last.1.max(end),
            _ => joined.push((start, end)),
        }
    }
    joined
}
