//! A workbench for tests: with a study of its own, asked without a network.

#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::response::Parts;
use axum::http::{HeaderMap, Request, Version};
use tempfile::TempDir;
use themata_project::import::{ImportOptions, Incoming};
use themata_project::{Project, Session};
use tower::ServiceExt;

use crate::app::{App, Options, Team};
use crate::rights::Role;
use crate::server::{opened, router};
use crate::visitor::Visitor;

const INTERVIEW: &[u8] = b"INTERVIEWER: How is it here?\n\nNURSE: The record never loads. \
    We print everything, twice.\n\nINTERVIEWER: And the team?\n\nNURSE: They listen to each other.";

/// See the module.
pub(crate) struct Specimen {
    pub(crate) app: App,
    /// Made once: it takes longer than most answers.
    router: Router,
    _folder: TempDir,
}

/// What came back.
pub(crate) struct Answer {
    pub(crate) status: u16,
    headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> String {
        self.headers
            .get(name)
            .map(|value| value.to_str().unwrap().to_owned())
            .unwrap_or_default()
    }
}

/// The members of the team of [`Specimen::team`], with what they are in the study `care`.
pub(crate) const TEAM: [(&str, Option<Role>); 7] = [
    ("lea", Some(Role::Lead)),
    ("ana", Some(Role::Coder)),
    ("ben", Some(Role::Coder)),
    ("mia", Some(Role::Analyst)),
    ("rob", Some(Role::Reader)),
    ("zoe", None),
    ("kit", None),
];

impl Specimen {
    fn of(app: App, folder: TempDir) -> Specimen {
        Specimen { router: router(&app), app, _folder: folder }
    }

    /// The same study on a server with accounts; `kit` keeps it.
    pub(crate) fn team() -> Specimen {
        let bench = Specimen::new();
        let folder = tempfile::tempdir().unwrap();
        let study = folder.path().join("care.themata");
        let known = bench.app.studies.named("care").unwrap();
        known.looked_at(|project| project.copy_to(&study)).unwrap();
        let mut other = study.clone();
        other.set_file_name("other.themata");
        Project::init(&other, &Session::fixed("ana", 1), "Another study", &["ana"]).unwrap();
        let accounts = folder.path().join("team.json");
        let operations = AtomicU64::new(500);
        let options = Options {
            port: 4000,
            study: None,
            folder: folder.path().to_owned(),
            coder: None,
            memory: None,
            session: Arc::new(move |coder| {
                let number = operations.fetch_add(1, Ordering::Relaxed);
                Ok(Session { coder, ..Session::fixed("", number) })
            }),
            pdf: None,
            team: Some(Team {
                accounts,
                studies: vec![study, other],
                host: std::net::IpAddr::V4(std::net::Ipv4Addr::LOCALHOST),
                address: None,
                certificate: None,
            }),
        };
        let app = opened(options, 4000).unwrap();
        let known = app.door.accounts().unwrap();
        for (name, role) in TEAM {
            known.add(name, name == "kit");
            if let Some(role) = role {
                known.set_role(name, "care.themata", Some(role)).unwrap();
            }
        }
        Specimen::of(app, folder)
    }

    /// Signs somebody in without their password, and returns the cookie.
    pub(crate) fn cookie_of(&self, name: &str) -> String {
        let accounts = self.app.door.accounts().unwrap();
        let secret = accounts.let_in(name, self.app.now().unwrap()).unwrap();
        format!("{}={secret}", self.app.door.place.cookie())
    }

    /// What somebody on a server gets who asks for a page.
    pub(crate) async fn page_for(&self, name: &str, path: &str) -> Answer {
        let cookie = self.cookie_of(name);
        self.asked("GET", path, &[("cookie", &cookie), ("accept", "text/html")], "").await
    }

    /// What comes of an action of somebody on a server.
    pub(crate) async fn done_for(&self, name: &str, path: &str, body: &str) -> Answer {
        let cookie = self.cookie_of(name);
        let headers = [
            ("cookie", cookie.as_str()),
            ("origin", "http://127.0.0.1:4000"),
            ("content-type", "application/json"),
        ];
        self.asked("POST", path, &headers, body).await
    }

    /// What comes of a form that somebody on a server sends.
    pub(crate) async fn sent_by(&self, cookie: &str, path: &str, body: &str) -> Answer {
        let headers = [
            ("cookie", cookie),
            ("origin", "http://127.0.0.1:4000"),
            ("content-type", "application/x-www-form-urlencoded"),
            ("accept", "text/html"),
        ];
        self.asked("POST", path, &headers, body).await
    }

