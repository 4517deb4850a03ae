/** What whoever looks may do. The server refuses the rest in any case. */

/** @param {"note" | "code" | "analyse" | "lead"} right */
export const may = (right) => document.body.dataset.may?.split(" ").includes(right) ?? false;
