use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use themata_project::Failure;

use crate::accounts::Accounts;
use crate::app::{App, Inner, Options};
use crate::door::{Door, Place};
use crate::guard::guard;
use crate::memory::{Memory, Own};
use crate::pages::import::Visits;
use crate::patient::patient;
use crate::sealed;
use crate::sought::resolved;
use crate::studies::Studies;
use crate::trouble::worded;
use crate::{assets, pages};

/// The most that one request may carry, in bytes: a codebook file of the largest kind, spelt in
/// JSON. Files to import have a limit of their own, for they are never held in memory.
const LARGEST: usize = 40 * 1024 * 1024;

/// For so long nothing may arrive of a request that is not whole yet.
const PATIENCE: Duration = Duration::from_secs(60);

/// Makes addresses that let browsers in, one each.
#[derive(Clone)]
pub struct Invitations(App);

impl Invitations {
    /// An address that lets one browser in, once; with accounts, one person who keeps the
    /// workbench. On one's own machine the one before it no longer does.
    ///
    /// # Errors
    ///
    /// If the system has no chance to give, or the accounts cannot be written.
    pub fn next(&self) -> Result<String, Failure> {
        self.0.door.invitation(self.0.now()?)
    }

    /// Whether nobody can come in without an invitation.
    #[must_use]
    pub fn are_needed(&self) -> bool {
        self.0.door.is_empty()
    }

    /// Where the workbench is reached.
    #[must_use]
    pub fn address(&self) -> String {
        self.0.door.place.address()
    }
}

/// Opens the workbench and answers until the program is told to stop.
///
/// `ready` is called once, when the workbench answers.
///
/// # Errors
///
/// If a study or the accounts cannot be opened, the port is taken, or a certificate cannot be
/// used.
pub fn serve(
    options: Options,
    ready: impl FnOnce(Invitations) -> Result<(), Failure>,
) -> Result<(), Failure> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::caused("cannot start the workbench", &error))?;
    runtime.block_on(async {
        let host =
            options.team.as_ref().map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |team| team.host);
        let certificate = options.team.as_ref().and_then(|team| team.certificate.clone());
        let sealed =
            certificate.map(|(chain, key)| sealed::config(&chain, &key)).transpose()?;
        let (listener, port) = listening(host, options.port, &options)?;
        let app = opened(options, port)?;
        let router = router(&app).into_make_service_with_connect_info::<SocketAddr>();
        ready(Invitations(app))?;
        let stopped = async {
            // Whoever cannot be told to stop is stopped by the system.
            let _ = tokio::signal::ctrl_c().await;
        };
        let answering = async {
            match sealed {
                Some(config) => sealed::serve(listener, config, router).await,
                None => match tokio::net::TcpListener::from_std(listener) {
                    Ok(listener) => axum::serve(listener, router).await,
                    Err(error) => Err(error),
                },
            }
        };
        tokio::select! {
            done = answering => done
                .map_err(|error| Failure::caused("the workbench stopped", &error)),
            // Nothing waits to be written: every action is in the file when it is answered.
            () = stopped => Ok(()),
        }
    })
}

/// Listens on the port that is wanted; where none is, on the one of the last run, so that pages
/// that are still open find the workbench again, or on one that is free.
fn listening(
    host: IpAddr,
    port: u16,
    options: &Options,
) -> Result<(std::net::TcpListener, u16), Failure> {
    let last = (port == 0 && options.team.is_none())
        .then(|| Memory::of(options.memory.clone(), None).port())
        .flatten();
    let on = |port: u16| std::net::TcpListener::bind((host, port));
    let listener = match last.map(on) {
        Some(Ok(listener)) => listener,
        _ => on(port).map_err(|error| {
            Failure::caused(format!("cannot listen on port {port} of {host}"), &error)
                .hint("leave `--port` out, and a free one is taken")
        })?,
    };
    let cannot = |error| Failure::caused("cannot start the workbench", &error);
    listener.set_nonblocking(true).map_err(cannot)?;
    let port = listener.local_addr().map_err(cannot)?.port();
    Ok((listener, port))
}

pub(crate) fn opened(options: Options, port: u16) -> Result<App, Failure> {
    let people = options.memory.as_ref().and_then(|file| Some(file.parent()?.join("people")));
    let memory = Memory::of(options.memory, options.coder);
    let studies = Studies::default();
    if let Some(study) = &options.study {
        memory.opened(&studies.open(study)?.path);
    }
    let door = match &options.team {
        None => {
            memory.listens(port);
            Door::alone(Place::here(port))
        }
        Some(team) => {
            for study in &team.studies {
                studies.serve(study)?;
            }
            memory.serves(studies.all().iter().map(|study| study.path.clone()).collect());
            let place = match (&team.address, &team.certificate) {
                (Some(address), certificate) => {
                    Place::known_as(address, port, certificate.is_none())?
                }
                (None, Some(_)) if team.host.is_loopback() => Place::here_secure(port),
                (None, Some(_)) => Place::certified(&team.host.to_string(), port),
                (None, None) => Place::here(port),
            };
            Door::team(place, Accounts::open(&team.accounts)?)
        }
    };
    Ok(App::new(Inner {
        door,
        studies,
        memory: Arc::new(memory),
        own: Own::within(people),
        folder: options.folder,
        session: options.session,
        pdf: options.pdf,
        sample: Arc::default(),
        visits: Visits::default(),
    }))
}

/// Every address that the workbench answers to.
pub(crate) fn router(app: &App) -> Router {
    pages::routes()
        .into_router()
        .route("/assets/{state}/{*name}", get(assets::asset))
        .layer(DefaultBodyLimit::max(LARGEST))
        .layer(from_fn_with_state(app.clone(), resolved))
        .layer(from_fn(worded))
        .layer(from_fn(|request, next| patient(PATIENCE, request, next)))
        .layer(from_fn_with_state(app.clone(), guard))
        .with_state(app.clone())
}
