// The search page: asks the index that Pagefind made, and lists what it finds.
// The form says where the index is (data-index); the words are in the page (#words).
"use strict";

const AT_ONCE = 10;
const [form, field, status, list, more] = ["search", "query", "status", "results", "more"].map(
  (id) => document.getElementById(id),
);
const words = JSON.parse(document.getElementById("words").textContent);
const language = document.documentElement.lang;
const plural = new Intl.PluralRules(language);
const digits = new Intl.NumberFormat(language);

let index; // loaded when someone begins to type
let found = [];

function load() {
  index ??= import(new URL(form.dataset.index, document.baseURI));
  return index;
}

function say(text) {
  status.textContent = text;
}

function counted(count) {
  if (!count) return words.nothing;
  const form = words.found[plural.select(count)] ?? words.found.other;
  return form.replace("{n}", digits.format(count));
}

function element(name, ...inside) {
  const made = document.createElement(name);
  made.append(...inside);
  return made;
}

// Pagefind escapes what it cuts out of an article, and marks words in it: taken apart, never run.
const ENTITIES = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&#x27;": "'", "&amp;": "&" };
function marked(excerpt) {
  return excerpt.split(/<\/?mark>/).map((part, at) => {
    const text = part.replace(/&(?:lt|gt|quot|amp|#39|#x27);/g, (entity) => ENTITIES[entity]);
    return at % 2 ? element("mark", text) : text;
  });
}

function row({ url, meta, excerpt }) {
  const link = element("a", meta.title);
  link.href = url;
  const made = element("li", element("h2", link));
  if (meta.date) {
    const day = element(meta.day ? "time" : "span", meta.date);
    if (meta.day) day.dateTime = meta.day;
    made.append(day);
  }
  made.append(element("p", ...marked(excerpt)));
  return made;
}

async function show(results) {
  const from = list.childElementCount;
  const next = await Promise.all(results.slice(from, from + AT_ONCE).map((one) => one.data()));
  if (results !== found) return; // another question has been asked meanwhile
  list.append(...next.map(row));
  more.hidden = list.childElementCount >= results.length;
}

function clear() {
  found = [];
  list.replaceChildren();
  more.hidden = true;
  say("");
}

// Kazakh writes қ, к, п at the end of a noun as ғ, г, б before a vowel: сыйлық, сыйлығын. The
// index finds words by how they begin.
function shorter(query) {
  const last = /(\p{L}{2})[қкпqkpقكپ](?!\p{L})/giu;
  return /^kk/.test(language) ? query.replace(last, "$1") : query;
}

async function search(wait) {
  const query = field.value.trim();
  const here = new URL(location);
  query ? here.searchParams.set("q", query) : here.searchParams.delete("q");
  history.replaceState(null, "", here);
  if (!query) return clear();
  try {
    const pagefind = await load();
    let answer = await pagefind.debouncedSearch(query, {}, wait);
    if (answer?.results.length === 0 && shorter(query) !== query) {
      answer = await pagefind.search(shorter(query));
    }
    if (answer === null || query !== field.value.trim()) return; // more was typed
    clear();
    found = answer.results;
    await show(found);
    say(counted(found.length));
  } catch (error) {
    index = undefined; // another try loads it again
    clear();
    say(words.failed);
    console.warn(error);
  }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  search(0);
});
field.addEventListener("input", () => search(300));
field.addEventListener("focus", () => load().catch(() => {}), { once: true });
more.addEventListener("click", async () => {
  const from = list.childElementCount;
  more.disabled = true;
  await show(found);
  more.disabled = false;
  list.children[from]?.querySelector("a").focus();
});

field.value = new URLSearchParams(location.search).get("q") ?? "";
form.hidden = false;
if (field.value) search(0);
