// Asking: a line under the row for a reason or a comment. Enter sends it, Escape does not.

import { rowOf, rowAt, focusRow, isOpen } from "./rows.js";
import { editorOf } from "./editor.js";
import { button } from "./say.js";

// Ask about a row; `then` gets the row, as it is when it is sent, and the text.
export function ask(row, label, text, then) {
  document.querySelector("form.reason")?.remove();
  const form = document.createElement("form"), field = document.createElement("input");
  const named = document.createElement("label");
  form.className = "reason";
  field.value = text;
  field.required = true;
  named.append(`${label} `, field);
  const send = document.createElement("button");
  send.textContent = "Send";
  form.append(named, send, button("Cancel", () => leave(form), "cancel"));
  form.addEventListener("submit", (event) => sent(event, form, field, then));
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    leave(form);
  });
  row.insertBefore(form, row.querySelector(":scope > .findings"));
  field.focus();
  form.scrollIntoView({ block: "nearest" });
  field.select();
}

function sent(event, form, field, then) {
  event.preventDefault();
  event.stopPropagation();
  const text = field.value.trim(), row = leave(form);
  if (row && text) then(row, text);
}

function leave(form) {
  const row = rowOf(form), now = row && rowAt(row.dataset.uid);
  form.remove();
  focusRow(now);
  return now;
}

// A row that somebody is busy with is not replaced under their hands.
export function isBusy(row) {
  const editor = editorOf(row), focus = document.activeElement;
  return Boolean(row.querySelector("form.reason") || row.dataset.pending
    || (isOpen(row) && (editor?.dirty || (editor && focus === editor.active) || focus?.matches("input") && row.contains(focus))));
}
