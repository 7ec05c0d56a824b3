"use strict";

let unsaved = false;

function changed() {
  unsaved = true;
}

for (const field of document.querySelectorAll("[contenteditable]:not([data-letter])")) {
  // Browsers that do not know "plaintext-only" leave such a field closed.
  if (!field.isContentEditable) {
    field.contentEditable = "true";
    field.addEventListener("paste", (event) => {
      event.preventDefault();
      document.execCommand("insertText", false, event.clipboardData.getData("text/plain"));
    });
  }
  field.addEventListener("input", () => {
    field.dataset.edited = "";
    changed();
  });
}

// What is chosen is written into the page, so that it is there in every copy of it.
for (const choice of document.querySelectorAll("select")) {
  choice.addEventListener("change", () => {
    for (const option of choice.options) option.toggleAttribute("selected", option.selected);
    changed();
  });
}

const save = document.getElementById("save");
save.hidden = false;
save.addEventListener("click", () => {
  const page = "<!doctype html>\n" + document.documentElement.outerHTML;
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([page], { type: "text/html" }));
  link.download = document.body.dataset.file;
  link.click();
  unsaved = false;
});

addEventListener("beforeunload", (event) => {
  if (unsaved) event.preventDefault();
});
