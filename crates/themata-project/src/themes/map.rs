use std::collections::BTreeMap;

use themata_model::{Change, MapPlace, Session};
use themata_store::Action;

use super::theme_numbered;
use crate::names::count;
use crate::{Failure, Project};

/// The farthest that a theme can stand from the upper left corner of the map, in pixels.
const FARTHEST: u32 = 20_000;

/// Where a theme is to stand on the thematic map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct MapPut {
    /// The number of the theme.
    pub theme: u32,
    /// How far from the left edge, in pixels of the map as it is drawn.
    pub x: u32,
    /// How far from the upper edge.
    pub y: u32,
    /// Only if nobody has put it anywhere: it is to stay where it is seen, and where somebody
    /// else has put it meanwhile it stands there.
    pub only_if_loose: bool,
}

impl Project {
    /// Puts themes at places of the thematic map, in one operation, and returns how many were
    /// moved. Of a theme that is named twice the last place counts.
    ///
    /// # Errors
    ///
    /// If there is no theme of a number, or a place is farther from the corner than 20 000
    /// pixels. Nothing is changed then.
    pub fn themes_put(&mut self, session: &Session, puts: &[MapPut]) -> Result<usize, Failure> {
        let mut moved = 0;
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let mut changes: BTreeMap<u32, Change> = BTreeMap::new();
            for put in puts {
                if put.x.max(put.y) > FARTHEST {
                    return Err(Failure::new("a theme cannot stand that far out on the map")
                        .hint(format!("{FARTHEST} from the corner is the farthest")));
                }
                let before = theme_numbered(&study, put.theme)?;
                if put.only_if_loose && before.map_place.is_some() {
                    continue;
                }
                let mut after = before.clone();
                after.map_place = Some(MapPlace { x: put.x, y: put.y });
                changes.remove(&put.theme);
                if *before != after {
                    let (before, after) = (Some(before.clone()), Some(after));
                    let id = themata_model::ThemeId(put.theme);
                    changes.insert(put.theme, Change::Theme { id, before, after });
                }
            }
            moved = changes.len();
            let summary = format!("arrange {} on the thematic map", count(moved, "theme"));
            let changes = changes.into_values().collect();
            Ok(Action { summary, changes, ..Action::default() })
        })?;
        Ok(moved)
    }

    /// Forgets where themes were put on the thematic map, and returns how many of them were.
    ///
    /// # Errors
    ///
    /// If the study cannot be written to.
    pub fn themes_put_back(&mut self, session: &Session) -> Result<usize, Failure> {
        let mut moved = 0;
        self.store.transact(session, |snapshot| {
            let study = snapshot.study()?;
            let put = study.themes.iter().filter(|theme| theme.map_place.is_some());
            let changes: Vec<Change> = put
                .map(|before| {
                    let mut after = before.clone();
                    after.map_place = None;
                    let id = before.id;
                    Change::Theme { id, before: Some(before.clone()), after: Some(after) }
                })
                .collect();
            moved = changes.len();
            let summary = "put the thematic map back into rows".to_owned();
            Ok::<_, Failure>(Action { summary, changes, ..Action::default() })
        })?;
        Ok(moved)
    }
}
