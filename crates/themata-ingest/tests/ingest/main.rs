//! What a source says, format by format. Each test reads a small source and compares the
//! transcript, written out by [`notation`], with what a reader of the source would say.

mod archive;
mod captions;
mod chat;
mod csv;
mod docx;
mod eaf;
mod epub;
mod html;
mod markdown;
mod notation;
mod odt;
mod otr;
mod pdf;
mod pdf_order;
mod properties;
mod roles;
mod rtf;
mod sheet;
mod sources;
mod speakers;
mod survey;
mod textgrid;
mod tools;
mod txt;
mod whisper;
mod zoom_chat;
