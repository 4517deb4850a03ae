//! The files of the page: styles and scripts, embedded in the program.

use std::collections::hash_map::DefaultHasher;
use std::hash::{Hash, Hasher};
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderName, StatusCode};
use axum::response::{IntoResponse, Response};
use rust_embed::RustEmbed;

#[derive(RustEmbed)]
#[folder = "assets/"]
struct Files;

/// What stands for the content of all files together in their addresses: it changes with any
/// of them, so browsers may keep what they have for ever.
static STATE: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = DefaultHasher::new();
    for name in Files::iter() {
        let file = Files::get(&name);
        (name, file.map(|file| file.metadata.sha256_hash())).hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
});

/// The address of a file.
pub(crate) fn address(name: &str) -> String {
    format!("/assets/{}/{name}", *STATE)
}

/// The files that the styles and the script of a page ask for, directly or through others,
/// besides those of every page that it names itself.
pub(crate) fn needed(page: &str) -> Vec<String> {
    let mut known = vec!["page.js".to_owned()];
    if !page.is_empty() {
        known.extend([format!("{page}.js"), format!("{page}.css")]);
    }
    let named = known.len();
    let mut next = 0;
    while let Some(name) = known.get(next).cloned() {
        for asked in asked(&name) {
            if !known.contains(&asked) {
                known.push(asked);
            }
        }
        next += 1;
    }
    known.split_off(named)
}

/// The files that one file asks for.
fn asked(name: &str) -> Vec<String> {
    let Some(file) = Files::get(name) else { return Vec::new() };
    let words = String::from_utf8_lossy(&file.data);
    let (begin, end) = if name.ends_with(".css") {
        ("@import url(\"", "\");")
    } else {
        // As they all write it: `from "./x.js";` and `import "./x.js";`.
        ("\"", "\";")
    };
    let mut asked = Vec::new();
    for line in words.lines() {
        let is_asking = line.starts_with("@import ")
            || line.starts_with("import ")
            || line.starts_with("} from ");
        let address = line.split_once(begin).and_then(|(_, rest)| rest.split_once(end));
        if let (true, Some((address, _))) = (is_asking, address) {
            asked.extend(beside(name, address));
        }
    }
    asked
}

/// The name of a file that another calls by a relative address; nothing for one that lies
/// outside.
fn beside(name: &str, address: &str) -> Option<String> {
    let mut parts: Vec<&str> = name.split('/').collect();
    parts.pop();
    for part in address.split('/') {
        match part {
            "." => (),
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

pub(crate) async fn asset(Path((state, name)): Path<(String, String)>) -> Response {
    let Some(file) = Files::get(&name) else { return StatusCode::NOT_FOUND.into_response() };
    let kind = match name.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "application/octet-stream",
    };
    let kept = if state == *STATE { "public, max-age=31536000, immutable" } else { "no-store" };
    let headers: [(HeaderName, &str); 2] = [(CONTENT_TYPE, kind), (CACHE_CONTROL, kept)];
    (headers, file.data).into_response()
}

#[cfg(test)]
mod tests {
    use super::{Files, asked, needed};

    #[test]
    fn a_page_names_all_files_that_it_needs_and_no_other() {
        let reader = needed("reader");
        for name in ["reader/places.js", "parts/send.js", "parts/memo.css"] {
            assert!(reader.iter().any(|known| known == name), "{name} in {reader:?}");
        }
        for page in ["", "reader", "codebook", "excerpts", "documents", "import", "nothing"] {
            let needed = needed(page);
            assert!(needed.iter().all(|name| Files::get(name).is_some()), "{needed:?}");
            assert!(!needed.contains(&"page.js".to_owned()), "{needed:?}");
        }
    }

    #[test]
    fn every_file_that_a_script_asks_for_is_found_in_it() {
        for name in Files::iter().filter(|name| name.ends_with(".js")) {
            let words =
                Files::get(&name).map(|file| file.data.into_owned()).unwrap_or_default();
            let words = String::from_utf8_lossy(&words).into_owned();
            // A script of ours asks by relative addresses alone, at its beginning.
            let wanted = words.matches(" \"./").count() + words.matches(" \"../").count();
            assert_eq!(asked(&name).len(), wanted, "{name}");
        }
    }
}
