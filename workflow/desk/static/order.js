// Order: sentences come to the page and leave it as they do in the article; who is at another one
// stays there, with what is typed and where the page was scrolled to.

import { isBusy } from "./ask.js";
import * as rows from "./rows.js";

const MOST = 20; // rows that are asked for one by one, whether they are still in the article
const kept = new WeakSet(); // rows that a filter keeps no more, but the article does

const uidOf = (row) => row.dataset.uid;

// Have the sentences that another copy of the page has; whether they stand as they do there.
export async function reorder(page) {
  const wanted = [...page.querySelectorAll("#review article.row")].map((row) => ({
    uid: uidOf(row), row, passage: row.closest("section"),
  }));
  const uids = wanted.map(({ uid }) => uid), known = new Set(uids);
  const left = await leave(known);
  wanted.forEach((one, at) => rows.rowAt(one.uid) || put(one, wanted[at - 1], wanted[at + 1]));
  const here = rows.allRows().map(uidOf).filter((uid) => known.has(uid));
  return !left && here.join() === uids.join();
}

// Take away what is no longer in the article; whether any of it is left, as somebody is busy with it.
async function leave(known) {
  const missing = rows.allRows().filter((row) => !known.has(uidOf(row)) && !kept.has(row));
  const whole = document.body.dataset.filter === "all" && !new URL(location.href).searchParams.get("q");
  let left = false;
  for (const row of missing.slice(0, whole ? Infinity : MOST)) {
    if (isBusy(row)) left ||= whole;
    else if (whole || await rows.isGone(uidOf(row))) takeAway(row);
    else kept.add(row);
  }
  return left;
}

function takeAway(row) {
  const passage = row.closest("section");
  if (rows.isCurrent(row)) rows.focusRow(rows.following(row, () => true));
  row.remove();
  if (!passage.querySelector("article.row")) passage.remove();
}

// Put a sentence after the one before it, in its passage or with a passage of its own.
function put({ uid, row, passage }, before, after) {
  const last = before && rows.rowAt(before.uid), next = after && rows.rowAt(after.uid);
  if (last && before.passage === passage) last.after(row);
  else if (next && after.passage === passage) next.before(row);
  else {
    const alone = passage.cloneNode(false), review = document.getElementById("review");
    alone.append(row);
    if (last) last.closest("section").after(alone);
    else review.prepend(alone);
  }
  document.querySelector("#review .nothing")?.remove();
  rows.came(rows.rowAt(uid));
}
