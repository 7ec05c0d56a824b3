// Opening: one row is open, the current one; the rail tells about it.

import { get, post, address, lang, slug } from "./place.js";
import { editorOf } from "./editor.js";
import { keep } from "./drafts.js";
import * as rows from "./rows.js";

const DWELL = 150; // milliseconds on a row before it opens: who runs past many opens none
const PRESENT = 20_000; // milliseconds after which others are told again where this page is
const closed = new Map(); // uid: the row as it was before it opened
const opening = new Map(); // uid: the row that comes
let dwelling = 0;
let pressed = false; // a button of the mouse, or a finger
let shown = ""; // the uid of the row that is open here

// Open a row, if it is still there and as it was; returns it, or null.
export async function open(row) {
  if (rows.isOpen(row)) return row;
  const { uid, etag } = row.dataset;
  if (!opening.has(uid)) opening.set(uid, fetchOpen(uid, etag).finally(() => opening.delete(uid)));
  return opening.get(uid);
}

async function fetchOpen(uid, etag) {
  const old = rows.rowAt(uid);
  const same = (now) => !now.dataset.pending && now.dataset.etag === etag && !rows.isOpen(now)
    && !now.querySelector("form.reason");
  const made = await rows.refetch(uid, true, same);
  if (!made) return rows.rowAt(uid);
  opened(made, old);
  return made;
}

// A row has been opened in the place of a closed one.
export function opened(row, before) {
  if (before && !rows.isOpen(before)) closed.set(row.dataset.uid, before);
  rows.allRows().filter((one) => rows.isOpen(one) && one !== row).forEach(close);
  if (row.contains(document.activeElement)) row.scrollIntoView({ block: "nearest" });
  tellWhere(row.dataset.uid);
}

// Close a row where nobody is. A text in it that is not saved stays as a draft.
export async function close(row) {
  const left = (now) => now === row && !now.dataset.pending && !now.contains(document.activeElement);
  if (!left(row)) return;
  if (editorOf(row)?.dirty) keep(row);
  const { uid, etag } = row.dataset, before = closed.get(uid);
  closed.delete(uid);
  if (before?.dataset.etag === etag) rows.swap(row, before);
  else await rows.refetch(uid, false, left);
}

// Open a row and put the caret at the end of its text.
export async function edit(row) {
  rows.focusRow(row);
  const made = await open(row);
  if (!made || rows.rowOf(document.activeElement) !== made) return; // gone on meanwhile
  const editor = editorOf(made);
  if (editor) editor.focus({ start: editor.raw.length, end: editor.raw.length });
  else rows.textarea(made)?.focus();
}

// Who comes to a row itself, by a key or a click, has it opened; who comes to a box or a link in it
// wants that.
function arrive({ target }) {
  const row = rows.rowOf(target);
  if (!row || rows.isCurrent(row)) return;
  rows.makeCurrent(row);
  clearTimeout(dwelling);
  if (target === row) dwelling = setTimeout(() => dwell(row.dataset.uid), DWELL);
}

function dwell(uid) {
  const row = rows.rowAt(uid);
  if (!row || rows.rowOf(document.activeElement) !== row || isSelecting()) return;
  if (rows.isOpen(row)) loadRail(row);
  else if (!row.dataset.pending) open(row);
}

async function loadRail(row) {
  const { status, html } = await get(address("rail", row.dataset.uid));
  const rail = document.getElementById("rail"), fresh = rows.parse(html).querySelector("#rail");
  if (status !== 200 || !rail || !fresh || !rows.isCurrent(row) || rail.contains(document.activeElement)) return;
  rail.replaceWith(fresh);
  globalThis.htmx?.process(fresh);
}

// Others see which sentence is open here; where the page was left is where it opens again.
function tellWhere(uid) {
  if (uid) {
    const url = new URL(location.href);
    url.searchParams.set("u", uid);
    url.hash = "";
    history.replaceState(history.state, "", url);
  }
  shown = uid;
  present(uid);
}

function present(uid) {
  post("/here", [["lang", lang], ["slug", slug], ["uid", uid]], { keepalive: true }).catch(() => {});
}

// A finger that comes to a sentence wants to read it: the keyboard of a screen would cover half of it.
function come(row) {
  if (!matchMedia("(pointer: coarse)").matches) return edit(row);
  rows.focusRow(row);
  return open(row);
}

const LINKS = [
  ["a.open", come],
  ["a.close", (row) => { rows.focusRow(row); shut(row); }],
  ["a.next", (row) => rows.rowAt(row.dataset.next) && come(rows.rowAt(row.dataset.next))],
];

// Close a row although somebody is on it: they are on the closed one then.
async function shut(row) {
  if (editorOf(row)?.dirty) keep(row);
  closed.delete(row.dataset.uid);
  rows.focusRow(await rows.refetch(row.dataset.uid, false));
}

// Who marks words to copy them does not want them gone.
const isSelecting = () => pressed || (!getSelection().isCollapsed && !document.activeElement.isContentEditable);

function released({ target }) {
  pressed = false;
  const row = rows.rowOf(target);
  if (!row || rows.isOpen(row) || document.activeElement !== row) return;
  if (target.closest(".target") && getSelection().isCollapsed) come(row);
  else dwell(row.dataset.uid);
}

// Links that open and close rows need no new page here.
function follow(event) {
  const row = rows.rowOf(event.target);
  const does = row && LINKS.find(([selector]) => event.target.closest(selector))?.[1];
  if (!does || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  does(row);
}

export function start() {
  document.addEventListener("focusin", arrive);
  document.addEventListener("click", follow, true);
  document.addEventListener("pointerdown", () => { pressed = true; }, true);
  document.addEventListener("pointerup", released, true);
  document.addEventListener("pointercancel", () => { pressed = false; }, true);
  const all = rows.allRows(), first = all.find(rows.isOpen) ?? all.find(rows.isTodo) ?? all[0];
  if (first && rows.isOpen(first)) tellWhere(first.dataset.uid);
  if (document.activeElement === document.body || (first && rows.isOpen(first))) rows.focusRow(first);
  setInterval(() => shown && document.visibilityState === "visible" && present(shown), PRESENT);
  addEventListener("pagehide", () => shown && present(""));
}