    /// A workbench on port 4000 with a study `care` of one interview, two codes, coded by none.
    pub(crate) fn new() -> Specimen {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("care.themata");
        let mut project =
            Project::init(&path, &Session::fixed("ana", 1), "Integrated care", &["ana"])
                .unwrap();
        let files = vec![Incoming::held("04-nurse.txt", INTERVIEW)];
        let options = ImportOptions::default();
        project.import(&Session::fixed("ana", 10), files, &options, &|_, _| ()).unwrap();
        for (number, code) in [(11, "record"), (12, "teamwork")] {
            let session = Session::fixed("ana", number);
            project.codebook_add(&session, code, None, &Default::default()).unwrap();
        }
        let operations = AtomicU64::new(100);
        let options = Options {
            port: 4000,
            study: Some(path),
            folder: folder.path().to_owned(),
            coder: Some("ana".to_owned()),
            memory: None,
            session: Arc::new(move |coder| {
                let number = operations.fetch_add(1, Ordering::Relaxed);
                Ok(Session { coder, ..Session::fixed("", number) })
            }),
            pdf: None,
            team: None,
        };
        Specimen::of(opened(options, 4000).unwrap(), folder)
    }

    /// Asks as a browser on this machine does, unless headers say otherwise.
    pub(crate) async fn asked(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let (parts, bytes) = self.answered(method, path, headers, body.to_owned().into()).await;
        Answer {
            status: parts.status.as_u16(),
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    /// What is sent, as it is.
    pub(crate) async fn bytes(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
    ) -> Vec<u8> {
        self.answered(method, path, headers, Body::empty()).await.1
    }

    /// What comes back for a body of any kind. A whole address is asked over HTTP/2, a path over
    /// HTTP/1.
    pub(crate) async fn answered(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Body,
    ) -> (Parts, Vec<u8>) {
        let mut request = Request::builder().method(method).uri(path);
        if path.starts_with("http") {
            request = request.version(Version::HTTP_2);
        } else if !headers.iter().any(|(name, _)| *name == "host") {
            request = request.header("host", "127.0.0.1:4000");
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.body(body).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        (parts, to_bytes(body, usize::MAX).await.unwrap().to_vec())
    }

    /// Comes in with the key, and returns the cookie.
    pub(crate) async fn come_in(&self) -> String {
        let address = self.app.door.invitation(0).unwrap();
        let path = address.split_once(":4000").unwrap().1;
        let answer = self.asked("GET", path, &[], "").await;
        answer.header("set-cookie").split(';').next().unwrap().to_owned()
    }

    /// The words of a document.
    pub(crate) async fn text(&self, document: u32) -> String {
        let study = self.app.studies.named("care").unwrap();
        let visitor = Visitor::alone(None);
        let reading =
            study.ask(&visitor, move |project| project.reading(document)).await.unwrap();
        let mut text = String::new();
        for paragraph in reading.turns.iter().flat_map(|turn| &turn.paragraphs) {
            let missing = paragraph.span.start() as usize - text.chars().count();
            text.extend(std::iter::repeat_n('\n', missing));
            text.push_str(&paragraph.words);
        }
        text
    }

    /// A page, as someone sees it who was let in. From words in an address it goes on to where
    /// numbers stand in their place.
    pub(crate) async fn page(&self, path: &str) -> Answer {
        let cookie = self.come_in().await;
        let answer = self.asked("GET", path, &[("cookie", &cookie)], "").await;
        match answer.status {
            303 => {
                self.asked("GET", &answer.header("location"), &[("cookie", &cookie)], "").await
            }
            _ => answer,
        }
    }

    /// What stands for words in an address.
    pub(crate) fn numbered(&self, words: &str) -> String {
        self.app.studies.named("care").unwrap().sought.numbered(words)
    }

    /// What comes of an action.
    pub(crate) async fn done(&self, path: &str, body: &str) -> Answer {
        self.done_as("ana", path, body).await
    }

    /// What comes of an action in someone's name.
    pub(crate) async fn done_as(&self, coder: &str, path: &str, body: &str) -> Answer {
        let cookie = self.come_in().await;
        let form = format!("coder={coder}");
        let named = [
            ("cookie", cookie.as_str()),
            ("origin", "http://127.0.0.1:4000"),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        assert_eq!(self.asked("POST", "/act", &named, &form).await.status, 303);
        let headers = [
            ("cookie", cookie.as_str()),
            ("origin", "http://127.0.0.1:4000"),
            ("content-type", "application/json"),
        ];
        self.asked("POST", path, &headers, body).await
    }
}
