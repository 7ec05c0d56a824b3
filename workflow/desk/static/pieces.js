// Pieces: a text as words and chips. What the editor shows is made of them, and nothing is lost:
// put together they are the raw text. A piece is {raw} or {raw, label, says, kind, pair}.
// Places are UTF-16 offsets of the raw text, as strings of JavaScript have them.

export const rawOf = (pieces) => pieces.map((piece) => piece.raw).join("");

export const isChip = (piece) => Boolean(piece.label);

// What the server wrote: words are plain strings. Pairs of another text get names of their own.
export function fromData(data, family = "t") {
  return data.map((one) =>
    typeof one === "string" ? { raw: one } : { ...one, pair: one.pair < 0 ? "" : family + one.pair });
}

// The pieces with `put` instead of what stands from start to end. A chip is taken whole or not at
// all: one that the stretch touches inside goes with it.
export function splice(pieces, start, end, put = []) {
  const before = [], after = [];
  let place = 0;
  for (const piece of pieces) {
    const first = place, last = (place += piece.raw.length);
    if (last <= start) before.push(piece);
    else if (first >= end) after.push(piece);
    else if (!isChip(piece)) {
      if (first < start) before.push({ raw: piece.raw.slice(0, start - first) });
      if (last > end) after.push({ raw: piece.raw.slice(end - first) });
    } else if (start === end) after.push(piece); // a caret cannot stand inside: what is put goes before
  }
  const caret = rawOf(before).length + rawOf(put).length;
  return { pieces: joined([...before, ...put, ...after]), caret };
}

// Neighbouring words as one piece; empty ones are dropped.
export function joined(pieces) {
  const out = [];
  for (const piece of pieces) {
    const last = out.at(-1);
    if (!piece.raw) continue;
    if (last && !isChip(last) && !isChip(piece)) out[out.length - 1] = { raw: last.raw + piece.raw };
    else out.push(piece);
  }
  return out;
}

// The chip that ends (side "before") or begins (side "after") at a place.
export function chipAt(pieces, at, side) {
  let place = 0;
  for (const piece of pieces) {
    const start = place;
    place += piece.raw.length;
    if (isChip(piece) && (side === "before" ? place : start) === at) return { piece, start, end: place };
  }
  return null;
}

export function touches(pieces, start, end) {
  let place = 0;
  return pieces.some((piece) => {
    const first = place;
    place += piece.raw.length;
    return isChip(piece) && first < end && place > start;
  });
}

// A fresh reading of the same text by the server, and the chips shown now: what either takes for
// a chip is one. So `**` whose other half was deleted stays a chip, that says what is missing.
export function merged(shown, fresh) {
  if (rawOf(shown) !== rawOf(fresh)) return shown;
  const taken = placed(fresh).filter((one) => isChip(one.piece));
  const kept = placed(shown).filter((one) => isChip(one.piece)
    && !taken.some((other) => other.start < one.end && one.start < other.end));
  const chips = [...taken, ...kept.map((one, number) => ({ ...one, piece: alone(one.piece, number) }))];
  return cut(rawOf(shown), chips.sort((a, b) => a.start - b.start));
}

// Chips that are half of a pair whose other half is not in the text.
export function lonely(pieces) {
  const halves = new Map();
  for (const { kind, pair } of pieces) {
    if (pair) halves.set(pair, (halves.get(pair) ?? new Set()).add(kind));
  }
  return pieces.filter(({ pair }) => pair && halves.get(pair).size < 2);
}

// The chips of the source that the text has not, in order.
export function missing(source, pieces) {
  const left = pieces.filter(isChip).map((piece) => piece.raw);
  return source.filter(isChip).filter((chip) => {
    const at = left.indexOf(chip.raw);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}

function placed(pieces) {
  let place = 0;
  return pieces.map((piece) => ({ piece, start: place, end: (place += piece.raw.length) }));
}

function alone(piece, number) {
  return piece.kind === "alone" ? piece : { ...piece, pair: `x${number}` };
}

function cut(raw, chips) {
  const out = [];
  let place = 0;
  for (const { piece, start, end } of chips) {
    if (start > place) out.push({ raw: raw.slice(place, start) });
    out.push(piece);
    place = end;
  }
  return joined([...out, { raw: raw.slice(place) }]);
}
