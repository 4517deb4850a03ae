//! Where the boxes of a thematic map stand.

use super::ThemeMap;

/// How wide the box of a theme is.
pub(super) const WIDE: f64 = 200.0;
/// How high it is.
pub(super) const HIGH: f64 = 44.0;
/// How high the box of a code is.
pub(super) const CODE_HIGH: f64 = 21.0;

/// From one code to the next.
const CODE_STEP: f64 = 25.0;
/// Between the box of a theme and that of its first code.
const GAP: f64 = 8.0;
/// Themes that nobody put anywhere stand in rows of so many: as wide as a page of A4.
const IN_ROW: usize = 3;
/// From one theme of a row to the next.
const STEP: f64 = 224.0;
/// Between two rows.
const BETWEEN_ROWS: f64 = 32.0;
/// At most so many codes hang below a theme.
const MOST: usize = 14;

/// A theme with the codes that hang below it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct MapBox {
    pub(super) x: f64,
    pub(super) y: f64,
    /// The codes that are drawn, by their places.
    pub(super) codes: Vec<usize>,
    /// How many are not.
    pub(super) more: usize,
}

impl MapBox {
    fn height(&self) -> f64 {
        let lines = self.codes.len() + usize::from(self.more > 0);
        if lines == 0 { HIGH } else { HIGH + GAP + lines as f64 * CODE_STEP }
    }
}

/// Where everything stands.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Placed {
    pub(super) boxes: Vec<MapBox>,
    /// Codes of several themes: the theme below which one hangs, another theme that it is of,
    /// and its place below the first.
    pub(super) shared: Vec<(usize, usize, usize)>,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Placed {
    /// The middle of the box of a theme.
    pub(super) fn theme(&self, theme: usize) -> (f64, f64) {
        (self.boxes[theme].x + WIDE / 2.0, self.boxes[theme].y + HIGH / 2.0)
    }

    /// The middle of the box of a code.
    pub(super) fn code(&self, theme: usize, number: usize) -> (f64, f64) {
        let drawn = &self.boxes[theme];
        (drawn.x + 18.0 + (WIDE - 18.0) / 2.0, code_top(drawn.y, number) + CODE_HIGH / 2.0)
    }
}

/// The upper edge of a code below a theme that stands at `y`.
pub(super) fn code_top(y: f64, number: usize) -> f64 {
    y + HIGH + GAP + number as f64 * CODE_STEP
}

/// Themes that have a place stand there; the others in rows below them.
pub(super) fn placed(map: &ThemeMap) -> Placed {
    let (mut boxes, shared) = boxes(map);
    let mut top = 0.0_f64;
    for (drawn, theme) in boxes.iter_mut().zip(&map.themes) {
        if let Some((x, y)) = theme.at {
            (drawn.x, drawn.y) = (f64::from(x), f64::from(y));
            top = top.max(drawn.y + drawn.height() + BETWEEN_ROWS);
        }
    }
    let free: Vec<usize> =
        (0..map.themes.len()).filter(|&place| map.themes[place].at.is_none()).collect();
    for row in free.chunks(IN_ROW) {
        let mut high = 0.0_f64;
        for (column, &place) in row.iter().enumerate() {
            (boxes[place].x, boxes[place].y) = (column as f64 * STEP, top);
            high = high.max(boxes[place].height());
        }
        top += high + BETWEEN_ROWS;
    }
    let far = |reach: fn(&MapBox) -> f64| boxes.iter().map(reach).fold(0.0, f64::max);
    let (width, height) =
        (far(|drawn| drawn.x + WIDE), far(|drawn| drawn.y + drawn.height()) + 8.0);
    Placed { width, height, boxes, shared }
}

/// The boxes without their places: each code below the first of its themes, of many those with
/// the most excerpts.
fn boxes(map: &ThemeMap) -> (Vec<MapBox>, Vec<(usize, usize, usize)>) {
    let mut first: Vec<Option<usize>> = vec![None; map.codes.len()];
    let mut boxes: Vec<MapBox> = Vec::new();
    for (place, theme) in map.themes.iter().enumerate() {
        let mut own: Vec<usize> = Vec::new();
        for &code in theme.codes.iter().filter(|&&code| code < map.codes.len()) {
            if *first[code].get_or_insert(place) == place && !own.contains(&code) {
                own.push(code);
            }
        }
        let more = own.len().saturating_sub(MOST);
        if more > 0 {
            let mut by_size = own.clone();
            by_size.sort_by_key(|&code| std::cmp::Reverse(map.codes[code].excerpts));
            by_size.truncate(MOST);
            own.retain(|code| by_size.contains(code));
        }
        boxes.push(MapBox { x: 0.0, y: 0.0, codes: own, more });
    }
    let mut shared = Vec::new();
    for (place, theme) in map.themes.iter().enumerate() {
        for &code in theme.codes.iter().filter(|&&code| code < map.codes.len()) {
            let Some(home) = first[code].filter(|&home| home != place) else { continue };
            let number = boxes[home].codes.iter().position(|&known| known == code);
            if let Some(number) = number
                && !shared.contains(&(home, place, number))
            {
                shared.push((home, place, number));
            }
        }
    }
    (boxes, shared)
}
