//! Tiers of recordings that hold remarks, translations or what is done, not what is said.

const NAMES: [&str; 20] = [
    "comment",
    "comments",
    "note",
    "notes",
    "remark",
    "remarks",
    "gesture",
    "gestures",
    "gaze",
    "noise",
    "noises",
    "translation",
    "translations",
    "free translation",
    "gloss",
    "glosses",
    "glossing",
    "misc",
    "events",
    "actions",
];

/// Whether a tier's name says that nobody speaks in it.
pub(crate) fn is_no_speech(name: &str) -> bool {
    let name = name.trim().to_lowercase();
    NAMES.contains(&name.as_str())
}
