// A surface: pieces as nodes of an editable element, and places of their raw text as places in it.

import { isChip } from "./pieces.js";

export function chipNode(piece) {
  const chip = document.createElement("span");
  chip.className = "piece";
  chip.contentEditable = "false";
  chip.title = piece.raw;
  chip.dir = "ltr"; // markup reads from the left in any language; editor.css isolates it
  chip.setAttribute("role", "img");
  chip.setAttribute("aria-label", piece.says);
  chip.textContent = piece.label;
  for (const name of ["raw", "label", "says", "kind", "pair"]) chip.dataset[name] = piece[name];
  return chip;
}

export function render(root, pieces) {
  root.replaceChildren(...pieces.map((piece) =>
    isChip(piece) ? chipNode(piece) : document.createTextNode(piece.raw)));
}

// What is in the element, or in a copy of a part of it. A lone <br> is how browsers keep an empty
// line open: it is nothing that anybody wrote.
export function read(root) {
  const out = [];
  for (const node of root.childNodes) {
    if (node.nodeType === Node.TEXT_NODE) out.push({ raw: node.data });
    else if (node.dataset?.raw !== undefined) out.push({ ...node.dataset });
    else if (node.nodeType === Node.ELEMENT_NODE) out.push(...read(node));
  }
  return out;
}

// The place in the raw text of a place in the element. Inside a chip is behind it.
export function placeOf(root, node, offset) {
  const range = document.createRange();
  range.setStart(root, 0);
  range.setEnd(node, offset);
  return read(range.cloneContents()).reduce((sum, piece) => sum + piece.raw.length, 0);
}

// The place in the element of a place in the raw text: in words, if there are any beside it.
export function pointAt(root, place) {
  let start = 0, at = 0;
  for (const node of root.childNodes) {
    const length = node.nodeType === Node.TEXT_NODE ? node.length : (node.dataset?.raw ?? "").length;
    if (node.nodeType === Node.TEXT_NODE && place <= start + length) return [node, Math.max(place - start, 0)];
    const words = node.nextSibling?.nodeType === Node.TEXT_NODE;
    if (place < start + length || (place === start && length)) return [root, at];
    start += length;
    at += 1;
    if (place === start && !words) return [root, at];
  }
  return [root, root.childNodes.length];
}

export function rangeOf(root, start, end) {
  const range = document.createRange();
  range.setStart(...pointAt(root, start));
  range.setEnd(...pointAt(root, end));
  return range;
}

// Where the selection stands in the raw text, or null if it is elsewhere.
export function selected(root) {
  const selection = getSelection();
  if (!selection.rangeCount) return null;
  const range = selection.getRangeAt(0);
  if (!root.contains(range.startContainer) || !root.contains(range.endContainer)) return null;
  return {
    start: placeOf(root, range.startContainer, range.startOffset),
    end: placeOf(root, range.endContainer, range.endOffset),
  };
}

export function select(root, start, end = start) {
  const selection = getSelection();
  selection.setBaseAndExtent(...pointAt(root, start), ...pointAt(root, end));
}
