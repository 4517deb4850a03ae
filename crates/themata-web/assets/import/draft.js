/** What a person corrected of the findings: only what differs from what was found. */

/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

/**
 * @param {ParentNode} within
 * @param {string} name
 * @returns {Field[]}
 */
const fields = (within, name) => [...within.querySelectorAll(`[data-field="${name}"]`)].map((field) => /** @type {Field} */ (field));

/**
 * What a field says, if that is not what was found.
 *
 * @param {Field | undefined} field
 */
const said = (field) => (field && field.value !== field.dataset.was ? field.value : null);

/** @param {string} selector */
const all = (selector) => [...document.querySelectorAll(selector)].map((one) => /** @type {HTMLElement} */ (one));

export function gathered() {
  return {
    pattern: fields(document, "pattern")[0]?.value ?? "",
    attributes: fields(document, "attribute").map((field) => field.value),
    everyone: all("[data-everyone]").map(person).filter((one) => one.name !== null || one.role !== null),
    documents: all("[data-file]").map(one).filter((document) => document !== null),
    files: all("[data-reading]").map(reading).filter((file) => file !== null),
  };
}

/** @param {HTMLElement} row */
function person(row) {
  return { heard: row.dataset.everyone, name: said(fields(row, "name")[0]), role: said(fields(row, "role")[0]) };
}

/** @param {HTMLElement} row */
function one(row) {
  const out = !(/** @type {HTMLInputElement} */ (fields(row, "in")[0]).checked);
  const name = said(fields(row, "name")[0]);
  const speakers = [...row.querySelectorAll("[data-heard]")]
    .map((place) => ({
      heard: /** @type {HTMLElement} */ (place).dataset.heard,
      name: said(fields(place, "speaker")[0]),
      role: said(fields(place, "role")[0]),
    }))
    .filter((speaker) => speaker.name !== null || speaker.role !== null);
  const values = fields(row, "value")
    .filter((field) => said(field) !== null)
    .map((field) => [field.dataset.attribute, field.value]);
  if (!out && name === null && !speakers.length && !values.length) return null;
  return { file: row.dataset.file, part: row.dataset.part ?? null, out, name, speakers, values };
}

/** @param {HTMLElement} place */
function reading(place) {
  const rows = fields(place, "rows")[0];
  const columns = fields(place, "column");
  // Once one column was said, all are, as they stand; other rows make other columns.
  const isSaid = "said" in place.dataset || columns.some((field) => said(field) !== null);
  const kept = isSaid && (!rows || rows.value === rows.dataset.was || columns.some((field) => said(field) !== null));
  const file = {
    file: place.dataset.reading,
    encoding: fields(place, "encoding")[0]?.value ?? "",
    rows: rows?.value ?? "",
    sheet: fields(place, "sheet")[0]?.value ?? "",
    columns: kept ? columns.map((field) => [field.dataset.column, field.value]) : [],
  };
  return file.encoding || file.rows || file.sheet || file.columns.length ? file : null;
}
