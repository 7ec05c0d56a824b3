// Opens the row of a sentence that is chosen in the frame. The frame runs no script: this one,
// of the page around it, listens. Where a browser does not let it, the links in the frame lead.

// The links "Edit" know where rows are; a sentence's own row differs from its passage's by the uid.
function wayTo(page, uid) {
  const link = page.querySelector("a.tilshi-edit");
  if (!link) return null;
  const url = new URL(link.href);
  if (url.origin !== location.origin || !/^[0-9a-f]{12}$/.test(uid)) return null;
  url.searchParams.set("u", uid);
  url.hash = `u-${uid}`;
  return url.href;
}

function chosen(event) {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const page = event.currentTarget;
  const link = event.target.closest("a[href]");
  if (link?.target === "_parent") return;
  const sentence = event.target.closest("[data-u]");
  if (!sentence || String(page.getSelection() ?? "")) return;
  const way = wayTo(page, sentence.dataset.u);
  if (!way) return;
  event.preventDefault();
  location.href = way;
}

function listen(frame) {
  const page = frame.contentDocument;
  if (!page || page.documentElement.dataset.listens) return;
  page.documentElement.dataset.listens = "1";
  page.addEventListener("click", chosen);
  page.addEventListener("keydown", (event) => {
    if (event.key === "Escape") frame.focus();
  });
  const wanted = location.hash.slice(1);
  if (/^u-[0-9a-f]{12}$/.test(wanted) && !frame.src.includes("#")) {
    page.getElementById(wanted)?.scrollIntoView({ block: "center" });
  }
  frame.dataset.ready = "1";
}

// Does nothing a second time: the page asks for it, and so may the scripts of the desk.
export function start() {
  for (const frame of document.querySelectorAll("iframe.built")) {
    if (frame.dataset.started) continue;
    frame.dataset.started = "1";
    frame.addEventListener("load", () => listen(frame));
    if (frame.contentDocument?.readyState === "complete") listen(frame);
  }
}

start();
