use super::lexer::{Placed, Token, Word, WordKind, tokens};
use super::relation::Relation;
use super::{Expr, QueryError, Term, Value, Words};

/// How deep brackets and `NOT` may be nested. Nobody writes more, and every further level
/// would cost stack.
const DEEPEST: u32 = 64;

const EXAMPLE: &str = "write terms such as theme:leadership, code:\"shared vision\" or site:04, \
                       or words to look for";

pub(super) fn parse(text: &str) -> Result<Option<Expr>, QueryError> {
    let tokens = tokens(text)?;
    if tokens.is_empty() {
        return Ok(None);
    }
    let mut parser = Parser { tokens, next: 0, depth: 0 };
    let root = parser.or()?;
    match parser.peek() {
        None => Ok(Some(root)),
        Some((at, Token::Close)) => {
            Err(QueryError::new(Some(*at), "a closing bracket without an opening one"))
        }
        Some((at, _)) => Err(QueryError::new(Some(*at), "this does not belong here")
            .hint("a value that holds a colon or a comma stands in quotation marks")),
    }
}

struct Parser {
    tokens: Vec<Placed>,
    next: usize,
    depth: u32,
}

impl Parser {
    fn or(&mut self) -> Result<Expr, QueryError> {
        let mut parts = vec![self.and()?];
        while self.take(&Token::Or) {
            parts.push(self.and()?);
        }
        Ok(only(parts, Expr::Or))
    }

    fn and(&mut self) -> Result<Expr, QueryError> {
        let mut parts = vec![self.not()?];
        loop {
            let joined = self.take(&Token::And);
            let follows =
                matches!(self.peek(), Some((_, Token::Open | Token::Not | Token::Word(_))));
            if !joined && !follows {
                return Ok(only(parts, Expr::And));
            }
            parts.push(self.not()?);
        }
    }

    fn not(&mut self) -> Result<Expr, QueryError> {
        self.deeper()?;
        let expr = if self.take(&Token::Not) {
            Expr::Not(Box::new(self.not()?))
        } else {
            self.related()?
        };
        self.depth -= 1;
        Ok(expr)
    }

    /// `A OVERLAPS B`, `A NOT OVERLAPS B`; several are read from the left.
    fn related(&mut self) -> Result<Expr, QueryError> {
        let mut left = self.primary()?;
        let depth = self.depth;
        while let Some((negated, relation)) = self.relation()? {
            self.deeper()?;
            let right = self.primary()?;
            let (left_side, right) = (Box::new(left), Box::new(right));
            left = Expr::Related { left: left_side, negated, relation, right };
        }
        self.depth = depth;
        Ok(left)
    }

    /// The relation that comes next, and whether it must not hold.
    fn relation(&mut self) -> Result<Option<(bool, Relation)>, QueryError> {
        let negated = matches!(self.peek(), Some((_, Token::Not)));
        let ahead = self.next + usize::from(negated);
        let Some((at, word)) = self.plain_at(ahead) else { return Ok(None) };
        if let Some(relation) = Relation::from_word(&word, at) {
            self.next = ahead + 1;
            return Ok(Some((negated, relation?)));
        }
        let same = self.plain_at(ahead + 1).map(|(_, word)| word);
        if word != "IN" || same.as_deref() != Some("SAME") {
            return Ok(None);
        }
        let (at, unit) = self.plain_at(ahead + 2).ok_or_else(|| {
            QueryError::new(Some(at), "IN SAME is followed by no unit")
                .hint("write IN SAME turn, paragraph, sentence or document")
        })?;
        self.next = ahead + 3;
        let relation = Relation::in_same(&unit, at)?;
        if self.plain_at(self.next).is_some_and(|(_, word)| word == "AS") {
            self.next += 1;
        }
        Ok(Some((negated, relation)))
    }

    fn plain_at(&self, place: usize) -> Option<(u32, String)> {
        match self.tokens.get(place)? {
            (at, Token::Word(Word { exact: "", kind: WordKind::Plain, text })) => {
                // What is followed by a colon is the name of a term, however it is spelt.
                let names = matches!(self.tokens.get(place + 1), Some((_, Token::Colon)));
                (!names).then(|| (*at, text.clone()))
            }
            _ => None,
        }
    }

