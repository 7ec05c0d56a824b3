// Help: the dialog that lists the keys, and the switch for those that are a single letter.

import { singlesOn, switchSingles } from "./keyboard.js";
import { current, focusRow } from "./rows.js";

export function showKeys() {
  document.getElementById("keys")?.showModal();
}

export function start() {
  const dialog = document.getElementById("keys");
  if (!dialog) return;
  document.addEventListener("click", ({ target }) => target.closest?.("[data-shows=keys]") && showKeys());
  dialog.addEventListener("close", () => document.activeElement === document.body && focusRow(current()));
  let box = dialog.querySelector("#single-letters");
  if (!box) {
    const label = document.createElement("label");
    box = document.createElement("input");
    box.type = "checkbox";
    box.id = "single-letters";
    label.append(box, " Single letters are commands");
    dialog.append(label);
  }
  box.checked = singlesOn();
  box.addEventListener("change", () => switchSingles(box.checked));
}
