use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use tokio_stream::StreamExt as _;

/// Gives up a request of which nothing has arrived for a while: whoever waits for the rest would
/// wait for ever, and hold a file that is half written.
pub(crate) async fn patient(patience: Duration, request: Request, next: Next) -> Response {
    next.run(request.map(|body| watched(patience, body.into_data_stream()))).await
}

fn watched(patience: Duration, arriving: BodyDataStream) -> Body {
    Body::from_stream(arriving.timeout(patience).map(|piece| match piece {
        Ok(piece) => piece.map_err(std::io::Error::other),
        Err(_) => Err(std::io::Error::new(
            std::io::ErrorKind::TimedOut,
            "nothing more arrived for a while",
        )),
    }))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

    use std::time::Duration;

    use axum::body::{Body, to_bytes};
    use tokio_stream::StreamExt as _;

    use super::watched;

    /// `pieces` one after the other, each after a while, and then nothing more if `stops`.
    fn arriving(pieces: usize, after: Duration, stops: bool) -> Body {
        let pieces = tokio_stream::iter(0..pieces).then_after(after);
        match stops {
            true => Body::from_stream(pieces.chain(tokio_stream::pending())),
            false => Body::from_stream(pieces),
        }
    }

    trait Slowly: Sized {
        fn then_after(
            self,
            after: Duration,
        ) -> impl tokio_stream::Stream<Item = Result<String, std::io::Error>> + Send + 'static;
    }

    impl<S> Slowly for S
    where
        S: tokio_stream::Stream<Item = usize> + Send + 'static,
    {
        fn then_after(
            self,
            after: Duration,
        ) -> impl tokio_stream::Stream<Item = Result<String, std::io::Error>> + Send + 'static
        {
            self.map(|piece| Ok(piece.to_string())).throttle(after)
        }
    }

    #[tokio::test]
    async fn what_arrives_slowly_arrives_and_what_stops_is_given_up() {
        let (patience, after) = (Duration::from_millis(400), Duration::from_millis(20));
        let slow = arriving(10, after, false);
        let whole = to_bytes(watched(patience, slow.into_data_stream()), 100).await.unwrap();
        assert_eq!(&whole[..], b"0123456789");
        let stops = arriving(3, after, true);
        let given_up = to_bytes(watched(patience, stops.into_data_stream()), 100).await;
        assert!(given_up.unwrap_err().to_string().contains("nothing more arrived"));
    }
}
