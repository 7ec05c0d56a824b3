// Actions: what a reviewer asks for is done on the page at once, and goes to the desk by the queue.

import { address } from "./place.js";
import { Queue } from "./queue.js";
import { editorOf } from "./editor.js";
import { answered } from "./answers.js";
import { ask } from "./ask.js";
import { edit } from "./open.js";
import { say } from "./say.js";
import { showUnsaved } from "./unsaved.js";
import * as rows from "./rows.js";

const WITH_TEXT = new Set(["save", "approve", "needs-work"]); // what is sent with the text of the editor
const AFTER_SAVE = new Set(["fix", "dismiss", "take"]); // what is about the text that is saved

export const queue = new Queue(answered, showUnsaved);

// Ask for an action with a row. `more` are other fields by name: text, check, offer.
export function perform(row, action, more = {}, next = "stay") {
  const editor = editorOf(row);
  if (AFTER_SAVE.has(action) && editor?.dirty) send(row, "save", { target: editor.raw });
  const changed = editor && (editor.dirty || action === "save"); // else what is saved is meant, as it is
  const target = changed && WITH_TEXT.has(action) ? { target: editor.raw } : {};
  send(row, action, { ...more, ...target, next });
}

function send(row, action, fields) {
  const { uid, etag } = row.dataset;
  row.dataset.pending = action;
  row.setAttribute("aria-busy", "true");
  queue.add({
    kind: "row", url: address("row", uid), uid, etag, action,
    fields: Object.entries({ action, ...fields }),
  });
}

// Send a row back, once it is said why.
export function askBack(row, go) {
  ask(row, "What is wrong?", "", (now, text) => settle(now, "needs-work", { text }, go));
}

// Approve, and be at the next sentence that waits before the desk has answered.
export function settle(row, action, more = {}, go = rows.focusRow) {
  perform(row, action, more, "todo");
  const next = rows.following(row, rows.isTodo);
  if (next) go(next);
  else allDone(row);
}

// Whether the article can be signed off is known when all has been saved.
async function allDone(row) {
  rows.focusRow(row);
  await queue.empty();
  say("Nothing waits here any more: the article can be signed off.");
  const sign = document.querySelector(".signing a, .signing summary");
  if (sign && rows.rowOf(document.activeElement)?.dataset.uid === row.dataset.uid) sign.focus();
}

export function undo(batch = "") {
  queue.add({ kind: "undo", url: address("undo"), uid: "", etag: "", fields: [["batch", batch]] });
}

export function bulk(url, found) {
  for (const row of found) row.dataset.pending = "approve";
  const fields = found.map((row) => ["row", `${row.dataset.uid}:${row.dataset.etag}`]);
  const uids = found.map((row) => row.dataset.uid);
  queue.add({ kind: "bulk", url, uid: "", uids, etag: "", fields });
}

export function start() {
  document.addEventListener("submit", submitted, true);
  const again = queue.resume();
  if (again) say(`${again} that you asked for before is being saved now.`);
}

// Not form.action: that is the button of this name.
const pathOf = (form) => new URL(form.getAttribute("action") ?? "", location.href).pathname;

const FORMS = [
  ["/row/", (form, submitter) => act(form, submitter)],
  ["/undo/", (form, submitter) => undo(new FormData(form, submitter).get("batch") ?? "")],
];

// Forms of the page go by the queue too, so that a click and a key are the same.
function submitted(event) {
  const { target: form, submitter } = event;
  const found = FORMS.find(([path]) => pathOf(form).startsWith(path));
  if (!found) return;
  event.preventDefault();
  event.stopPropagation();
  found[1](form, submitter);
}

function act(form, submitter) {
  const row = rows.rowOf(form) ?? rows.rowAt(pathOf(form).split("/")[3]);
  const { action, csrf, etag, target, next, ...more } = Object.fromEntries(new FormData(form, submitter));
  if (!row || !action) return;
  if (action === "needs-work" && !more.text?.trim()) return void askBack(row);
  const editing = row.contains(document.activeElement) && document.activeElement === editorOf(row)?.active;
  if (action === "approve" || action === "needs-work") settle(row, action, more, editing ? edit : undefined);
  else perform(row, action, more);
  if (form.closest("#rail")) rows.focusRow(rows.rowAt(row.dataset.uid)); // so that the rail can be shown anew
}
