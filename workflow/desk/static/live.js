// Live: what others do while the page is open. Rows that changed are fetched anew; one that is
// being edited is not touched, and says so.

import { address, csrf, lang, slug, who } from "./place.js";
import { isBusy } from "./ask.js";
import { perform, queue } from "./actions.js";
import { button, say } from "./say.js";
import { reorder } from "./order.js";
import * as rows from "./rows.js";

const SOON = 4000; // milliseconds
const FEW = 8; // rows that are fetched one by one; more of them with the whole page

async function changed(news) {
  const before = new Map(rows.allRows().map(({ dataset }) => [dataset.uid, dataset.etag]));
  await follow(news);
  if (!news.who) tell(before);
}

// Who did not change them here sees why they are not as they were.
function tell(before) {
  const other = rows.allRows().filter(({ dataset: { uid, etag } }) =>
    before.has(uid) && before.get(uid) !== etag && !queue.recently(uid)).length;
  if (other) say(`Changed outside the desk: ${other === 1 ? "1 sentence" : `${other} sentences`}.`);
}

async function follow({ uids = [], who: other = "" }) {
  if (!uids.length || uids.length > FEW) return refreshAll(other);
  const news = uids.filter((uid) => other !== who || !queue.recently(uid));
  for (const uid of news) if (rows.rowAt(uid)) await refresh(rows.rowAt(uid), other);
  if (news.length) refreshSoon();
}

async function refresh(row, other) {
  const { uid, etag } = row.dataset;
  if (isBusy(row)) return note(uid, etag, other);
  await rows.refetch(uid, rows.isOpen(row), (now) => !isBusy(now) && now.dataset.etag === etag);
}

// Whether the row under the hands has changed is known when its etag is asked for.
async function note(uid, etag, other) {
  const fresh = await rows.fetched(uid);
  const row = rows.rowAt(uid);
  if (!fresh || !row || row.dataset.pending || row.dataset.etag !== etag || fresh.dataset.etag === etag) return;
  row.querySelector(".meanwhile")?.remove();
  const line = document.createElement("p");
  line.className = "meanwhile";
  line.setAttribute("role", "status");
  line.append(`${other ? `Changed by ${other}` : "Changed"} meanwhile. `,
    button("See both", () => perform(row, "save"), "both"));
  const texts = row.querySelector(":scope > .texts");
  if (texts) texts.before(line);
  else row.append(line);
}

const SAID = ["etag", "errors", "findings", "clean", "todo"]; // what a row says of itself that others may change

// Counts and findings may be old: the page is asked for them, but not for each of many changes.
function refreshSoon() {
  soon ||= setTimeout(() => {
    soon = 0;
    if (document.visibilityState === "visible") refreshAll();
    else document.addEventListener("visibilitychange", refreshSoon, { once: true });
  }, SOON);
}

// The page as it is now: rows that are as they were are left alone.
export async function refreshAll(other = "") {
  const here = new URL(location.href);
  here.searchParams.delete("u");
  const answer = await fetch(here).catch(() => null);
  if (!answer) return void refreshSoon(); // there is no network just now
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!await reorder(page)) offerReload("There are other sentences to show.");
  for (const fresh of page.querySelectorAll("#review article.row")) {
    const row = rows.rowAt(fresh.dataset.uid);
    if (!row || SAID.every((name) => row.dataset[name] === fresh.dataset[name])) continue;
    if (isBusy(row) || rows.isOpen(row) !== rows.isOpen(fresh)) await refresh(row, other);
    else rows.swap(row, fresh);
  }
  rows.swapById(page, "counts");
}

function offerReload(text) {
  say(`${text} `, button("Load it anew", () => location.reload(), "reload"));
}

// The article is not as it was extracted: the desk brings it in and shows the page anew.
function offerExtract({ what, hint }) {
  if (!what) return;
  const form = document.createElement("form"), proof = document.createElement("input");
  Object.assign(form, { method: "post", action: address("extract"), hidden: true });
  Object.assign(proof, { type: "hidden", name: "csrf", value: csrf() });
  form.append(proof);
  say(`${sentence(what)} ${sentence(hint)} `, form, button("Bring the changes in", () => form.submit(), "extract"));
}

const sentence = (text) => text && `${text[0].toUpperCase()}${text.slice(1).replace(/\.$/, "")}.`;

let marked = {}; // uid: names
let soon = 0;

// Who has which sentence open, in words.
function here({ here: people = {} }) {
  marked = people;
  for (const row of rows.allRows()) mark(row, people[row.dataset.uid] ?? []);
}

function mark(row, names) {
  let line = row.querySelector(".others");
  if (!names.length) return line?.remove();
  if (!line) {
    line = document.createElement("span");
    line.className = "others";
    (row.querySelector(".about") ?? row).append(line);
  }
  line.textContent = `${names.join(", ")} ${names.length > 1 ? "have" : "has"} this open`;
  return line;
}

const NEWS = {
  changed,
  here,
  findings: refreshSoon,
  stale: offerExtract,
  trouble: ({ what, hint }) => what && say(`${sentence(what)} ${sentence(hint)}`),
};

let source;
let seen = document.body.dataset.version ?? ""; // what the page knows the catalog to be

// Only a page that is seen listens: a browser keeps few connections to a server, for all its tabs.
// One that is shown again is told if it missed something.
function listen() {
  source?.close();
  source = undefined;
  if (document.hidden) return;
  source = new EventSource(`/events?${new URLSearchParams({ lang, slug, seen })}`);
  for (const [name, does] of Object.entries(NEWS)) {
    source.addEventListener(name, ({ data, lastEventId }) => {
      seen = lastEventId || seen;
      does(JSON.parse(data));
    });
  }
}

export function start() {
  if (!slug || !globalThis.EventSource) return;
  rows.eachRow((row) => mark(row, marked[row.dataset.uid] ?? []));
  listen();
  document.addEventListener("visibilitychange", listen);
  addEventListener("pagehide", () => source?.close());
}
