use std::convert::Infallible;

use axum::extract::{Path, State};
use axum::response::sse::{Event, Sse};
use tokio_stream::Stream;

use crate::app::App;
use crate::live::listen;
use crate::trouble::Refusal;

/// What a window hears as long as it is open.
pub(crate) async fn live(
    State(app): State<App>,
    Path(study): Path<String>,
) -> Result<Sse<impl Stream<Item = Result<Event, Infallible>>>, Refusal> {
    Ok(listen(&app.studies.named(&study)?))
}
