// Commands: what the actions of the table of keys do, in each mode. Each gets the current row, and
// the last sign of the key.

import { askBack, perform, queue, settle, undo } from "./actions.js";
import { ask } from "./ask.js";
import { editorOf } from "./editor.js";
import { edit, open } from "./open.js";
import { draftOf, keep } from "./drafts.js";
import { showKeys } from "./help.js";
import { role } from "./place.js";
import { say } from "./say.js";
import * as insert from "./insert.js";
import * as rows from "./rows.js";

const FALSE_ALARM = "a false alarm";

// The row that many steps away, not round the end.
function step(row, steps, go = rows.focusRow) {
  const all = rows.allRows(), to = all[all.indexOf(row) + steps];
  if (to) go(to);
  else say(steps > 0 ? "This is the last sentence." : "This is the first sentence.");
}

function jump(row, fits, none) {
  const to = rows.following(row, fits);
  if (to) rows.focusRow(to);
  else say(none);
}

const hasFinding = (row) => Number(row.dataset.errors) > 0 || Number(row.dataset.findings) > 0;

// Who may not approve saves, and goes on as those who may.
function finish(row) {
  if (role === "reviewer") return settle(row, "approve", {}, edit);
  perform(row, "save");
  return step(row, 1, edit);
}

function approve(row) {
  if (!row || row.dataset.pending) return;
  if (role !== "reviewer") return void say("You may edit; a reviewer approves.");
  if (draftOf(row.dataset.uid) && !rows.isOpen(row)) {
    say("There is a text of yours here that is not saved: look at it first.");
    edit(row);
  } else settle(row, "approve");
}

function comment(row) {
  if (row) ask(row, "Comment:", "", (now, text) => perform(now, "comment", { text }));
}

// What is found in a row is only there when it is open.
async function withFinding(row, selector, then) {
  const made = row && await open(row);
  if (!made) return;
  const finding = [...made.querySelectorAll(".finding")].find((one) => one.querySelector(selector));
  if (finding) then(made, finding.dataset.check ?? "");
  else say("There is nothing like that here.");
}

const dismiss = (row) => withFinding(row, "[value=dismiss]", (made, check) =>
  ask(made, "Why is it right as it is?", FALSE_ALARM, (now, text) => perform(now, "dismiss", { text, check })));

const fix = (row) => withFinding(row, "[value=fix]", (made, check) => perform(made, "fix", { check }));

function take(row, number) {
  const rail = document.getElementById("rail"), mine = rail?.dataset.uid === row?.dataset.uid;
  const button = mine && rail.querySelector(`.offer[data-number="${number}"] [value=take]`);
  if (button) button.form.requestSubmit(button);
  else say(`There is no offer ${number} here.`);
}

async function change(row) {
  const made = row && await open(row), shown = made?.querySelector(".change");
  if (!shown) say("The source of this sentence has not changed.");
  else if (shown.matches("details")) shown.open = !shown.open;
  else shown.hidden = !shown.hidden;
}

// The page as readers will see it, from the sentence of the row; when what was asked for is saved.
// Where it cannot be, the browser warns.
async function preview(row) {
  if (!queue.failing) await queue.empty();
  const link = document.querySelector("a[href^='/preview/']");
  if (link && row) link.search = `?u=${row.dataset.uid}`;
  link?.click();
}

function leave(row) {
  if (editorOf(row)?.dirty) {
    keep(row);
    say("Your text is kept here, and is not saved yet.");
  }
  rows.focusRow(row);
}

export const commands = {
  reading: {
    next: (row) => step(row, 1),
    previous: (row) => step(row, -1),
    "next-todo": (row) => jump(row, rows.isTodo, "Nothing waits here any more."),
    "next-finding": (row) => jump(row, hasFinding, "No sentence here has a finding."),
    approve,
    "needs-work": (row) => row && askBack(row),
    edit,
    comment,
    change,
    take,
    dismiss,
    fix,
    undo: () => undo(),
    preview,
    search: () => document.querySelector("input[type=search], input[name=q]")?.focus(),
    keys: showKeys,
  },
  editing: {
    approve: finish,
    "needs-work": (row) => askBack(row, edit),
    save: (row) => perform(row, "save"),
    next: (row) => step(row, 1, edit),
    previous: (row) => step(row, -1, edit),
    leave,
    chip: insert.chip,
    missing: insert.nextMissing,
    markup: insert.allMissing,
    list: insert.list,
    raw: (row) => editorOf(row)?.toggleRaw(),
  },
};
