/** The report as it will print, in a frame: drawn anew behind what is shown, and then put before it. */

/** As wide as a sheet of A4 with some of the desk beside it, in pixels. */
const WIDE = 830;

const paper = /** @type {HTMLElement} */ (document.getElementById("paper"));
const said = /** @type {HTMLElement} */ (document.getElementById("making"));
let shown = /** @type {HTMLIFrameElement} */ (paper.querySelector("iframe"));
let slow = 0;
let busy = true;
let again = false;
let number = 0;

const address = shown.src;

function begins() {
  busy = true;
  window.clearTimeout(slow);
  slow = window.setTimeout(() => (said.textContent = "The report is being made …"), 200);
}

function ends() {
  busy = false;
  window.clearTimeout(slow);
  if (said.textContent?.endsWith("being made …")) said.textContent = "";
  paper.dataset.drawn = String(number);
  if (again) show();
}

/** Draws the report anew, of what was chosen last. What is shown stays until then. */
export function show() {
  again = busy;
  if (busy) return;
  begins();
  number += 1;
  const next = /** @type {HTMLIFrameElement} */ (shown.cloneNode());
  next.dataset.next = "";
  next.addEventListener("load", () => {
    next.contentWindow?.scrollTo(0, shown.contentWindow?.scrollY ?? 0);
    shown.remove();
    delete next.dataset.next;
    shown = next;
    ends();
  }, { once: true });
  next.src = `${address}?turn=${number}`;
  paper.append(next);
  fit();
}

/** @param {1 | -1} way */
export function scroll(way) {
  const page = shown.contentWindow;
  page?.scrollBy(0, way * 0.9 * page.innerHeight);
}

export function print() {
  shown.contentWindow?.print();
}

/** Sheets keep their measure: where there is no room for one, it is shown smaller. */
function fit() {
  const scale = Math.min(1, paper.clientWidth / WIDE);
  for (const frame of paper.querySelectorAll("iframe")) {
    frame.style.width = `${paper.clientWidth / scale}px`;
    frame.style.height = `${paper.clientHeight / scale}px`;
    frame.style.transform = `scale(${scale})`;
  }
}
new ResizeObserver(fit).observe(paper);
fit();

begins();
// The first one may have come before this script.
const first = shown.contentDocument;
if (first?.readyState === "complete" && first.URL === address) ends();
else shown.addEventListener("load", ends, { once: true });
