// The queue: what is to be saved goes out in order, one after the other, and until the desk has
// answered. Where the network fails it is sent again, and again after a reload of the page.
//
// A job is {kind, url, uid, etag, fields}, without uid where it is of many units (`uids`), and
// `again` where it is of before the page was loaded. `fields`
// are pairs without the etag. That is the one of
// the row as the reviewer saw it, or, after another job for the same unit, that of its answer.

import { post, here, who } from "./place.js";

const WAITS = [1, 2, 4, 8, 15, 30]; // seconds between attempts
const GONE = 30_000; // milliseconds after which an answer is not waited for any longer
const AGAIN = new Set([0, 408, 425, 429, 502, 503, 504]); // what passes by itself
const NEWS = 3000; // milliseconds that news take at most
const OUT = new Set([401, 403]); // nobody is signed in any more, or the page is of an earlier visit
const KEPT = `tilshi.queue:${who}:${here}`;

export class Queue {
  // `answered(job, answer)` returns the etag of the unit now, or "" where it was not saved.
  constructor(answered, changed) {
    this.answered = answered;
    this.changed = changed;
    this.jobs = [];
    this.etags = new Map(); // of a unit with more jobs waiting: the etag since the last answer
    this.failures = 0;
    this.running = false;
    this.emptied = [];
    this.saved = new Map(); // uid: when
    addEventListener("online", () => this.wake());
    this.out = ""; // why the page has to be loaded again, in the words of the desk
    addEventListener("beforeunload", (event) => this.jobs.length && !this.out && event.preventDefault());
  }

  get length() { return this.jobs.length; }

  // Whether a save failed, and is tried again.
  get failing() { return this.failures > 0; }

  add(job) {
    this.jobs.push(job);
    this.keep();
    this.run();
  }

  // When all that is to be saved has been answered.
  empty() {
    return this.jobs.length ? new Promise((done) => this.emptied.push(done)) : Promise.resolve();
  }

  // Whether a unit was saved from here just now: news of it is no news.
  recently(uid) { return this.waiting(uid) || performance.now() - (this.saved.get(uid) ?? -Infinity) < NEWS; }

  waiting(uid) { return this.jobs.some((job) => job.uid === uid); }

  async run() {
    if (this.running) return;
    this.running = true;
    while (this.jobs.length) await this.send(this.jobs[0]);
    this.running = false;
    this.emptied.splice(0).forEach((done) => done());
  }

  async send(job) {
    const after = job.uid ? this.etags.get(job.uid) : undefined;
    if (after === "") return this.done(job, { status: 0, html: "", refused: true });
    const fields = job.uid ? [...job.fields, ["etag", after ?? job.etag]] : job.fields;
    const answer = await post(job.url, fields, { signal: AbortSignal.timeout(GONE) })
      .catch(() => ({ status: 0, html: "" }));
    this.out = OUT.has(answer.status) ? answer.html : "";
    if (!AGAIN.has(answer.status) && !this.out) return this.done(job, answer);
    this.failures += 1;
    this.changed(this);
    return this.pause(WAITS[Math.min(this.failures, WAITS.length) - 1]);
  }

  done(job, answer) {
    this.failures = 0;
    this.jobs.shift();
    for (const uid of job.uids ?? [job.uid]) this.saved.set(uid, performance.now());
    let etag = "";
    try {
      etag = this.answered(job, answer);
    } catch (error) {
      reportError(error); // a fault in showing an answer keeps nothing from being saved
    }
    if (this.waiting(job.uid)) this.etags.set(job.uid, etag);
    else this.etags.delete(job.uid);
    this.keep();
  }

  pause(seconds) {
    return new Promise((done) => {
      const timer = setTimeout(done, seconds * 1000);
      this.wake = () => { clearTimeout(timer); done(); };
    });
  }

  wake() { /* there is nothing to wake before the first pause */ }

  // What is not saved yet survives a reload of this tab.
  keep() {
    this.changed(this);
    try {
      if (this.jobs.length) sessionStorage.setItem(KEPT, JSON.stringify(this.jobs));
      else sessionStorage.removeItem(KEPT);
    } catch { /* it is still in memory, and leaving warns */ }
  }

  // Take up what was not saved when the page was left.
  resume() {
    const kept = left();
    this.jobs.unshift(...kept.map((job) => ({ ...job, again: true })));
    this.run();
    return kept.length;
  }
}

function left() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT)) ?? [];
  } catch {
    return [];
  }
}