    fn primary(&mut self) -> Result<Expr, QueryError> {
        let at = self.peek().map(|(at, _)| *at);
        if !self.take(&Token::Open) {
            return self.term();
        }
        let inner = self.or()?;
        if self.take(&Token::Close) {
            return Ok(inner);
        }
        Err(QueryError::new(at, "a bracket that is never closed"))
    }

    fn term(&mut self) -> Result<Expr, QueryError> {
        let Some((at, token)) = self.peek().cloned() else {
            return Err(
                QueryError::new(None, "the query ends where a term was expected").hint(EXAMPLE)
            );
        };
        let Token::Word(word) = token else {
            return Err(QueryError::new(Some(at), "a term was expected here").hint(EXAMPLE));
        };
        if let Some((at, word)) = self.plain_at(self.next)
            && (Relation::from_word(&word, at).is_some() || word == "SAME")
        {
            return Err(QueryError::new(Some(at), format!("`{word}` has nothing before it"))
                .hint(Relation::operators())
                .hint_if(word == "SAME", "write: code:it IN SAME turn AS code:culture"));
        }
        self.next += 1;
        if !self.take(&Token::Colon) {
            self.no_small_operator(at, &word)?;
            return Ok(Expr::Words(Words::of(&word, at)));
        }
        let name = word.text;
        let mut values = vec![self.value(&name)?];
        while self.take(&Token::Comma) {
            values.push(self.value(&name)?);
        }
        Ok(Expr::Term(Term { name, values, at }))
    }

    /// Between two terms a relation in small letters is meant as one, and not as a word.
    fn no_small_operator(&self, at: u32, word: &Word) -> Result<(), QueryError> {
        let capital = word.text.to_uppercase();
        let names = |place: Option<usize>| {
            place.is_some_and(|place| {
                matches!(self.tokens.get(place), Some((_, Token::Colon | Token::Comma)))
            })
        };
        let is_between = names(self.next.checked_sub(3)) && names(Some(self.next + 1));
        let is_relation = word.kind == WordKind::Plain
            && word.exact.is_empty()
            && Relation::from_word(&capital, at).is_some();
        if !(is_relation && is_between) {
            return Ok(());
        }
        Err(QueryError::new(Some(at), format!("`{}` stands here as a word", word.text)).hint(
            format!("write {capital} for the relation, or \"{}\" for the word", word.text),
        ))
    }

    fn value(&mut self, name: &str) -> Result<Value, QueryError> {
        let plain = |text: &str| Value { exact: false, quoted: false, text: text.to_owned() };
        let value = match self.peek().cloned() {
            Some((_, Token::Word(word))) => Value {
                exact: !word.exact.is_empty(),
                quoted: word.kind == WordKind::Quoted,
                text: word.text,
            },
            // A value may be spelt like one of the joining words.
            Some((_, Token::And)) => plain("AND"),
            Some((_, Token::Or)) => plain("OR"),
            Some((_, Token::Not)) => plain("NOT"),
            other => {
                return Err(QueryError::new(
                    other.map(|(at, _)| at),
                    format!("`{name}:` is followed by no value"),
                ));
            }
        };
        self.next += 1;
        Ok(value)
    }

    fn deeper(&mut self) -> Result<(), QueryError> {
        self.depth += 1;
        if self.depth > DEEPEST {
            let at = self.peek().map(|(at, _)| *at);
            return Err(QueryError::new(at, "brackets are nested too deeply"));
        }
        Ok(())
    }

    fn peek(&self) -> Option<&Placed> {
        self.tokens.get(self.next)
    }

    fn take(&mut self, wanted: &Token) -> bool {
        let found = self.peek().is_some_and(|(_, token)| token == wanted);
        self.next += usize::from(found);
        found
    }
}

fn only(mut parts: Vec<Expr>, join: fn(Vec<Expr>) -> Expr) -> Expr {
    if parts.len() == 1 { parts.remove(0) } else { join(parts) }
}
