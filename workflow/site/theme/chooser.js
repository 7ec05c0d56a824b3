// Points out the reader's language: the one chosen last time, or else the browser's.
// It never leads anywhere by itself.
const links = [...document.querySelectorAll(".chooser a[hreflang]")];

function likeness(...tags) {
  const [a, b] = tags.map((tag) => new Intl.Locale(tag).maximize());
  return a.language === b.language && a.script === b.script ? 1 + (a.region === b.region) : 0;
}

function point(wanted) {
  const rated = links.map((link) => [likeness(link.hreflang, wanted), link]);
  const [rate, link] = rated.sort((a, b) => b[0] - a[0])[0];
  if (rate) link.querySelector("[hidden]").hidden = false;
  return rate;
}

try {
  for (const link of links) link.onclick = () => localStorage.setItem("language", link.hreflang);
  [localStorage.getItem("language"), ...navigator.languages].filter(Boolean).some(point);
} catch {
  // No storage, or a tag that is none: then nothing is pointed out.
}
