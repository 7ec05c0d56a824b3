// Seen: rows that have been on the screen long enough to be read. Only these are approved in bulk.

import { bulk } from "./actions.js";
import { allRows, eachRow } from "./rows.js";
import { say } from "./say.js";

const PART = 0.6; // of the row, or of the screen where the row is higher
const TIME = 400; // milliseconds

const seen = new Set(); // uid and etag: another text has not been seen
const timers = new Map();
let counting = 0;

const name = (row) => `${row.dataset.uid}:${row.dataset.etag}`;

// What is approved together: clean rows that were read as they are.
const waiting = () => allRows().filter((row) =>
  row.dataset.clean === "1" && row.dataset.todo === "1" && !row.dataset.pending);
export const ready = () => waiting().filter((row) => seen.has(name(row)));

function watched(entries) {
  for (const { target: row, intersectionRect, boundingClientRect, rootBounds } of entries) {
    const whole = Math.min(boundingClientRect.height, rootBounds?.height ?? innerHeight);
    const enough = whole > 0 && intersectionRect.height >= whole * PART;
    clearTimeout(timers.get(row));
    timers.delete(row);
    if (enough) timers.set(row, setTimeout(() => note(row), TIME));
  }
}

function note(row) {
  timers.delete(row);
  if (document.visibilityState !== "visible") return;
  seen.add(name(row));
  row.dataset.seen = "1";
  soon();
}

function soon() {
  cancelAnimationFrame(counting);
  counting = requestAnimationFrame(count);
}

// The boxes show what would be approved, and the button how many that are.
function count() {
  const form = document.getElementById("bulk"), button = form?.querySelector("button:not([type=button])");
  if (!button) return;
  const found = new Set(ready());
  for (const row of allRows()) {
    const box = row.querySelector("input[name=row]");
    if (box && !box.dataset.mine) box.checked = found.has(row);
  }
  const many = chosen().length, clean = waiting().length;
  form.hidden = !clean && !form.contains(document.activeElement);
  form.querySelector("p").textContent = `${clean === 1 ? "1 clean sentence waits" : `${clean} clean sentences wait`}. Seen ones are ticked.`;
  button.textContent = many === 1 ? "Approve 1 clean sentence you have seen"
    : `Approve ${many} clean sentences you have seen`;
  button.disabled = !many;
}

// Those whose box is ticked: who unticks one keeps it out.
const chosen = () => ready().filter((row) => row.querySelector("input[name=row]")?.checked ?? true);

function submitted(event) {
  if (event.target.id !== "bulk") return;
  event.preventDefault();
  event.stopPropagation();
  const found = chosen();
  if (!found.length) return say("Nothing is ticked that you have had on the screen.");
  say(found.length === 1 ? "1 sentence is being approved." : `${found.length} sentences are being approved.`);
  bulk(new URL(event.target.getAttribute("action"), location.href).pathname, found);
  return count();
}

export function start() {
  if (!document.getElementById("bulk")) return;
  const observer = new IntersectionObserver(watched, { threshold: [0, 0.2, 0.4, PART, 0.8, 1] });
  eachRow((row) => {
    observer.observe(row);
    if (seen.has(name(row))) row.dataset.seen = "1";
    soon();
  });
  document.addEventListener("submit", submitted, true);
  document.addEventListener("change", ({ target }) => {
    if (target.name !== "row") return;
    target.dataset.mine = "1";
    count();
  });
}
