//! What was thought while coding.

use maud::{Markup, html};

use super::themes::quoted;
use crate::line::clean;
use crate::report::{MemoGroup, ReportMemo};

pub(super) fn memos(groups: &[MemoGroup]) -> Markup {
    html! {
        @for group in groups.iter().filter(|group| !group.memos.is_empty()) {
            h3 { (clean(&group.title)) }
            @for memo in &group.memos { (entry(memo)) }
        }
    }
}

fn entry(memo: &ReportMemo) -> Markup {
    let words = clean(&memo.words);
    html! {
        div class="entry" {
            @if !memo.title.is_empty() { p { b { (clean(&memo.title)) } } }
            @if let Some(about) = &memo.about { (quoted(about)) }
            @for line in words.lines().filter(|line| !line.trim().is_empty()) {
                p { (line.trim()) }
            }
            @if !memo.by.is_empty() { p class="aside" { (clean(&memo.by)) } }
        }
    }
}
