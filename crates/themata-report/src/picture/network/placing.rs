//! Points and names in pixels, so that no two names touch.

use super::choose::Chosen;
use super::forces::{Place, laid_out};
use super::{NAME_SIZE, WIDEST};
use crate::figure::rounded;
use crate::picture::frame::PAGE;
use crate::picture::words::{Name, text_width};

/// Up to this many lines have their coefficients beside them.
const NUMBERED: usize = 12;

const NAME_HEIGHT: f64 = 14.0;

/// A point with its size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Point {
    pub(super) x: f64,
    pub(super) y: f64,
    /// The radius of the disc of the same area.
    pub(super) radius: f64,
}

/// A rectangle that words take.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Space {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) wide: f64,
    pub(super) high: f64,
}

/// A coefficient beside its line.
pub(super) struct Number {
    pub(super) text: String,
    pub(super) place: Space,
}

/// Everything in its place.
pub(super) struct Placed {
    pub(super) points: Vec<Point>,
    /// For each point the place of its name.
    pub(super) names: Vec<Space>,
    /// For each point the line to its name, if that stands away from it.
    pub(super) leaders: Vec<Option<(Place, Place)>>,
    pub(super) numbers: Vec<Number>,
    pub(super) height: f64,
}

pub(super) fn placed(
    chosen: &Chosen,
    names: &[Name],
    codings: &[u64],
    reaches: &[[f64; 3]],
    seed: u64,
) -> Placed {
    let many = chosen.codes.len();
    let height = (150.0 + many as f64 * 13.5).min(600.0);
    let points = points(chosen, codings, seed, height);
    let lines: Vec<(Place, Place)> = chosen
        .pairs
        .iter()
        .map(|pair| [pair.one, pair.two].map(|end| (points[end].x, points[end].y)))
        .map(|[from, to]| (from, to))
        .collect();
    let bodies: Vec<Space> = points
        .iter()
        .zip(reaches)
        .map(|(point, reach)| {
            let [across, up, down] = reach.map(|reach| reach * point.radius);
            Space { x: point.x - across, y: point.y - up, wide: 2.0 * across, high: up + down }
        })
        .collect();

    // What is large is named first, and so gets the nearest place.
    let mut order: Vec<usize> = (0..many).collect();
    order.sort_by_key(|place| std::cmp::Reverse(codings[*place]));
    let mut taken: Vec<Space> = Vec::new();
    let mut places = vec![Space { x: 0.0, y: 0.0, wide: 0.0, high: 0.0 }; many];
    let mut leaders = vec![None; many];
    for place in order {
        let wide = names[place].length + 4.0;
        let found = free_place(&bodies, place, wide, &taken, &lines, height);
        taken.push(found);
        places[place] = found;
        leaders[place] = leader(bodies[place], found);
    }
    let numbers = numbers(chosen, &lines, &bodies, &mut taken);
    let bottom = taken.iter().map(|name| name.y + name.high).fold(height, f64::max);
    Placed { points, names: places, leaders, numbers, height: bottom }
}

