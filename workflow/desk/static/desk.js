// The desk: what makes the page quick. It works without any of this; a part that fails leaves the
// others, and the page, as they are.

import * as actions from "./actions.js";
import * as answers from "./answers.js";
import { commands } from "./commands.js";
import * as drafts from "./drafts.js";
import { Editor, editorOf } from "./editor.js";
import * as help from "./help.js";
import * as insert from "./insert.js";
import * as keyboard from "./keyboard.js";
import * as live from "./live.js";
import * as look from "./look.js";
import * as opening from "./open.js";
import * as overview from "./overview.js";
import * as preview from "./preview.js";
import { current, eachRow, focusRow, textarea } from "./rows.js";
import * as seen from "./seen.js";

const editors = {
  start: () => eachRow((row) => textarea(row) && !editorOf(row) && new Editor(textarea(row))),
};

// What htmx has put in the place of what had the focus leaves it nowhere: it goes to the row.
const focus = {
  start: () => document.addEventListener("htmx:afterSettle", () => {
    if (document.activeElement === document.body) focusRow(current());
  }),
};

const keys = { start: () => keyboard.start(commands) };

const REVIEW = [editors, insert, drafts, look, answers, actions, opening, seen, live, help, keys, focus];

function start(parts) {
  for (const part of parts) {
    try {
      part.start();
    } catch (error) {
      console.error(error);
    }
  }
}

document.documentElement.classList.add("js");
start(document.getElementById("review") ? REVIEW : [preview, overview]);
