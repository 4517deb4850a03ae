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
