// The place: which article and language the page is of, and the addresses it asks.

const said = document.body.dataset;

export const lang = said.lang ?? "";
export const slug = said.slug ?? "";
export const who = said.who ?? "";
export const role = said.role ?? "";
export const here = `${lang}/${slug}`;

// What of the article is shown: it goes with all that is asked, as it does in the forms.
export const view = [
  ["show", said.filter ?? "all"],
  ["q", new URLSearchParams(location.search).get("q") ?? ""],
];

const path = (text) => text.split("/").map(encodeURIComponent).join("/");

export const address = (what, uid = "") =>
  `/${what}/${encodeURIComponent(lang)}/${uid ? `${encodeURIComponent(uid)}/` : ""}${path(slug)}`;

// The proof that a form is of the desk: as any form of the page has it.
export const csrf = () => document.querySelector("input[name=csrf]")?.value ?? "";

const HEADERS = { "HX-Request": "true" };

// Get a part of the page; status 0 where the network fails.
export async function get(url, more = {}) {
  const asked = new URLSearchParams([...view, ...Object.entries(more)]);
  try {
    const answer = await fetch(`${url}?${asked}`, { headers: HEADERS });
    return { status: answer.status, html: await answer.text() };
  } catch {
    return { status: 0, html: "" };
  }
}

// Send a form. `fields` are pairs: a name may come twice. Throws where the network fails, as fetch does.
export async function post(url, fields, options = {}) {
  const body = new URLSearchParams([...view, ...fields, ["csrf", csrf()]]);
  const headers = { ...HEADERS, "X-CSRF": csrf() };
  const answer = await fetch(url, { method: "POST", headers, body, redirect: "manual", ...options });
  return { status: answer.status, html: await answer.text() };
}
