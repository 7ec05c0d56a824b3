// Saying: what has happened, in words, for eyes and for screen readers.

// In the line of the page for it. The button there that takes back what was done last stays.
export function say(text, ...nodes) {
  const said = document.getElementById("said");
  if (!said) return;
  const line = document.createElement("p");
  line.append(text, ...nodes);
  said.querySelectorAll("p").forEach((old) => old.closest("form") || old.remove());
  said.prepend(line);
}

// For screen readers alone, where eyes see it anyway.
export function announce(text) {
  let heard = document.getElementById("heard");
  if (!heard) {
    heard = document.createElement("div");
    heard.id = "heard";
    heard.className = "heard";
    heard.setAttribute("role", "status");
    document.body.append(heard);
  }
  heard.textContent = text;
}

// A button that is only there with scripts.
export function button(label, does, name = "") {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = label;
  if (name) made.className = name;
  made.addEventListener("click", does);
  return made;
}
