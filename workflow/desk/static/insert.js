// Inserting: markup of the source, terms and offers are put into the text with a key or a click.

import { editorOf } from "./editor.js";
import { eachRow, rowOf } from "./rows.js";
import { button, say } from "./say.js";
import { isChip } from "./pieces.js";

const MOST = 9; // what has a digit

const chipsOf = (editor) => editor.source.filter(isChip);

// A half of a pair goes round what is selected, with its other half.
function put(editor, chip) {
  const { start, end } = editor.selection;
  const halves = chipsOf(editor).filter((other) => chip.pair && other.pair === chip.pair);
  if (start !== end && halves.length === 2) editor.wrap(...halves);
  else editor.insert([chip]);
}

export function chip(row, number) {
  const editor = editorOf(row), found = editor && chipsOf(editor)[Number(number) - 1];
  if (found) put(editor, found);
  else say(`The source has no markup ${number}.`);
}

export function nextMissing(row) {
  const editor = editorOf(row), [first] = editor?.missing ?? [];
  if (first) put(editor, first);
  else say("No markup of the source is missing.");
}

// All markup that is missing; round what is selected, what opens before it and the rest behind.
export function allMissing(row) {
  const editor = editorOf(row), missing = editor?.missing ?? [];
  if (!missing.length) return say("No markup of the source is missing.");
  const opens = missing.filter((one) => one.kind === "open"), { start, end } = editor.selection;
  if (start === end) return editor.insert(missing);
  editor.select(end);
  editor.insert(missing.filter((one) => one.kind !== "open"));
  editor.select(start);
  return editor.insert(opens);
}

// What can be put into the text: [what it is, what is shown, what is put].
function choices(editor) {
  const rail = document.getElementById("rail");
  const missing = editor.missing, of = (selector) => [...(rail?.querySelectorAll(selector) ?? [])];
  return [
    ...missing.map((one) => ["markup, missing", one.label, [one]]),
    ...chipsOf(editor).filter((one) => !missing.includes(one)).map((one) => ["markup", one.label, [one]]),
    ...of("[data-insert]").map((one) => ["term", one.dataset.insert, one.dataset.insert]),
    ...of(".offer[data-text]").map((one) => ["offer", one.dataset.text, one.dataset.text]),
  ];
}

// A list to choose from with the arrows, or by the first signs of what is wanted.
export function list(row) {
  const editor = editorOf(row), found = editor ? choices(editor) : [];
  document.querySelector(".choices")?.remove();
  if (!found.length) return say("There is nothing to insert here.");
  const at = editor.selection, menu = document.createElement("div");
  menu.className = "choices";
  menu.setAttribute("role", "menu");
  menu.setAttribute("aria-label", "Insert");
  const leave = () => { menu.remove(); editor.focus(at); };
  for (const [kind, label, pieces] of found) {
    const one = button("", () => { leave(); putChoice(editor, pieces, kind); });
    const name = document.createElement("bdi"), of = document.createElement("small");
    name.textContent = label;
    of.textContent = kind;
    one.append(name, " ", of);
    one.setAttribute("role", "menuitem");
    menu.append(one);
  }
  menu.addEventListener("keydown", (event) => move(event, menu, leave));
  editor.form.append(menu);
  return menu.firstElementChild.focus();
}

function putChoice(editor, pieces, kind) {
  if (kind === "offer") editor.replace(pieces);
  else if (typeof pieces === "string") editor.insert(pieces);
  else put(editor, pieces[0]);
}

function move(event, menu, leave) {
  const items = [...menu.children], at = items.indexOf(document.activeElement);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
  if (event.key === "Escape") leave();
  else if (to === undefined) return;
  event.preventDefault();
  event.stopPropagation();
  if (to !== undefined) items.at(to % items.length).focus();
}

// Under the text: the markup of the source with its numbers, what is missing marked.
function tray(editor) {
  const line = document.createElement("div");
  line.className = "tray";
  chipsOf(editor).slice(0, MOST).forEach((one, at) => {
    const made = button("", () => { editor.focus(); put(editor, one); }, "piece");
    const number = document.createElement("kbd"), label = document.createElement("bdi");
    number.textContent = at + 1;
    label.textContent = one.label;
    made.append(number, " ", label);
    made.title = one.raw;
    made.setAttribute("aria-label", `${at + 1} ${one.label}: insert ${one.says}`);
    made.addEventListener("mousedown", (event) => event.preventDefault()); // the caret stays
    line.append(made);
  });
  const raw = button("Raw text", () => editor.toggleRaw(), "raw");
  raw.setAttribute("aria-pressed", String(!editor.chips));
  line.append(raw);
  return line;
}

function showMissing(editor) {
  const missing = new Set(editor.missing);
  const chips = chipsOf(editor);
  editor.form.querySelectorAll(".tray button.piece").forEach((one, at) => {
    one.classList.toggle("missing", missing.has(chips[at]));
  });
}

function clicked(event) {
  const term = event.target.closest?.("#rail [data-insert]");
  const editor = term && editorOf(document.querySelector("article.row[data-open='1']"));
  if (!editor || event.target.closest("a, form")) return;
  editor.focus();
  editor.insert(term.dataset.insert);
}

export function start() {
  eachRow((row) => {
    const editor = editorOf(row);
    if (!editor) return;
    if (!editor.form.querySelector(".tray")) editor.textarea.after(tray(editor));
    showMissing(editor);
  });
  document.addEventListener("input", ({ target }) => {
    const editor = editorOf(rowOf(target));
    if (editor && target === editor.textarea) showMissing(editor);
  });
  document.addEventListener("click", clicked);
}
