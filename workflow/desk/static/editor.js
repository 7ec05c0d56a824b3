// The editor: a text whose markup is chips, over the textarea that forms send. The textarea is the
// truth: it has the raw text at every moment, and says "input" when that changes. Where anything
// here fails it is what one types in.

import { Past } from "./past.js";
import * as model from "./pieces.js";
import { render, select, selected, rangeOf } from "./surface.js";
import { listen } from "./typing.js";

const RAW = "tilshi.raw"; // in localStorage: people who would rather see the raw text
const editors = new WeakMap();

export const editorOf = (row) => editors.get(row?.querySelector("textarea[name=target]"));

export class Editor {
  constructor(textarea) {
    this.textarea = textarea;
    this.form = textarea.form;
    this.source = model.fromData(JSON.parse(this.form.dataset.sourcePieces || "[]"), "s");
    this.composing = false;
    const refused = textarea.closest(".row")?.querySelector(".conflict, .problem");
    this.saved = refused ? null : textarea.value; // what was refused is saved nowhere
    this.surface = this.makeSurface();
    textarea.before(this.surface);
    this.show(this.known());
    this.past = new Past({ pieces: this.pieces, start: this.raw.length, end: this.raw.length });
    listen(this);
    textarea.addEventListener("input", (event) => event.isTrusted && this.typedRaw());
    this.switchTo(localStorage.getItem(RAW) === "yes");
    editors.set(textarea, this);
  }

  get raw() { return this.textarea.value; }
  get dirty() { return this.raw !== this.saved; }
  get chips() { return this.textarea.hidden; }
  get active() { return this.chips ? this.surface : this.textarea; }
  get missing() { return model.missing(this.source, this.pieces); }

  // The selection in the raw text; the end of the text where it is elsewhere.
  get selection() {
    const end = this.raw.length;
    if (!this.chips) return { start: this.textarea.selectionStart, end: this.textarea.selectionEnd };
    return selected(this.surface) ?? this.last ?? { start: end, end };
  }

  focus(at = this.selection) {
    this.active.focus();
    this.select(at.start, at.end);
  }

  select(start, end = start) {
    if (this.chips) select(this.surface, start, end);
    else this.textarea.setSelectionRange(start, end);
  }

  // Put pieces, or a raw text, in the place of what is selected.
  insert(put) {
    const pieces = typeof put === "string" ? [{ raw: put }] : put;
    const { start, end } = this.selection;
    this.change(start, end, pieces);
  }

  // Put what belongs around something around what is selected.
  wrap(before, after) {
    const { start, end } = this.selection;
    const inside = model.splice(model.splice(this.pieces, end, Infinity).pieces, 0, start).pieces;
    this.change(start, end, [before, ...inside, after]);
  }

  replace(raw) {
    this.change(0, this.raw.length, [{ raw }]);
  }

  change(start, end, put, kind = "") {
    const done = model.splice(this.pieces, start, end, put);
    this.show(done.pieces);
    if (document.activeElement === this.active) this.select(done.caret);
    this.last = { start: done.caret, end: done.caret };
    this.tell(kind);
  }

  // Go on where another editor of the same sentence was: with its text, its past and its place.
  takeOver(other) {
    const at = other.selection;
    this.past = other.past;
    this.show(other.pieces);
    this.last = at;
  }

  // What the server reads in the text: chips for what was typed as raw markup. The caret stays.
  reread(data) {
    if (this.composing) return;
    const fresh = model.fromData(data);
    if (model.rawOf(fresh) !== this.raw) return; // it was typed on meanwhile
    const pieces = model.merged(this.pieces, fresh);
    if (JSON.stringify(pieces) !== JSON.stringify(this.pieces)) {
      const at = document.activeElement === this.surface ? selected(this.surface) : null;
      this.show(pieces);
      if (at) select(this.surface, at.start, at.end);
    }
    this.past.amend(pieces);
    this.mark();
  }

  rangeOf(start, end) { return rangeOf(this.surface, start, end); }

  toggleRaw() {
    const at = this.selection, focused = document.activeElement === this.active;
    this.switchTo(this.chips);
    try { localStorage.setItem(RAW, this.chips ? "no" : "yes"); } catch { /* only not remembered */ }
    if (focused) this.focus(at);
  }

  switchTo(raw) {
    this.textarea.hidden = !raw;
    this.surface.hidden = raw;
    this.form.querySelector("button.raw")?.setAttribute("aria-pressed", String(raw));
  }

  makeSurface() {
    const surface = document.createElement("div");
    const label = this.textarea.labels?.[0]?.textContent.trim();
    surface.className = "chips";
    try {
      surface.contentEditable = "plaintext-only";
    } catch { // a browser that does not know it; what is pasted and typed is plain all the same
      surface.contentEditable = "true";
    }
    surface.setAttribute("role", "textbox");
    surface.setAttribute("aria-multiline", "true");
    surface.setAttribute("aria-label", this.textarea.getAttribute("aria-label") || label || "Translation");
    surface.lang = this.textarea.lang || this.textarea.closest("[lang]")?.lang || "";
    surface.dir = this.textarea.dir || "auto";
    surface.spellcheck = true;
    surface.style.whiteSpace = "pre-wrap"; // else browsers write two spaces as no-break ones
    return surface;
  }

  known() {
    const data = JSON.parse(this.form.dataset.pieces || "null");
    const pieces = data ? model.fromData(data) : [];
    return model.rawOf(pieces) === this.raw ? pieces : [{ raw: this.raw }];
  }

  show(pieces) {
    this.pieces = model.joined(pieces);
    render(this.surface, this.pieces);
    this.textarea.value = model.rawOf(this.pieces);
    this.mark();
  }

  // Halves without their other half are marked at once.
  mark() {
    const lonely = new Set(model.lonely(this.pieces).map(({ kind, pair }) => kind + pair));
    for (const chip of this.surface.querySelectorAll(".piece")) {
      const { kind, pair, says } = chip.dataset;
      const alone = lonely.has(kind + pair);
      chip.classList.toggle("lonely", alone);
      chip.setAttribute("aria-label", alone ? `${says}, its other half is missing` : says);
    }
  }

  tell(kind) {
    this.past.add({ pieces: this.pieces, ...this.selection }, kind);
    this.textarea.dispatchEvent(new Event("input", { bubbles: true }));
  }

  typedRaw() {
    this.pieces = model.joined(this.known());
    render(this.surface, this.pieces);
    this.past.add({ pieces: this.pieces, ...this.selection }, "insertText");
  }

  // What the surface has now, as the browser has changed it.
  take(pieces, kind) {
    const old = this.raw;
    this.pieces = model.joined(pieces);
    this.textarea.value = model.rawOf(this.pieces);
    this.mark();
    if (this.raw !== old) this.tell(kind);
  }

  // Go back in the past, or forth again.
  go(steps) {
    const state = this.past.go(steps);
    if (!state) return;
    this.show(state.pieces);
    this.select(state.start, state.end);
    this.textarea.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
