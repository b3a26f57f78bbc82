// What a draft's file holds, and the way into it: each change is written at once, and over nobody else's.

import { _, ask, say } from "./desk.js";

const entry = document.getElementById("draft").dataset.entry;
export const base = `/api/draft/${entry}`;
export const name = entry;

export const open = (value) => value === undefined || value === null || (typeof value === "string" && value.trim() === "TODO");
export const at = (data, path) => path.reduce((there, step) => (there === null || there === undefined ? undefined : there[step]), data);
export const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// How long somebody types before it is written, and until it is tried again where the desk does not answer.
const PAUSE = 350;
const AGAIN = 3000;
const MOST_UNDONE = 100;
const MOST_KEPT = 20;

export const store = {
  state: null,
  bases: new Map(), // what the file held when a field was filled, by path: what is typed there rests on that
  listeners: [],
  conflict: null, // asks the editor: given by the page
  typed: new Map(), // fields that are not written yet: their steps, by path
  flying: new Map(), // those that are being written
  steps: [], // other steps that are not written yet
  undone: [],
  isGone: false, // whether its file is no longer there: then it is not asked for, until it is back
  refused: new Map(), // what was typed and could not be written: it is tried again when somebody saves
  ours: 0, // how many panels of ours may write the file just now
  status: "saved",
  last: "",
};

let timer = 0;
let running = null;

// What the page may say once something was written: more may have been typed meanwhile.
const rest = () => (store.refused.size ? "refused" : store.typed.size || store.steps.length ? "typing" : "saved");

const tell = (status) => {
  store.status = status;
  store.listeners.forEach((listener) => listener(store.state, { only: "status" }));
};

// Of a long article the check comes later than the answer to an edit.
const LATER = 1200;
let checking = 0;
const check = async () => {
  if (running || store.typed.size || store.steps.length) return void (checking = setTimeout(check, LATER));
  const state = await ask(base, { quiet: true }).catch(() => null);
  if (state?.digest === store.state.digest && !running) adopt(state);
};

// Fields of which somebody has said no to a guess, or which they have emptied: none is made of them any more. It is kept in
// this browser, since no file says what something is not.
const NOT = `not ${entry}`;
const refusedGuesses = () => {
  try {
    return JSON.parse(localStorage.getItem(NOT)) || [];
  } catch {
    return [];
  }
};
const keepRefused = (all) => {
  try {
    localStorage.setItem(NOT, JSON.stringify(all.slice(-MOST_UNDONE)));
  } catch {
    // A browser that is full: it is guessed anew.
  }
};
export const refuse = (at) => {
  keepRefused([...refusedGuesses().filter((one) => !same(one, at)), at]);
  if (store.state?.guesses) adopt(store.state, { only: "" });
};
// A source is taken out: those behind it move up.
export const forget = ([list, number]) =>
  keepRefused(refusedGuesses().filter((at) => at[0] !== list || at[1] !== number).map((at) => (at[0] === list && at[1] > number ? [list, at[1] - 1, ...at.slice(2)] : at)));

export const adopt = (state, how = {}) => {
  clearTimeout(checking);
  if (state.guesses) {
    const refused = refusedGuesses();
    state = { ...state, guesses: state.guesses.filter((one) => !refused.some((at) => same(at, one.at))) };
  }
  if (state.problems === null) {
    state = { ...state, problems: store.state?.problems || [] };
    checking = setTimeout(check, LATER);
  }
  store.state = state;
  keep(state);
  store.listeners.forEach((listener) => listener(state, how));
};

// What can be undone outlives a reload of the page, as long as the file is as this page left it.
const KEPT = `undo ${entry}`;
const keep = (state) => {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify({ digest: state.digest, undone: store.undone.slice(-MOST_KEPT) }));
  } catch {
    sessionStorage.removeItem(KEPT); // a browser that is full
  }
};
const kept = () => {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT)) || {};
  } catch {
    return {};
  }
};

export const load = async () => {
  const { digest, undone } = kept();
  const state = await ask(`${base}?soon`);
  if (digest === state.digest) store.undone.push(...undone);
  adopt(state);
};

// What a field shows was typed there and is not written yet: no change of the file takes it away.
export const waits = (path) => [store.typed, store.flying, store.refused].some((all) => all.has(JSON.stringify(path)));
// What the file held when this page filled a field or wrote it last.
export const based = (path) => {
  const key = JSON.stringify(path);
  return store.bases.has(key) ? store.bases.get(key) : at(store.state.data, path);
};

