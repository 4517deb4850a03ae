//! Putting one proposal after the other to a person. The answers are lines of standard input,
//! typed or piped; each is recorded at once.

use themata_project::Project;
use themata_project::proposals::{Chosen, Proposed};

use crate::context::Context;
use crate::exit::Stop;
use crate::walk::{line, say_failure};

/// What a person answers to a proposal.
enum Answer {
    Accepted,
    Rejected,
    Skipped,
    Ended,
}

pub(crate) fn run(query: &str, context: &Context) -> Result<(), Stop> {
    let mut project = context.codings()?;
    let proposals = project.to_review(query)?;
    if proposals.is_empty() {
        context.say("there is no proposal to review");
        return Err(Stop::No);
    }
    let total = proposals.len();
    let (mut accepted, mut rejected) = (0, 0);
    for (at, one) in (1..).zip(&proposals) {
        context.print(&drawn(one, at, total))?;
        match ask(context)? {
            Answer::Accepted => {
                let done = accept(&mut project, one, context)?;
                accepted += usize::from(done);
            }
            Answer::Rejected => {
                context.say("why? (may be empty)");
                let why = line()?.filter(|why| !why.is_empty());
                let chosen = Chosen::Numbers(vec![one.number]);
                let session = context.session()?;
                match project.proposals_reject(&session, &chosen, why.as_deref()) {
                    Ok(_) => rejected += 1,
                    Err(failure) => say_failure(&failure, context),
                }
            }
            Answer::Skipped => {}
            Answer::Ended => break,
        }
    }
    let left = total - accepted - rejected;
    context.say(&format!("{accepted} accepted, {rejected} rejected, {left} left"));
    Ok(())
}

fn accept(project: &mut Project, one: &Proposed, context: &Context) -> Result<bool, Stop> {
    let chosen = Chosen::Numbers(vec![one.number]);
    match project.proposals_accept(&context.session()?, &chosen) {
        Ok(done) => {
            if done.known > 0 {
                context.say(&format!("{} had coded so already", done.coder));
            }
            Ok(true)
        }
        Err(failure) => {
            say_failure(&failure, context);
            Ok(false)
        }
    }
}

fn drawn(one: &Proposed, at: usize, total: usize) -> String {
    let query = one.query.as_ref().map_or(String::new(), |query| format!(" by {query}"));
    format!(
        "\n{at} of {total}: proposal {}, {}, {}\n{}, from {}{query}\n  {}\n",
        one.number, one.document, one.place, one.code, one.machine, one.words
    )
}

/// Asks until there is an answer.
fn ask(context: &Context) -> Result<Answer, Stop> {
    loop {
        context.say("a accept, r reject, s skip, q quit?");
        let Some(answer) = line()? else { return Ok(Answer::Ended) };
        return Ok(match answer.to_lowercase().as_str() {
            "a" => Answer::Accepted,
            "r" => Answer::Rejected,
            "s" => Answer::Skipped,
            "q" => Answer::Ended,
            _ => {
                context.say(&format!("`{answer}` is none of these"));
                continue;
            }
        });
    }
}
