// Drafts: what is typed and not saved yet is kept in this browser, for each sentence, and offered
// again after a reload or a crash. What was saved is no draft any more.

import { here, who } from "./place.js";
import { editorOf } from "./editor.js";
import { eachRow, rowOf, isOpen } from "./rows.js";
import { button } from "./say.js";

const AT_REST = 250; // milliseconds without a keystroke
const left = new Set(); // rows that were left with a text in this visit: it comes back unasked
const timers = new Map();

const name = (uid) => `tilshi.draft:${who}:${here}:${uid}`;

export function draftOf(uid) {
  try {
    return JSON.parse(localStorage.getItem(name(uid)));
  } catch {
    return null;
  }
}

export function forget(uid) {
  clearTimeout(timers.get(uid));
  left.delete(uid);
  try { localStorage.removeItem(name(uid)); } catch { /* there is no storage: no draft either */ }
}

// Keep what the editor of a row has now, or forget it where that is what is saved.
export function keep(row) {
  const editor = editorOf(row), { uid, etag } = row.dataset;
  if (!editor?.dirty) return forget(uid);
  const draft = { etag, text: editor.raw, time: Date.now() };
  left.add(uid);
  try {
    localStorage.setItem(name(uid), JSON.stringify(draft));
  } catch { /* full: the text is in the page still, and leaving warns */ }
  return draft;
}

function later(row) {
  const { uid } = row.dataset;
  clearTimeout(timers.get(uid));
  timers.set(uid, setTimeout(() => keep(row), AT_REST));
}

function offer(row) {
  const draft = draftOf(row.dataset.uid), editor = editorOf(row);
  row.querySelector(".unsaved")?.remove();
  if (!draft) return;
  if (!isOpen(row)) return note(row, "Your text here is not saved.");
  if (!editor || draft.text === editor.raw) return;
  if (left.has(row.dataset.uid) && draft.etag === row.dataset.etag) return editor.replace(draft.text);
  const at = new Date(draft.time).toLocaleTimeString("en-GB", { hour: "2-digit", minute: "2-digit" });
  const changed = draft.etag === row.dataset.etag ? "" : " The sentence has changed since.";
  note(row, `Your text of ${at} was not saved: “${draft.text}”.${changed} `,
    button("Restore", () => { editor.replace(draft.text); close(row); editor.focus(); }, "restore"),
    button("Discard", () => { forget(row.dataset.uid); close(row); row.focus(); }, "discard"));
}

const close = (row) => row.querySelector(".unsaved")?.remove();

function note(row, text, ...buttons) {
  const line = document.createElement("p");
  line.className = "unsaved";
  line.append(text, ...buttons);
  const texts = row.querySelector(":scope > .texts");
  if (texts) texts.before(line);
  else row.append(line);
}

export function start() {
  eachRow(offer);
  document.addEventListener("input", ({ target }) => target.matches("textarea[name=target]") && later(rowOf(target)));
  const all = () => document.querySelectorAll("article.row[data-open='1']").forEach(
    (row) => editorOf(row)?.dirty && keep(row));
  addEventListener("pagehide", all);
  document.addEventListener("visibilitychange", all);
  addEventListener("beforeunload", all);
}
