//! The shape of views on the board in the log.

use serde::{Deserialize, Serialize};
use themata_model::{BoardView, BoardViewId};

#[derive(Serialize, Deserialize)]
pub(super) struct BoardViewShape {
    place: u32,
    page: String,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    parameters: Vec<(String, String)>,
    title: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    note: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    by: Option<String>,
    at: String,
}

pub(super) fn board_view_shape(view: &BoardView) -> BoardViewShape {
    let BoardView { place, page, parameters, title, note, by, at, .. } = view.clone();
    BoardViewShape { place, page, parameters, title, note, by, at: at.to_string() }
}

pub(super) fn board_view(id: BoardViewId, shape: BoardViewShape) -> Option<BoardView> {
    let BoardViewShape { place, page, parameters, title, note, by, at } = shape;
    Some(BoardView { id, place, page, parameters, title, note, by, at: at.parse().ok()? })
}