// A field that somebody types into: written after a pause, or at once, and only over what the field was filled from.
export const typed = (path, value, { soon = false } = {}) => {
  const key = JSON.stringify(path);
  const before = store.typed.get(key) || store.refused.get(key);
  store.typed.set(key, { do: "set", at: path, value, was: (before ? before.was : based(path)) ?? null });
  hoard();
  tell("typing");
  clearTimeout(timer);
  if (soon) return flush();
  timer = setTimeout(flush, PAUSE);
  return null;
};

// Steps that are done at once, such as taking an offer over; what was typed before goes first.
export const step = (...steps) => {
  store.steps.push(...steps);
  tell("typing");
  return flush();
};

// What another page of ours writes: what was typed goes first, and waits until the form knows what stands there then.
export const meanwhile = async (does) => {
  await flush();
  while (running) await running.catch(() => {});
  const before = store.state;
  store.ours += 1;
  try {
    running = Promise.resolve(does()).then(async (done) => [done, await ask(base)]);
    const [done, state] = await running;
    if (state.digest !== before.digest) remember(before, "");
    adopt(state);
    return done;
  } finally {
    running = null;
    store.ours -= 1;
    if (store.typed.size + store.steps.length) timer = setTimeout(flush, 0);
  }
};

// What was typed is kept in this browser until it is written, whatever becomes of the page or of the desk: each tab has a
// place of its own for it.
const TYPED = `typed ${entry} `;
const tab = sessionStorage.getItem("tab") || crypto.randomUUID();
sessionStorage.setItem("tab", tab);
const hoard = () => {
  const all = [...store.refused.values(), ...store.flying.values(), ...store.typed.values()];
  try {
    if (all.length) localStorage.setItem(TYPED + tab, JSON.stringify(all));
    else localStorage.removeItem(TYPED + tab);
  } catch {
    // A browser that is full: it stands in the page alone.
  }
};
const hoards = () => Object.keys(localStorage).filter((key) => key.startsWith(TYPED));
// What was typed before this page was opened and never written; the newest of a field.
export const leftOver = () => {
  const found = new Map();
  for (const key of hoards()) {
    try {
      for (const one of JSON.parse(localStorage.getItem(key))) if (!same(one.value, String(at(store.state.data, one.at) ?? "").trim())) found.set(JSON.stringify(one.at), one);
    } catch {
      localStorage.removeItem(key);
    }
  }
  return [...found.values()];
};
export const putIn = (all) => {
  letGo();
  for (const one of all) store.typed.set(JSON.stringify(one.at), one);
  hoard();
  return flush();
};
export const letGo = () => hoards().forEach((key) => localStorage.removeItem(key));

// Writes all that waits; one request at a time.
export const flush = async () => {
  clearTimeout(timer);
  while (running) await running.catch(() => {});
  if (!store.typed.size && !store.steps.length) return true;
  running = write();
  try {
    return await running;
  } finally {
    running = null;
  }
};

const write = async () => {
  const typedNow = new Map(store.typed);
  const stepsNow = store.steps.splice(0);
  store.typed.clear();
  store.flying = typedNow;
  const before = store.state;
  tell("saving");
  try {
    const state = await ask(`${base}/edit`, { method: "POST", quiet: true, data: { digest: before.digest, steps: [...typedNow.values(), ...stepsNow] } });
    if (state.digest !== before.digest) remember(before, stepsNow.length ? "" : [...typedNow.keys()].join());
    settled(typedNow, state);
    store.status = rest();
    adopt(state, { steps: stepsNow });
    return true;
  } catch (error) {
    return await failed(error, typedNow, stepsNow, before);
  } finally {
    store.flying = new Map();
    hoard();
  }
};

// What was written is what those fields rest on from now on, and what was typed into them meanwhile.
const settled = (typedNow, state) => {
  for (const [path, one] of typedNow) {
    store.refused.delete(path);
    const now = at(state.data, one.at) ?? null;
    store.bases.set(path, now);
    if (store.typed.has(path)) store.typed.get(path).was = now;
  }
  store.flying = new Map();
  hoard();
};

