// Answers: what the desk says to what was asked for is put in its place on the page.

import { queue } from "./actions.js";
import { isBusy } from "./ask.js";
import { forget, keep } from "./drafts.js";
import { editorOf } from "./editor.js";
import { refreshAll } from "./live.js";
import { close, opened } from "./open.js";
import { button, say } from "./say.js";
import * as rows from "./rows.js";

const IDLE = 4000; // milliseconds without a key: nobody is in the middle of anything
const ANSWERS = { row: answeredRow, undo: answeredUndo, bulk: answeredBulk };

let lastKey = 0;

export function answered(job, answer) {
  return ANSWERS[job.kind](job, answer);
}

// The etag of the row now, "" where it was not done.
function answeredRow(job, answer) {
  const content = rows.parse(answer.html ?? "");
  const done = answer.status >= 200 && answer.status < 300;
  const fresh = rows.mainRow(content), old = rows.rowAt(job.uid);
  const sent = Object.fromEntries(job.fields).target;
  const loaded = job.again && !editorOf(old)?.dirty; // the editor has the text of before the save
  if (done && sent !== undefined) wasSaved(job.uid, loaded ? null : editorOf(old), sent);
  const wrong = done ? null : problem(answer, content);
  if (old) whenTyped(old, () => place(job, wrong, fresh, loaded ? undefined : sent));
  else if (wrong) say(wrong);
  beside(content);
  return done ? fresh?.dataset.etag ?? "" : "";
}

function wasSaved(uid, editor, text) {
  if (editor) editor.saved = text;
  if (!editor?.dirty) forget(uid);
}

// What comes beside the row: the next one open, with its rail, if that is where the reviewer is.
function beside(content) {
  const wanted = (row) => row && rows.isCurrent(row) && !rows.isOpen(row) && !row.dataset.pending
    && !row.querySelector("form.reason");
  const current = (uid) => uid && rows.rowAt(uid) && rows.isCurrent(rows.rowAt(uid));
  rows.swapBeside(content, (piece, old) => {
    if (piece.id === "rail") return current(piece.dataset.uid) && !old.contains(document.activeElement);
    if (!piece.matches("article.row")) return true;
    if (!rows.isOpen(piece)) return !isBusy(old);
    if (wanted(old)) setTimeout(() => opened(rows.rowAt(piece.dataset.uid), old));
    return wanted(old);
  });
}

// Never while letters are being composed: that would end it.
function whenTyped(row, does) {
  const editor = editorOf(row);
  if (!editor?.composing) return does();
  return editor.surface.addEventListener("compositionend", () => setTimeout(does), { once: true });
}

function place(job, wrong, fresh, sent) {
  let row = rows.rowAt(job.uid);
  if (!row) return;
  const editor = editorOf(row), inEditor = editor && document.activeElement === editor.active;
  const at = editor?.selection, here = row.contains(document.activeElement);
  const more = queue.waiting(job.uid);
  const typed = editor && (sent === undefined ? editor.dirty : editor.raw !== sent) && job.action !== "take";
  if (fresh && (wrong || !more)) row = rows.swap(row, fresh);
  else if (!more) settled(row);
  const now = editorOf(row);
  if (now && editor && typed && now !== editor) now.takeOver(editor);
  if (now && inEditor) now.focus(typed || !fresh ? at : { start: now.raw.length, end: now.raw.length });
  if (wrong) bringBack(row, wrong, job);
  else if (!here && rows.isOpen(row)) close(row);
}

function settled(row) {
  delete row.dataset.pending;
  row.removeAttribute("aria-busy");
}

// A row that could not be saved: who does nothing is taken there, who works on is told.
function bringBack(row, wrong, job) {
  settled(row);
  row.classList.add("refused");
  if (editorOf(row)) keep(row);
  if (row.contains(document.activeElement)) return say(wrong);
  say(`${wrong} `, button("Go there", () => rows.focusRow(rows.rowAt(job.uid)), "back"));
  if (performance.now() - lastKey > IDLE) rows.focusRow(row);
}

function problem(answer, content) {
  if (answer.refused) return "Not saved, as what was sent before it was not.";
  if (answer.status === 409) return "Not saved: somebody else changed this sentence meanwhile. Both texts are shown.";
  const told = content.querySelector("[role=alert]")?.textContent.replace(/\s+/g, " ").trim();
  if (told) return `Not saved: ${told}`;
  return `Not saved: the desk answered ${answer.status}.`;
}

// Who takes something back is at the sentence that came back.
function answeredUndo(job, answer) {
  const content = rows.parse(answer.html), told = content.querySelector("#said");
  const first = content.querySelector("article.row[data-open='1']")?.dataset.uid;
  rows.swapBeside(content);
  const row = first && rows.rowAt(first);
  if (row) {
    rows.focusRow(row);
    opened(row, null);
  } else if (answer.status < 300) refreshAll();
  if (!told) say(problem(answer, content));
  return "";
}

function answeredBulk(job, answer) {
  const content = rows.parse(answer.html), told = content.querySelector("#said");
  job.uids.map(rows.rowAt).forEach((row) => row && settled(row));
  rows.swapBeside(content);
  if (!told) say(problem(answer, content));
  return "";
}

export function start() {
  document.addEventListener("keydown", () => { lastKey = performance.now(); }, true);
}
