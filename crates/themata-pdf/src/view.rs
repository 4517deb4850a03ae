//! Which way up a page is.

use pdf_oxide::geometry::Rect;
use pdf_oxide::layout::TextSpan;

/// A page as a reader sees it.
pub(crate) struct View {
    /// What is visible of it, in the coordinates that the runs of text have.
    seen: Rect,
    /// The direction of most of its text, in quarters of a circle: a page may have been set on
    /// its side, and is turned when it is shown.
    text: i32,
}

/// Where a run of text stands, seen the way up in which the text stands upright.
pub(crate) struct Placed {
    pub(crate) left: f32,
    pub(crate) right: f32,
    pub(crate) top: f32,
    pub(crate) bottom: f32,
}

impl View {
    pub(crate) fn new(visible: Rect, spans: &[TextSpan]) -> View {
        let mut view = View { seen: visible, text: 0 };
        let mut letters = [0usize; 4];
        for span in spans {
            if let Some(quarters) = View::quarters(span) {
                letters[quarters] += span.text.trim().len();
            }
        }
        let most = (0..4).max_by_key(|&quarters| (letters[quarters], 4 - quarters));
        view.text = most.filter(|&most| letters[most] > letters[0]).unwrap_or(0) as i32;
        view
    }

    /// The width and height of the page with its text upright.
    pub(crate) fn size(&self) -> (f32, f32) {
        match self.text % 2 {
            0 => (self.seen.width, self.seen.height),
            _ => (self.seen.height, self.seen.width),
        }
    }

    /// How many quarters of a circle a run is turned to the left, or `None` if it stands askew.
    fn quarters(span: &TextSpan) -> Option<usize> {
        let degrees = span.rotation_degrees.round();
        (degrees % 90.0 == 0.0).then(|| ((degrees as i32).rem_euclid(360) / 90) as usize)
    }

    /// Where a run stands. What stands in another direction than most of the text is an axis,
    /// a stamp or a watermark and has no place.
    pub(crate) fn place(&self, span: &TextSpan) -> Option<Placed> {
        if View::quarters(span)? as i32 != self.text {
            return None;
        }
        Some(self.turn(span.page_bbox()))
    }

    /// Where a rectangle of two corners stands, if text stands upright as it was set.
    pub(crate) fn upright(&self, corners: [f32; 4]) -> Option<Placed> {
        let [x0, y0, x1, y1] = corners;
        let rect = Rect::from_points(x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1));
        (self.text == 0).then(|| self.turn(rect))
    }

    fn turn(&self, rect: Rect) -> Placed {
        let (left, right) = (rect.x - self.seen.x, rect.x + rect.width - self.seen.x);
        let (lower, upper) = (rect.y - self.seen.y, rect.y + rect.height - self.seen.y);
        let (width, height) = (self.seen.width, self.seen.height);
        let (left, right, top, bottom) = match self.text {
            0 => (left, right, height - upper, height - lower),
            1 => (lower, upper, left, right),
            2 => (width - right, width - left, lower, upper),
            _ => (height - upper, height - lower, width - right, width - left),
        };
        Placed { left, right, top, bottom }
    }
}
