/** What is written on the transcript: memos, and questions to the team. */

import { keys } from "../parts/keys.js";
import { onWritten, restore } from "../parts/memo.js";
import { catchUp, onRedrawn } from "./apply.js";
import { writer } from "./writing.js";

const write = writer({
  place: "writing",
  form: "new-memo",
  about: "memo-about",
  opener: "write-memo",
  closer: "not-now",
  called: (picked) => (picked === null ? "A memo on this document" : `A memo on “${picked}”`),
});
const ask = writer({
  place: "asking",
  form: "new-question",
  about: "question-about",
  opener: "ask-team",
  closer: "not-asked",
  called: (picked) => (picked === null ? "A question on this document" : `A question on “${picked}”`),
});

onWritten(() => void catchUp());
onRedrawn(restore);

keys([{ keys: "Shift M", says: "write a memo on what is picked, or on the document", act: write }]);
if (document.body.dataset.may?.split(" ").includes("note")) {
  keys([{ keys: "Shift Q", says: "ask the team about what is picked, or about the document", act: ask }]);
}
