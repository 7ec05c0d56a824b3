// Rows: the sentences on the page, which of them is the current one, and how one is put in the
// place of another without anybody losing their place.

import { get, address } from "./place.js";

const hooks = [];

export const rowOf = (node) => node?.closest?.("article.row") ?? null;
export const rowAt = (uid) => document.getElementById(`u-${uid}`);
export const allRows = () => [...document.querySelectorAll("#review article.row")];
export const isOpen = (row) => row.dataset.open === "1";
export const textarea = (row) => row.querySelector("textarea[name=target]");

// What waits for a decision that has not been made here either.
export const isTodo = (row) => row.dataset.todo === "1" && !row.dataset.pending;

// Do something with every row of the page, and with each that comes.
export function eachRow(does) {
  hooks.push(does);
  allRows().forEach(does);
}

const arrived = (row) => hooks.forEach((does) => does(row));

// A row stands on the page that was not there before.
export function came(row) {
  globalThis.htmx?.process(row);
  arrived(row);
}

export function current() {
  return rowOf(document.activeElement)
    ?? document.querySelector("#review article.row[aria-current=true]")
    ?? allRows().find(isOpen) ?? allRows()[0] ?? null;
}

export function makeCurrent(row) {
  for (const other of document.querySelectorAll("article.row[aria-current=true]")) {
    if (other !== row) other.removeAttribute("aria-current");
  }
  row?.setAttribute("aria-current", "true");
}

export function focusRow(row) {
  if (!row) return;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

// The next row that `fits`, from this one on and round to it again; null if there is none.
export function following(row, fits, step = 1) {
  const rows = allRows(), at = rows.indexOf(row);
  for (let n = 1; n <= rows.length; n += 1) {
    const other = rows.at((at + step * n) % rows.length);
    if (other !== row && fits(other)) return other;
  }
  return null;
}

export function parse(html) {
  const template = document.createElement("template");
  template.innerHTML = html;
  return template.content;
}

const BESIDE = "[hx-swap-oob], [data-hx-swap-oob]";

// The row that an answer is about; others come beside it.
export const mainRow = (content) =>
  [...content.querySelectorAll("article.row")].find((row) => !row.matches(BESIDE)) ?? null;

// Put a fresh row in the place of an old one. Who is in the old one is in the fresh one then, at
// the button of the same name, or on the row itself; never nowhere.
export function swap(old, fresh) {
  const focus = document.activeElement;
  const inside = old.contains(focus);
  const wanted = inside ? likeness(focus) : "";
  const now = old.getAttribute("aria-current"), asking = old.querySelector("form.reason");
  document.adoptNode(fresh);
  old.replaceWith(fresh);
  if (now) fresh.setAttribute("aria-current", now);
  else fresh.removeAttribute("aria-current");
  came(fresh);
  if (asking) fresh.insertBefore(asking, fresh.querySelector(":scope > .findings"));
  if (inside) (asking?.querySelector("input") ?? find(fresh, wanted) ?? fresh).focus({ preventScroll: true });
  return fresh;
}

// A selector of what is the same thing in another copy of the row.
function likeness(element) {
  if (element.id) return `#${CSS.escape(element.id)}`;
  const name = element.getAttribute("name"), value = element.getAttribute("value");
  if (!name || element.matches("textarea")) return "";
  const check = element.closest("[data-check]")?.dataset.check;
  const within = check ? `[data-check="${CSS.escape(check)}"] ` : "";
  return `${within}[name="${name}"]${value ? `[value="${CSS.escape(value)}"]` : ""}`;
}

const find = (row, selector) => {
  const found = selector && row.querySelector(selector);
  return found && !found.disabled && found.type !== "hidden" ? found : null;
};

// The other pieces of an answer: each takes the place of what has its id, if it is `wanted`.
export function swapBeside(content, wanted = () => true) {
  for (const piece of content.querySelectorAll(BESIDE)) {
    const old = document.getElementById(piece.id);
    for (const name of ["hx-swap-oob", "data-hx-swap-oob"]) piece.removeAttribute(name);
    if (!old || !wanted(piece, old)) continue;
    if (piece.matches("article.row")) swap(old, piece);
    else exchange(old, piece);
  }
}

function exchange(old, piece) {
  const focused = old.contains(document.activeElement);
  document.adoptNode(piece);
  old.replaceWith(piece);
  globalThis.htmx?.process(piece);
  if (focused) focusRow(current());
}

// Fetch a row as it is now, open or closed, and show it in the place of the one here, if that is
// wanted still.
export async function refetch(uid, open, wanted = () => true) {
  const { status, html } = await get(address("row", uid), open ? {} : { closed: "1" });
  const old = rowAt(uid), content = parse(html), fresh = status === 200 && mainRow(content);
  if (!fresh || !old || !wanted(old)) return null;
  const made = swap(old, fresh);
  swapBeside(content, (piece) => piece.id === "counts" || (piece.id === "rail" && isCurrent(made)));
  return made;
}

// A row as it is now, without showing it.
export async function fetched(uid) {
  const { status, html } = await get(address("row", uid), { closed: "1" });
  return status === 200 ? mainRow(parse(html)) : null;
}

// Whether a sentence has left the article.
export async function isGone(uid) {
  return (await get(address("row", uid), { closed: "1" })).status === 404;
}

// What has this id on another page takes the place of what has it here.
export function swapById(page, id) {
  const old = document.getElementById(id), fresh = page.getElementById(id);
  if (old && fresh && !old.contains(document.activeElement)) exchange(old, fresh);
}

export const isCurrent = (row) => row.getAttribute("aria-current") === "true";