/// The points where the forces leave them, stretched over the picture and pushed apart.
fn points(chosen: &Chosen, codings: &[u64], seed: u64, height: f64) -> Vec<Point> {
    let many = chosen.codes.len();
    let places = laid_out(many, &chosen.pairs, seed);
    let largest = codings.iter().copied().max().unwrap_or(0).max(1) as f64;
    let widest_radius = if many <= 12 { 22.0 } else { 16.0 };
    let ends = |of: fn(&Place) -> f64| {
        let least = places.iter().map(of).fold(f64::INFINITY, f64::min);
        (least, (places.iter().map(of).fold(f64::NEG_INFINITY, f64::max) - least).max(1e-9))
    };
    let (left, width) = ends(|place| place.0);
    let (top, depth) = ends(|place| place.1);
    // Few points are not torn apart as far as the page is wide.
    let across = if many <= 6 { 330.0 } else { PAGE };
    let (from, room) = ((PAGE - across) / 2.0 + 46.0, across - 92.0);
    let mut points: Vec<Point> = places
        .iter()
        .zip(codings)
        .map(|(place, codings)| Point {
            x: from + (place.0 - left) / width * room,
            y: 28.0 + (place.1 - top) / depth * (height - 56.0),
            radius: ((*codings as f64 / largest).sqrt() * widest_radius).max(3.0),
        })
        .collect();
    for _ in 0..60 {
        for one in 0..many {
            for two in one + 1..many {
                let (a, b) = (points[one], points[two]);
                let (right, down) = (b.x - a.x, b.y - a.y);
                let distance = (right * right + down * down).sqrt().max(1e-6);
                // Between two points there should be room for a name.
                let wanted = a.radius + b.radius + 26.0;
                if distance < wanted {
                    let by = (wanted - distance) / distance / 2.0;
                    points[one].x -= right * by;
                    points[one].y -= down * by;
                    points[two].x += right * by;
                    points[two].y += down * by;
                }
            }
        }
        for point in &mut points {
            let edge = point.radius * 1.6;
            point.x = point.x.clamp(edge, PAGE - edge);
            point.y = point.y.clamp(edge, height - edge);
        }
    }
    points
}

/// Where a name fits: near its point, over few lines, over no other name or point.
fn free_place(
    bodies: &[Space],
    place: usize,
    wide: f64,
    taken: &[Space],
    lines: &[(Place, Place)],
    height: f64,
) -> Space {
    let body = bodies[place];
    let is_free = |name: &Space| {
        name.x >= 0.0
            && name.x + name.wide <= PAGE
            && name.y >= 0.0
            && name.y + name.high <= height
            && !taken.iter().any(|other| other.touches(name))
            && !bodies.iter().any(|other| other.touches(name))
    };
    let mut best: Option<(f64, Space)> = None;
    for (ring, gap) in [2.0, 9.0, 18.0, 30.0, 45.0, 64.0].into_iter().enumerate() {
        // What is a ring farther out has to cross fewer lines to be better.
        let cost = ring as f64 * 2.5;
        if best.is_some_and(|(least, ..)| least <= cost) {
            break;
        }
        for (rank, name) in around(body, wide, gap).into_iter().enumerate() {
            if is_free(&name) {
                let crossed = lines.iter().filter(|line| name.is_crossed(**line)).count();
                let cost = cost + crossed as f64 + rank as f64 * 0.08;
                if best.is_none_or(|(least, ..)| cost < least) {
                    best = Some((cost, name));
                }
            }
        }
    }
    if let Some((_, name)) = best {
        return name;
    }
    // As near as there is room, and if need be below everything.
    let (x, y) = (body.x + body.wide / 2.0, body.y + body.high / 2.0);
    let far = |name: &Space| {
        let (right, down) = (name.x + wide / 2.0 - x, name.y + NAME_HEIGHT / 2.0 - y);
        right * right + down * down
    };
    let steps = |reach: f64, step: f64| {
        (0..=(reach.max(0.0) / step) as usize).map(move |place| place as f64 * step)
    };
    let within = steps(height - NAME_HEIGHT, 6.0).flat_map(|y| {
        steps(PAGE - wide, 10.0).map(move |x| Space { x, y, wide, high: NAME_HEIGHT })
    });
    let nearest = within.filter(|name| is_free(name)).min_by(|a, b| far(a).total_cmp(&far(b)));
    nearest.unwrap_or_else(|| {
        let bottom = taken.iter().map(|name| name.y + name.high).fold(height, f64::max);
        Space { x: 0.0, y: bottom + 2.0, wide, high: NAME_HEIGHT }
    })
}

