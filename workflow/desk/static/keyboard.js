// The keyboard: which key means what, in which of the two modes. The table is in the page, as the
// desk wrote it (workflow/desk/keys.py); what is done is in commands.js.

import { editorOf } from "./editor.js";
import { rowOf, current, focusRow } from "./rows.js";

const OFF = "tilshi.single"; // in localStorage: "off" where single letters do nothing

const FIELDS = "input, textarea, select, [contenteditable]:not([contenteditable=false])";
const PRESSABLE = "a[href], button, summary, input, select";
const AGAIN = new Set(["next", "previous"]); // what a key held down does again

// Signs that are letters, or other signs, on keyboards of Cyrillic writing: by the place of the key.
const PLACES = { Slash: { ".": "/", ",": "?" } };

export const singlesOn = () => {
  try { return localStorage.getItem(OFF) !== "off"; } catch { return true; }
};

export function switchSingles(on) {
  try { localStorage.setItem(OFF, on ? "on" : "off"); } catch { /* only not remembered */ }
}

// What the key is called: as it is written on it, or, where that is no Latin letter, by its place,
// so that nobody who writes Russian or Kazakh has to switch the keyboard for a command.
export function names(event) {
  const mod = (event.ctrlKey || event.metaKey ? "Mod+" : "") + (event.altKey ? "Alt+" : "");
  return signs(event).map((sign) => mod + (event.shiftKey && shifted(sign, mod) ? "Shift+" : "") + sign);
}

// Shift is part of `!`, and is said beside a letter and a key that has a name.
const shifted = (sign, mod) => mod || sign.length > 1 || /^[a-z]$/.test(sign);

function signs({ key, code, altKey }) {
  if (key.length > 1) return [key];
  const latin = /^[a-z]$/i.test(key), found = [key.toLowerCase()];
  if (latin && !altKey) return found;
  const place = PLACES[code]?.[key] ?? /^(?:Key([A-Z])|Digit([0-9]))$/.exec(code ?? "")?.slice(1).join("");
  return place ? [...found, place.toLowerCase()] : found;
}

// What is in the middle of being composed, or meant for the browser, is no command.
const isOurs = (event) => !event.defaultPrevented && !event.isComposing && event.keyCode !== 229
  && !["Dead", "Process", "Unidentified", "AltGraph"].includes(event.key)
  && !event.getModifierState?.("AltGraph");

export function modeOf(target) {
  const editor = editorOf(rowOf(target));
  if (target === editor?.active || target.matches?.("textarea[name=target]")) return "editing";
  return target.closest?.(FIELDS) && !target.matches("[type=checkbox], [type=radio]") ? "" : "reading";
}

export function keymap() {
  return JSON.parse(document.getElementById("keymap")?.textContent || "[]");
}

// The entry of the table that a press of a key means, and which of its keys it was.
export function meaning(event, table) {
  if (!isOurs(event) || document.querySelector("dialog[open]")) return null;
  const mode = modeOf(event.target), found = names(event);
  for (const name of found) {
    const entry = table.find((one) => one.mode === mode && one.keys.includes(name));
    if (!entry || (event.repeat && !AGAIN.has(entry.action))) continue;
    if (mode === "reading" && name.length === 1 && !singlesOn()) continue;
    if (mode === "reading" && name.length > 1 && event.target.closest(PRESSABLE)) continue; // Enter on a button
    return { entry, name };
  }
  return null;
}

export function start(commands) {
  const table = keymap();
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && isOurs(event) && modeOf(event.target) === "") focusRow(current());
    const meant = meaning(event, table), does = meant && commands[meant.entry.mode]?.[meant.entry.action];
    if (!does) return;
    event.preventDefault();
    does(current(), meant.name.at(-1), event);
  });
}
