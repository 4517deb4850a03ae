//! The fonts that words can be set with.

use std::fmt;
use std::sync::Arc;

use resvg::usvg::fontdb::Database;

/// What stands for "sans-serif" if it is there, the first that is; else the first font of all.
const SANS_SERIF: [&str; 9] = [
    "Segoe UI",
    "Noto Sans",
    "Source Sans 3",
    "Liberation Sans",
    "Arial",
    "Helvetica Neue",
    "Helvetica",
    "DejaVu Sans",
    "Roboto",
];

/// Fonts, read from the bytes of font files. Cheap to clone, and used for any number of
/// pictures.
#[derive(Clone, Default)]
pub struct Fonts {
    database: Arc<Database>,
    family: String,
}

impl Fonts {
    /// The fonts in these files (TrueType, OpenType, collections of them), in this order. What
    /// is no font is left out.
    #[must_use]
    pub fn new(files: impl IntoIterator<Item = Vec<u8>>) -> Fonts {
        let mut database = Database::new();
        for file in files {
            database.load_font_data(file);
        }
        let has = |family: &&str| {
            database.faces().any(|face| face.families.iter().any(|(name, _)| name == family))
        };
        let first = || {
            let family = database.faces().find_map(|face| face.families.first());
            family.map_or_else(String::new, |(name, _)| name.clone())
        };
        let family = SANS_SERIF.iter().copied().find(has).map_or_else(first, str::to_owned);
        // Without these, a picture that asks for any serif would have no words.
        database.set_sans_serif_family(&family);
        database.set_serif_family(&family);
        database.set_monospace_family(&family);
        Fonts { database: Arc::new(database), family }
    }

    /// Whether there is no font at all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.database.is_empty()
    }

    /// How many fonts there are; a family has several, one for each weight and slope.
    #[must_use]
    pub fn len(&self) -> usize {
        self.database.len()
    }

    /// The family that is used where a picture names none that is there; empty without fonts.
    #[must_use]
    pub fn family(&self) -> &str {
        &self.family
    }

    pub(crate) fn database(&self) -> &Arc<Database> {
        &self.database
    }
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fonts({} of {:?})", self.len(), self.family)
    }
}
