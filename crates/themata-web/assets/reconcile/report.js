/** The report takes its time on a large study, and says so. */

import { keys } from "../parts/keys.js";

const told = document.getElementById("reckoning");
document.getElementById("report")?.addEventListener("submit", () => {
  window.setTimeout(() => {
    if (told) told.textContent = "The report is being made. With coefficients on a large study that takes a while.";
  }, 200);
});
keys([{ keys: "/", says: "write a query", act: () => document.getElementById("q")?.focus() }]);
