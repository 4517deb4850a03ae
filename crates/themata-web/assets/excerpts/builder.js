/** The form beside the field: it writes the query, and shows what the field says as far as it can. */

const field = /** @type {HTMLInputElement} */ (document.getElementById("q"));
const builder = document.getElementById("builder");
const form = builder?.querySelector("form");
const beyond = document.getElementById("beyond");

/** @typedef {{ kind: "term" | "word" | "joins", name: string, value: string, exact: boolean }} Piece */

/** A value as a query spells it. @param {string} value */
function spelt(value) {
  const isPlain = /^[^\s():,"“”*=][^\s():,"“”*]*$/.test(value) && !["AND", "OR", "NOT"].includes(value);
  return isPlain ? value : `"${value.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

const PIECE = /\s*(?:(?<name>[^\s():,"“”]+):\s*(?<exact>=?)(?:["“”](?<quoted>(?:\\.|[^"“”\\])*)["“”]|(?<plain>[^\s():,"“”]+))(?=[\s)]|$)|(?<word>={0,2}(?:["“”](?:\\.|[^"“”\\])*["“”]|[^\s():,"“”]+))(?=[\s)]|$))/suy;

/**
 * The pieces of a query that is nothing but terms and words; null of any other.
 *
 * @param {string} query
 * @returns {Piece[] | null}
 */
function pieces(query) {
  /** @type {Piece[]} */
  const found = [];
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < query.trimEnd().length) {
    const groups = PIECE.exec(query)?.groups;
    if (!groups) return null;
    if (groups.name) {
      const value = groups.plain ?? groups.quoted.replace(/\\(.)/gsu, "$1");
      if (groups.name.startsWith("-") || (groups.plain ?? "").includes("*")) return null;
      found.push({ kind: "term", name: groups.name.toLowerCase(), value, exact: groups.exact === "=" });
    } else if (groups.word === "OVERLAPS") {
      found.push({ kind: "joins", name: "", value: groups.word, exact: false });
    } else if (/^(-|\/|[A-Z]{2,}(\/|$))/.test(groups.word)) {
      // Other relations, NOT, OR: more than the form can show.
      return null;
    } else {
      found.push({ kind: "word", name: "", value: groups.word, exact: false });
    }
  }
  return found;
}

/** @param {string} name */
const control = (name) => /** @type {HTMLInputElement | HTMLSelectElement | null} */ (form?.elements.namedItem(name) ?? null);

/** Sets a choice to a value, without regard to case; false if it has no such value. @param {string} name @param {string} value */
function set(name, value) {
  const select = control(name);
  if (!(select instanceof HTMLSelectElement) || select.value) return false;
  const option = [...select.options].find((option) => option.value.toLowerCase() === value.toLowerCase());
  if (option) select.value = option.value;
  return option !== undefined;
}

/** Shows what the field says; returns whether the form can. */
function read() {
  form?.reset();
  const found = pieces(field.value);
  if (!found) return false;
  const words = [];
  for (let at = 0; at < found.length; at += 1) {
    const piece = found[at];
    if (piece.kind === "word") {
      words.push(piece.value);
    } else if (piece.kind === "joins") {
      const [before, behind] = [found[at - 1], found[at + 1]];
      const isOfCodes = before?.kind === "term" && before.name === "code" && behind?.kind === "term" && behind.name === "code" && !behind.exact;
      if (!isOfCodes || !set("overlaps", behind.value)) return false;
      at += 1;
    } else if (piece.name === "code") {
      if (!set("code", piece.value)) return false;
      const exact = control("exact");
      if (exact instanceof HTMLInputElement) exact.checked = piece.exact;
    } else if (piece.exact || !set(attribute(piece.name), piece.value)) {
      return false;
    }
  }
  const input = control("words");
  if (input) input.value = words.join(" ");
  return true;
}

/** The name of the control for a term, in whatever case the attribute is written. @param {string} term */
function attribute(term) {
  const all = [...(form?.elements ?? [])].map((element) => /** @type {HTMLSelectElement} */ (element).name);
  return all.find((name) => name.toLowerCase() === `term:${term}`) ?? "";
}

/** Writes the query that the form says into the field. */
function write() {
  const parts = [];
  const [first, second] = [control("code"), control("overlaps")];
  // What something overlaps with is held against a code: the only one is the code itself.
  if (first && second && !first.value) [first.value, second.value] = [second.value, ""];
  const [code, overlaps] = [first?.value ?? "", second?.value ?? ""];
  const exact = control("exact");
  const sign = exact instanceof HTMLInputElement && exact.checked ? "=" : "";
  if (code) parts.push(`code:${sign}${spelt(code)}`);
  if (overlaps && code) parts.push(`OVERLAPS code:${spelt(overlaps)}`);
  for (const element of form?.elements ?? []) {
    const select = /** @type {HTMLSelectElement} */ (element);
    if (select.name.startsWith("term:") && select.value) parts.push(`${spelt(select.name.slice(5))}:${spelt(select.value)}`);
  }
  const words = control("words")?.value.trim();
  if (words) parts.push(words);
  field.value = parts.join(" ");
  keepApart();
}

/** What is listed was found for another query than the field says: it is not to be taken for this one's. */
function keepApart() {
  const listing = document.getElementById("listing");
  if (!listing) return;
  listing.inert = field.value.trim() !== field.defaultValue.trim();
}

function keepStep() {
  const can = read();
  if (beyond) beyond.hidden = can;
  for (const element of form?.elements ?? []) /** @type {HTMLInputElement} */ (element).disabled = !can;
}

if (form) {
  keepStep();
  field.addEventListener("input", keepStep);
  field.addEventListener("input", keepApart);
  form.addEventListener("input", write);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    field.form?.requestSubmit();
  });
  // Beside a narrow list the form is opened when it is wanted.
  if (window.matchMedia("(max-width: 60rem)").matches) builder?.removeAttribute("open");
}
