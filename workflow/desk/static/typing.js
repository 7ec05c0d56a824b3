// Typing: what hands do in the surface of an editor. The browser writes letters, also those that an
// input method composes; what touches a chip, the clipboard and the past are done here.

import * as model from "./pieces.js";
import { announce } from "./say.js";
import { placeOf, read, selected } from "./surface.js";

export function listen(editor) {
  const on = (name, does) => editor.surface.addEventListener(name, (event) => does(editor, event));
  on("beforeinput", before);
  on("input", typed);
  on("compositionstart", () => { editor.composing = true; });
  on("compositionend", () => { editor.composing = false; typed(editor); });
  on("keydown", history);
  on("copy", copy);
  on("cut", cut);
  on("paste", paste);
  on("drop", (_, event) => event.preventDefault());
  on("blur", () => { editor.last = selected(editor.surface) ?? editor.last; });
}

// The browser has changed the surface: read what is there now.
function typed(editor, event) {
  event?.stopPropagation(); // what listens is told by the textarea
  if (!editor.composing) editor.take(read(editor.surface), event?.inputType ?? "insertText");
}

// Chips are taken out by us, whole; a sentence is one line; the past is ours.
function before(editor, event) {
  if (event.isComposing) return;
  const kind = event.inputType;
  if (/^(format|insertParagraph|insertLineBreak)/.test(kind)) event.preventDefault();
  else if (kind === "historyUndo") step(editor, event, -1);
  else if (kind === "historyRedo") step(editor, event, 1);
  else if (/^(delete|insert)/.test(kind)) keepWhole(editor, event, kind);
}

function keepWhole(editor, event, kind) {
  const stretch = stretchOf(editor, event, kind);
  if (!stretch || !model.touches(editor.pieces, stretch.start, stretch.end)) return;
  event.preventDefault();
  const gone = editor.pieces;
  const put = kind.startsWith("insert") ? event.data ?? event.dataTransfer?.getData("text/plain") ?? "" : "";
  editor.change(stretch.start, stretch.end, put ? [{ raw: put }] : []);
  sayGone(editor, gone);
}

// What is about to be replaced, in the raw text.
function stretchOf({ surface, pieces }, event, kind) {
  const now = selected(surface);
  if (!now || now.start !== now.end) return now;
  const side = { deleteContentBackward: "before", deleteContentForward: "after" }[kind];
  const chip = side && model.chipAt(pieces, now.start, side);
  const [range] = event.getTargetRanges();
  if (chip || !range) return chip ?? null;
  return {
    start: placeOf(surface, range.startContainer, range.startOffset),
    end: placeOf(surface, range.endContainer, range.endOffset),
  };
}

function sayGone(editor, old) {
  const left = new Set(editor.pieces);
  const gone = old.filter((piece) => model.isChip(piece) && !left.has(piece)).map((piece) => piece.says);
  const alone = model.lonely(editor.pieces).map((piece) => `${piece.says}: its other half is missing`);
  if (gone.length) announce([`Removed: ${gone.join(", ")}`, ...alone].join(". "));
}

function step(editor, event, steps) {
  event.preventDefault();
  editor.go(steps);
}

// By the place of the key: on a Russian keyboard Ctrl+Z says я.
function history(editor, event) {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.isComposing) return;
  const letter = /^[a-z]$/i.test(event.key) ? event.key.toLowerCase() : event.code.at(-1)?.toLowerCase();
  if (letter === "z") step(editor, event, event.shiftKey ? 1 : -1);
  else if (letter === "y" && !event.shiftKey) step(editor, event, 1);
}

function copy(editor, event) {
  const { start, end } = editor.selection;
  if (start === end) return false;
  event.preventDefault();
  event.clipboardData.setData("text/plain", editor.raw.slice(start, end));
  return true;
}

function cut(editor, event) {
  const { start, end } = editor.selection, old = editor.pieces;
  if (!copy(editor, event)) return;
  editor.change(start, end, []);
  sayGone(editor, old);
}

function paste(editor, event) {
  event.preventDefault();
  const text = event.clipboardData.getData("text/plain").replace(/\s*[\r\n]+\s*/g, " ");
  if (text) editor.insert(text);
}
