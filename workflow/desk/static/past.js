// The past of an editor: what was there, to go back to with Ctrl+Z. The browser's own knows nothing
// of what scripts put in. What is typed without a pause is one step.

const PAUSE = 1000;

export class Past {
  constructor(state) {
    this.states = [state];
    this.at = 0;
    this.kind = "";
    this.time = 0;
  }

  add(state, kind = "") {
    const now = performance.now();
    const goesOn = kind && kind === this.kind && this.at > 0 && now - this.time < PAUSE;
    if (!goesOn) this.at += 1;
    this.states.splice(this.at, Infinity, state);
    this.kind = kind;
    this.time = now;
  }

  // What was read anew of the same text is no step.
  amend(pieces) {
    this.states[this.at] = { ...this.states[this.at], pieces };
  }

  go(steps) {
    const to = this.at + steps;
    if (to < 0 || to >= this.states.length) return null;
    this.at = to;
    this.kind = "";
    return this.states[to];
  }
}
