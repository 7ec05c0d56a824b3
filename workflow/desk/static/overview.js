// Overview: how far all articles are, kept as it is while the page is open. Articles stay in their
// places, so that nobody chooses another one than they saw.

const SOON = 2000; // milliseconds
const PARTS = [".choose .quiet", ".articles thead"]; // what is told of all articles together

let soon = 0;
let source;

function refreshSoon() {
  soon ||= setTimeout(refresh, SOON);
}

async function refresh() {
  soon = 0;
  if (document.hidden) return;
  const answer = await fetch(location.href).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const fresh of page.querySelectorAll(".articles .cell")) {
    put(document.querySelector(`.cell[data-place="${CSS.escape(fresh.dataset.place)}"]`), fresh);
  }
  for (const part of PARTS) put(document.querySelector(part), page.querySelector(part));
  countingOn();
}

function put(old, fresh) {
  if (!old || !fresh || old.innerHTML === fresh.innerHTML) return;
  const focused = old.contains(document.activeElement);
  old.replaceWith(fresh);
  if (focused) fresh.querySelector("a")?.focus();
}

// What is still being looked at comes without news of it.
function countingOn() {
  if (document.querySelector(".choose .quiet a")) refreshSoon();
}

function listen() {
  source?.close();
  if (document.hidden) return;
  source = new EventSource("/events");
  for (const name of ["changed", "project"]) source.addEventListener(name, refreshSoon);
  source.addEventListener("open", countingOn);
}

export function start() {
  if (!document.querySelector(".articles") || !globalThis.EventSource) return;
  listen();
  document.addEventListener("visibilitychange", () => {
    listen();
    if (!document.hidden) refreshSoon();
  });
  addEventListener("pagehide", () => source?.close());
}