/// The places around a body at some distance: right, left, below, above, then the corners.
fn around(body: Space, wide: f64, gap: f64) -> [Space; 12] {
    let high = NAME_HEIGHT;
    let (middle_x, middle_y) = (body.x + body.wide / 2.0, body.y + body.high / 2.0);
    let (left, right) = (body.x - gap - wide, body.x + body.wide + gap);
    let (above, below) = (body.y - gap - high, body.y + body.high + gap);
    let slant = gap * 0.7;
    [
        (right, middle_y - high / 2.0),
        (left, middle_y - high / 2.0),
        (middle_x - wide / 2.0, below),
        (middle_x - wide / 2.0, above),
        (right - slant / 2.0, below - slant - 3.0),
        (right - slant / 2.0, above + slant + 3.0),
        (left + slant / 2.0, below - slant - 3.0),
        (left + slant / 2.0, above + slant + 3.0),
        (middle_x - wide * 0.2, below),
        (middle_x - wide * 0.8, below),
        (middle_x - wide * 0.2, above),
        (middle_x - wide * 0.8, above),
    ]
    .map(|(x, y)| Space { x, y, wide, high })
}

/// The line from a point to the nearest place on the edge of its name, if that stands so far
/// away that it might be taken for the name of something else.
fn leader(body: Space, name: Space) -> Option<(Place, Place)> {
    // From the middle, so that it meets the point whatever its form; points lie above it.
    let middle = (body.x + body.wide / 2.0, body.y + body.high / 2.0);
    let x = middle.0.clamp(name.x, name.x + name.wide);
    let y = middle.1.clamp(name.y, name.y + name.high);
    let right = x - x.clamp(body.x, body.x + body.wide);
    let down = y - y.clamp(body.y, body.y + body.high);
    let is_far = right * right + down * down > 36.0;
    is_far.then_some((middle, (x, y)))
}

/// The coefficients of few lines, at their middles or a little beside, where there is room.
fn numbers(
    chosen: &Chosen,
    lines: &[(Place, Place)],
    bodies: &[Space],
    taken: &mut Vec<Space>,
) -> Vec<Number> {
    let mut numbers = Vec::new();
    if lines.len() > NUMBERED {
        return numbers;
    }
    for (pair, (from, to)) in chosen.pairs.iter().zip(lines) {
        let text = rounded(pair.coefficient, 2);
        let (wide, high) = (text_width(&text, 10.0) + 2.0, 13.0);
        let place = [0.5, 0.4, 0.6, 0.3, 0.7].into_iter().find_map(|share| {
            let x = from.0 + (to.0 - from.0) * share - wide / 2.0;
            let y = from.1 + (to.1 - from.1) * share - high / 2.0;
            let place = Space { x, y, wide, high };
            let is_free = !taken.iter().chain(bodies).any(|other| other.touches(&place));
            is_free.then_some(place)
        });
        if let Some(place) = place {
            taken.push(place);
            numbers.push(Number { text, place });
        }
    }
    numbers
}

impl Space {
    /// Whether two spaces have a part in common.
    pub(super) fn touches(&self, other: &Space) -> bool {
        self.x < other.x + other.wide
            && other.x < self.x + self.wide
            && self.y < other.y + other.high
            && other.y < self.y + self.high
    }

    /// Whether a line runs through the space (Liang and Barsky's clipping, 1984).
    fn is_crossed(&self, (from, to): (Place, Place)) -> bool {
        let (right, down) = (to.0 - from.0, to.1 - from.1);
        let slack = WIDEST / 4.0;
        let sides = [
            (-right, from.0 - self.x + slack),
            (right, self.x + self.wide + slack - from.0),
            (-down, from.1 - self.y),
            (down, self.y + self.high - from.1),
        ];
        let (mut enters, mut leaves) = (0.0f64, 1.0f64);
        for (step, room) in sides {
            if step == 0.0 {
                if room < 0.0 {
                    return false;
                }
            } else if step < 0.0 {
                enters = enters.max(room / step);
            } else {
                leaves = leaves.min(room / step);
            }
        }
        enters <= leaves
    }
}

const _: () = assert!(NAME_SIZE < NAME_HEIGHT, "a name fits its line");
