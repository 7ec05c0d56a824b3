// Looking: while somebody types, checks look at the text, and say what they find. The caret and the
// focus stay where they are.

import { post, address } from "./place.js";
import { editorOf } from "./editor.js";
import { eachRow, isOpen, parse, rowOf, rowAt } from "./rows.js";

const AT_REST = 350; // milliseconds without a keystroke
const SEVERITIES = ["error", "warning", "fix", "info"];

let timer = 0, asking = null;

function later(row) {
  clearTimeout(timer);
  asking?.abort();
  timer = setTimeout(() => look(row.dataset.uid), AT_REST);
}

async function look(uid) {
  const row = rowAt(uid), editor = editorOf(row);
  if (!editor || editor.composing) return;
  asking = new AbortController();
  const text = editor.raw, fields = [["target", text], ["etag", row.dataset.etag]];
  const answer = await post(address("look", uid), fields, { signal: asking.signal }).catch(() => null);
  if (answer?.status !== 200 || editorOf(rowAt(uid)) !== editor || editor.raw !== text) return;
  show(row, editor, parse(answer.html).querySelector(".findings"));
}

function show(row, editor, fresh) {
  const old = row.querySelector(".findings");
  if (!fresh || !old) return;
  if (fresh.dataset.pieces) editor.reread(JSON.parse(fresh.dataset.pieces));
  if (!old.contains(document.activeElement)) old.replaceWith(fresh);
  highlight(row);
}

// What findings are about is set apart in the text without a change of it.
function highlight(row) {
  if (!globalThis.CSS?.highlights) return;
  const editor = editorOf(row);
  const before = editor.raw.length - editor.raw.trimStart().length; // checks see the text without it
  const ranges = Object.fromEntries(SEVERITIES.map((name) => [name, []]));
  for (const finding of row.querySelectorAll(".finding[data-spans]")) {
    for (const [start, end] of JSON.parse(finding.dataset.spans || "[]")) {
      if (end + before <= editor.raw.length) {
        ranges[finding.dataset.severity]?.push(editor.rangeOf(start + before, end + before));
      }
    }
  }
  for (const name of SEVERITIES) CSS.highlights.set(`finding-${name}`, new Highlight(...ranges[name]));
}

// The fix of a finding in a text that is not saved is made in the editor.
function fixed({ target }) {
  const button = target.closest?.(".finding button[type=button][value=fix]");
  const editor = button && editorOf(rowOf(button));
  if (!editor) return;
  editor.replace(button.closest(".finding").dataset.fixed);
  editor.focus({ start: editor.raw.length, end: editor.raw.length });
}

export function start() {
  document.addEventListener("click", fixed);
  document.documentElement.classList.toggle("highlights", Boolean(globalThis.CSS?.highlights));
  eachRow((row) => {
    if (!isOpen(row) || !editorOf(row)) return;
    if (editorOf(row).dirty) later(row);
    else highlight(row);
  });
  document.addEventListener("input", ({ target }) => {
    if (target.matches("textarea[name=target]") && rowOf(target)) later(rowOf(target));
  });
}