const failed = async (error, typedNow, stepsNow, before) => {
  const keep = () => {
    for (const [path, one] of typedNow) if (!store.typed.has(path)) store.typed.set(path, one);
  };
  if (error.status === 409 && error.data?.state) {
    keep();
    await differ(before, error.data.state, stepsNow.length > 0);
    return false;
  }
  if (!error.status || error.status >= 500 || error.status === 403) {
    // Nothing is lost: it waits in the page, and is tried again.
    keep();
    store.steps.unshift(...stepsNow);
    tell("waiting");
    if (error.status >= 500) say(error.message, { kind: "fault" });
    timer = setTimeout(flush, AGAIN);
    return false;
  }
  if (typedNow.size + stepsNow.length > 1) {
    // One of several cannot be done: the others can.
    for (const [path, one] of typedNow) await alone(new Map([[path, one]]), []);
    for (const one of stepsNow) await alone(new Map(), [one]);
    return false;
  }
  const refused = [...typedNow.values()][0];
  for (const [path, one] of typedNow) store.refused.set(path, one);
  store.status = rest();
  say(error.message, { kind: "fault" });
  store.listeners.forEach((listener) => listener(store.state, { refused: refused?.at, why: error.message }));
  return false;
};

const alone = async (typedNow, stepsNow) => {
  const before = store.state;
  try {
    const state = await ask(`${base}/edit`, { method: "POST", quiet: true, data: { digest: before.digest, steps: [...typedNow.values(), ...stepsNow] } });
    if (state.digest !== before.digest) remember(before, "");
    settled(typedNow, state);
    adopt(state);
  } catch (error) {
    await failed(error, typedNow, stepsNow, before);
  }
};

// Somebody else has written: the editor chooses, field by field, and goes on from what stands there now.
const differ = async (before, theirs, hadSteps) => {
  const chosen = await store.conflict(before, theirs, new Map(store.typed));
  // Where the file cannot be read, what was typed waits until it can.
  if (!chosen) for (const [path, one] of store.typed) store.refused.set(path, one);
  store.typed.clear();
  store.undone.length = 0; // it would take away what somebody else has written
  for (const one of chosen || []) store.typed.set(JSON.stringify(one.at), { ...one, was: at(theirs.data, one.at) ?? null });
  store.status = rest();
  adopt(theirs, { theirs: true });
  if (hadSteps) say(_("What you did last was not written. Look at it, and do it again."), { kind: "fault" });
  if (store.typed.size) timer = setTimeout(flush, 0);
};

// The file was written by another page of ours, or by somebody else, while nothing waited here.
// It is said once that the file has gone.
export const gone = () => {
  if (!store.isGone) say(_("{path} is no longer there.", { path: store.state.path }), { kind: "fault" });
  store.isGone = true;
};

export const again = async () => {
  if (running || store.isGone || store.ours || store.typed.size || store.steps.length || !store.state) return;
  const before = store.state;
  const state = await ask(base, { quiet: true }).catch((error) => (error.status === 404 ? gone() : null));
  if (!state || running || store.typed.size || store.steps.length || state.digest === store.state.digest) return;
  // Something of ours was written meanwhile: the answer may be older than what the form shows.
  if (store.state !== before) return void again();
  store.undone.length = 0;
  adopt(state, { theirs: true });
  say(_("{path} was changed meanwhile by somebody else. The form shows what stands there now.", { path: state.path }));
};

const remember = (state, what) => {
  // A text that is typed in one go is one change.
  if (what && what === store.last) return;
  store.last = what;
  store.undone.push(state.text);
  if (store.undone.length > MOST_UNDONE) store.undone.shift();
};

export const undo = async () => {
  if (!(await flush())) return;
  const text = store.undone.pop();
  if (text === undefined) return;
  store.last = "";
  try {
    adopt(await put(text), { theirs: true });
    say(_("The last change is undone."));
  } catch (error) {
    store.undone.push(text);
    elsewhere(error);
  }
};

// A change that somebody else's came before was not done, as is said at the foot: the form shows what stands there.
export const elsewhere = (error) => {
  if (!error.data?.state) return;
  store.undone.length = 0;
  adopt(error.data.state, { theirs: true });
};

// Puts a whole text in the place of the file's, where that still has the digest on which the text rests.
export const put = async (text, digest = store.state.digest, isTyped = false) => {
  while (running) await running.catch(() => {});
  running = ask(`${base}/text`, { method: "POST", data: { digest, text, typed: isTyped } }).finally(() => (running = null));
  return running;
};

// What still waits when the page is left goes on its way without it.
addEventListener("pagehide", () => {
  if (!store.state || running || !(store.typed.size + store.steps.length)) return;
  const data = { digest: store.state.digest, steps: [...store.typed.values(), ...store.steps] };
  fetch(`${base}/edit`, { method: "POST", keepalive: true, body: JSON.stringify(data), headers: { "Content-Type": "application/json" } }).catch(() => {});
});
addEventListener("beforeunload", (event) => {
  if (store.status === "waiting" || store.status === "refused" || running) event.preventDefault();
});
