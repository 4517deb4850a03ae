//! What a source says, format by format. Each test reads a small source and compares the
//! transcript, written out by [`notation`], with what a reader of the source would say.

mod captions;
mod csv;
mod docx;
mod epub;
mod html;
mod markdown;
mod notation;
mod odt;
mod otr;
mod pdf;
mod properties;
mod roles;
mod sources;
mod speakers;
mod txt;
