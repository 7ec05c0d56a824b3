// Unsaved: the line that says what is not saved yet, and why.

import { parse } from "./rows.js";
import { button } from "./say.js";

export function showUnsaved(queue) {
  let line = document.getElementById("unsaved");
  if (!line) {
    line = document.createElement("p");
    line.id = "unsaved";
    line.setAttribute("role", "status");
    document.body.append(line);
  }
  const many = queue.length;
  line.hidden = !queue.failing || !many;
  line.textContent = line.hidden ? "" : `${many} not saved yet: ${reason(queue)} `;
  if (queue.out) line.append(button("Load the page again", () => location.reload()));
}

// What is kept is sent when the page is loaded again, and by whom it is then.
function reason({ out }) {
  if (!out) return "the desk cannot be reached. It is tried again.";
  return parse(out).textContent.trim().replace(/\s+/g, " ");
}
