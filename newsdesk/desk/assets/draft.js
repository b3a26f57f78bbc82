// The page of a draft: the article beside the form, saved as it is written, finished with one key.

import { _, ask, keys, make, say, tell, tellThere } from "./desk.js";
import * as article from "./draft_article.js";
import * as context from "./draft_context.js";
import * as form from "./draft_form.js";
import { adopt, again, at, base, elsewhere, flush, gone, leftOver, letGo, load, name, put, putIn, same, store, undo } from "./draft_store.js";

const found = (id) => document.getElementById(id);
const root = found("draft");
let asText = false;

// --- what stands above everything ------------------------------------------------------------------------------------

const STAGES = {
  unfinished: () => _("Still open: {number}.", { number: store.state.problems.filter((one) => one.severity === "error").length }),
  draft: () => (errors() ? _("A draft. To be mended: {number}.", { number: errors() }) : _("A draft that the check accepts: finish it.")),
  finished: () => (errors() ? _("Finished. To be mended: {number}.", { number: errors() }) : _("Finished.")),
};
const STATUS = { saved: () => _("Saved."), typing: () => _("Not saved yet."), saving: () => _("Saving …"), waiting: () => _("Not saved: the desk does not answer. It is tried again."), refused: () => _("Not saved: see what is said beside the field.") };
const errors = () => store.state.problems.filter((one) => one.severity === "error").length;

const stage = () => {
  const state = store.state;
  const words = state.data ? STAGES[state.stage]() : "";
  const now = `${STATUS[store.status]()} ${words}`;
  if (found("stage").textContent !== now) found("stage").textContent = now;
  found("undo").disabled = !store.undone.length;
};

const render = (state, how) => {
  if (how.only !== "status") {
    found("heading").textContent = (state.data && typeof state.data.title === "string" && state.data.title !== "TODO" && state.data.title) || name;
    found("path").textContent = state.path;
    const isBroken = state.broken.length > 0 || asText;
    found("broken").hidden = !isBroken;
    found("work").hidden = isBroken;
    found("raw-back").hidden = !asText || state.broken.length > 0;
    if (isBroken) raw(state, how);
    else {
      form.render(state, how);
      article.render(state);
      context.render(state);
      whole(state);
    }
    if (how.refused) refused(how);
  }
  stage();
};

// What is said of the entry as a whole stands above the form.
const whole = (state) => {
  const left = state.problems.filter((one) => !one.at.length || !document.querySelector(`[data-at="${one.at[0]}"], [data-at^="${one.at[0]}."]`));
  const looks = state.notes.filter((one) => !one.field && one.words);
  found("notice").replaceChildren(
    ...left.map((one) => make("p", { class: one.severity === "error" ? "fault" : "soft", dir: "auto" }, `${one.path && one.path !== state.path ? `${one.path}: ` : ""}${one.message} ${one.hint}`)),
    ...looks.map((one) => make("p", { class: "notice", dir: "auto" }, one.words)),
    ...(state.stage === "finished" ? [make("p", { class: "good" }, _("It is finished."), " ", make("a", { href: `/review/${name}` }, _("Have it read")))] : []),
  );
};
const refused = ({ refused: where, why }) => {
  const field = where && [...document.querySelectorAll(".field")].find((one) => same([...(one.closest(".card")?.at || []), ...one.dataset.at.split(".")].map(String), where.map(String)));
  if (!field) return;
  const below = field.querySelector(".below");
  delete below.dataset.now;
  below.append(make("p", { class: "fault", dir: "auto" }, why));
};

// --- the file as text ------------------------------------------------------------------------------------------------

const raw = (state, how) => {
  const area = found("raw");
  // What is typed there stays, and rests on the text that was changed.
  if (!area.dataset.dirty) {
    area.value = state.text;
    area.dataset.digest = state.digest;
  }
  found("broken-why").replaceChildren(
    ...state.broken.map((one) => make("p", { class: "fault", dir: "auto" }, `${_("Line {line}", { line: one.line })}: ${one.message} `, make("span", { class: "remedy" }, one.hint))),
  );
  if (state.broken.length) go(area, state.broken[0].line);
};
const go = (area, line) => {
  const lines = area.value.split("\n");
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  area.setSelectionRange(start, start + (lines[line - 1] || "").length);
  area.scrollTop = Math.max(0, (line - 5) * 20);
};
found("raw").addEventListener("input", () => (found("raw").dataset.dirty = "1"));
found("raw-save").addEventListener("click", async () => {
  const before = store.state.text;
  const area = found("raw");
  try {
    const state = await put(area.value, area.dataset.digest, true);
    delete area.dataset.dirty;
    store.undone.push(before);
    if (!state.broken.length && !asText) say(_("The file can be read again."));
    adopt(state);
    if (!state.broken.length && asText) say(_("Saved."));
  } catch (error) {
    // It is said at the foot already, and what was typed stands here.
    const theirs = error.data?.state;
    if (!theirs) return;
    const row = { path: [], isTyped: true, own: { value: area.value }, theirs: theirs.text };
    if (!(await choose(theirs.path, [row])).length) delete area.dataset.dirty;
    area.dataset.digest = theirs.digest;
    elsewhere(error);
  }
});
found("as-text").addEventListener("click", async (event) => {
  event.preventDefault();
  await flush();
  asText = true;
  delete found("raw").dataset.dirty;
  adopt(store.state);
  found("raw").focus();
});
found("raw-back").addEventListener("click", () => {
  asText = false;
  adopt(store.state);
});

// --- somebody else has written ---------------------------------------------------------------------------------------

// The fields in which two states differ: sources one by one while there are as many.
const units = (one, other) => {
  const found = [];
  const walk = (a, b, path) => {
    if (same(a, b)) return;
    const objects = [a, b].every((value) => value && typeof value === "object" && !Array.isArray(value));
    const lists = Array.isArray(a) && Array.isArray(b) && a.length === b.length && typeof a[0] === "object";
    if (objects) new Set([...Object.keys(a), ...Object.keys(b)]).forEach((key) => walk(a[key], b[key], [...path, key]));
    else if (lists) a.forEach((value, number) => walk(value, b[number], [...path, number]));
    else found.push(path);
  };
  walk(one, other, []);
  return found;
};
const shown = (value) => (value === undefined ? "—" : typeof value === "string" ? value : JSON.stringify(value, null, 1));

store.conflict = (before, theirs, typed) =>
  new Promise((resolve) => {
    if (!theirs.data || !before.data) {
      say(_("{path} was changed meanwhile by somebody else, and cannot be read. What you typed: {typed}", { path: theirs.path, typed: [...typed.values()].map((one) => `${form.labelOf(one.at)}: ${one.value}`).join("\n") }), { kind: "fault" });
      resolve(null);
      return;
    }
    const below = (path, one) => same(path, one.slice(0, path.length));
    const mine = [...typed.values()];
    const paths = units(before.data, theirs.data);
    const isFree = (one) => same(one.was ?? null, at(theirs.data, one.at) ?? null) && !paths.some((path) => below(path, one.at));
    const rows = [
      ...paths.filter((path) => !mine.some((one) => same(one.at, path))).map((path) => ({ path, own: { do: "set", at: path, value: at(before.data, path) } })),
      ...mine.filter((one) => !isFree(one)).map((own) => ({ path: own.at, own, isTyped: true })),
    ].map((row) => ({ ...row, theirs: at(theirs.data, row.path) }));
    choose(theirs.path, rows).then((kept) => resolve([...mine.filter(isFree), ...kept.map(({ own }) => (own.value === undefined ? { do: "remove", at: own.at } : own))]));
  });

// The rows of which an editor wants what this page holds; what the file holds stays in all others.
const choose = (path, rows) =>
  new Promise((resolve) => {
    if (!rows.length) return void resolve([]);
    const dialog = found("differs");
    found("differs-why").textContent = _("{path} holds something else than this page shows. Choose for each field; nothing was written over it.", { path });
    found("differing").replaceChildren(
      ...rows.map(({ path: where, own, isTyped, theirs }, number) =>
        make("fieldset", {}, make("legend", {}, where.length ? form.labelOf(where) : _("The text of the file")),
          make("label", {}, make("input", { type: "radio", name: `differs-${number}`, value: "theirs", checked: !isTyped }), " ", _("As it stands in the file"), make("pre", { dir: "auto" }, shown(theirs))),
          make("label", {}, make("input", { type: "radio", name: `differs-${number}`, value: "mine", checked: isTyped }), ` ${isTyped ? _("As you typed it") : _("As it was before")}`, make("pre", { dir: "auto" }, shown(own.value))))),
    );
    dialog.addEventListener("close", () => resolve(rows.filter((_row, number) => dialog.querySelector(`[name="differs-${number}"]:checked`)?.value === "mine")), { once: true });
    dialog.showModal();
  });

document.addEventListener("desk:changed", ({ detail }) => {
  // It may have gone to another week.
  const mine = detail.files.filter((one) => one.path.endsWith(`/${name}.yaml`));
  if (!store.state || !(detail.many || mine.some((one) => one.digest !== store.state.digest))) return;
  if (mine.length && mine.every((one) => one.digest === null)) return void gone();
  store.isGone = false;
  again();
});
addEventListener("focus", again);

// --- save, finish, what is shown -------------------------------------------------------------------------------------

const save = async () => {
  if (found("save").disabled) return;
  if (asText || store.state.broken.length) return void found("raw-save").click();
  for (const [path, one] of store.refused) store.typed.set(path, one);
  if (await flush()) say(`${store.state.path}: ${STAGES[store.state.stage]()}`);
};
// So many fields are named that are still open.
const MOST_NAMED = 4;
// By what the form calls the fields, where they are only open; else as the check counts what is to be mended.
const summed = ({ complained }) => {
  const wrong = store.state.problems.filter((one) => one.severity === "error");
  if (!wrong.length || !wrong.every(form.isOpen)) return complained.slice(-1);
  const fields = [...new Set(wrong.map((one) => form.labelOf(one.at)))];
  const more = fields.length > MOST_NAMED ? [_("and {count} more", { count: fields.length - MOST_NAMED })] : [];
  return [_("Still to be filled in: {fields}.", { fields: [...fields.slice(0, MOST_NAMED), ...more].join(", ") })];
};
const finish = async () => {
  if (found("finish").disabled) return;
  if (!(await flush())) return;
  found("finish").disabled = true;
  try {
    const { performed, state } = await ask(`${base}/finish`, { method: "POST", data: { digest: store.state.digest } });
    if (performed.done) store.undone.push(store.state.text);
    adopt(state);
    // Who reads it next sees it beside its article; whoever wrote it has a last look at the same page.
    if (performed.done && state.stage === "finished") tellThere(performed, `/review/${name}`);
    // What is wrong stands beside its field: the last line sums it up.
    else if (!tell(performed.done ? performed : { ...performed, complained: summed(performed) })) form.nextOpen({ quiet: true });
  } catch (error) {
    elsewhere(error);
  } finally {
    found("finish").disabled = false;
  }
};

const pane = (which) => {
  root.dataset.show = which;
  for (const tab of document.querySelectorAll("[role=tab]")) {
    const isShown = tab.dataset.pane === which;
    tab.setAttribute("aria-selected", String(isShown));
    tab.tabIndex = isShown ? 0 : -1;
  }
  if (which === "preview") preview();
};
// What cannot be shown says why itself, and not as a broken frame. Until there is a page, a word says that it is being
// made; after that the last one stays until there is another.
const preview = async () => {
  const frame = found("preview");
  const say = (why) => {
    found("no-preview").textContent = why;
    frame.hidden = Boolean(why);
  };
  if (!frame.hasAttribute("src")) say(_("The page is being made …"));
  await flush();
  const answer = await fetch(`/preview/${name}`, { redirect: "manual" }).catch(() => null);
  if (answer && (answer.type === "opaqueredirect" || answer.ok)) {
    frame.addEventListener("load", () => say(""), { once: true });
    frame.src = `/preview/${name}`;
    return;
  }
  frame.removeAttribute("src");
  say(new DOMParser().parseFromString((await answer?.text()) || "", "text/html").querySelector(".notice")?.textContent || _("The page cannot be shown now."));
};
document.querySelector("[role=tablist]").addEventListener("click", ({ target }) => target.dataset.pane && pane(target.dataset.pane));
document.querySelector("[role=tablist]").addEventListener("keydown", (event) => {
  const tabs = [...document.querySelectorAll("[role=tab]")].filter((one) => one.offsetParent !== null);
  const move = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  if (!move) return;
  const next = tabs[(tabs.indexOf(document.activeElement) + move + tabs.length) % tabs.length];
  pane(next.dataset.pane);
  next.focus();
});
found("undo").addEventListener("click", undo);
found("save").addEventListener("click", save);
found("finish").addEventListener("click", finish);
const goTo = (which, id) => () => {
  pane(which);
  found(id).focus();
};
keys({
  "1": [goTo("article", "article"), _("Go to the article")],
  "2": [goTo("form", "pane-form"), _("Go to the form")],
  "3": [() => pane("preview"), _("Show the page")],
  "Ctrl+z": [undo, _("Undo the last change")],
  "Alt+f": [finish, _("Finish the draft")],
  "Ctrl+s": [save, _("Save")],
});

const discarding = found("discarding");
found("discard").addEventListener("click", () => {
  discarding.returnValue = "";
  discarding.showModal();
});
discarding.addEventListener("close", async () => {
  if (discarding.returnValue !== "go" || !(await flush())) return;
  try {
    await ask(`${base}/discard`, { method: "POST", data: { digest: store.state.digest } });
    location.reload();
  } catch (error) {
    elsewhere(error);
  }
});

// --- an article that is not here -------------------------------------------------------------------------------------

const given = async (how) => {
  try {
    adopt(await ask(...how));
    await article.load();
    article.render(store.state);
    say(_("The text of the article is kept on this machine."));
  } catch {
    // It is said at the foot already.
  }
};
found("paste").addEventListener("click", () => given([`${base}/paste`, { method: "POST", data: { text: found("pasted").value } }]));
found("upload").addEventListener("change", ({ target }) => target.files[0] && given([`${base}/upload`, { method: "POST", body: target.files[0] }]));

// What was typed here before, and never written, is offered: nothing is put into a file unasked.
const offerLeft = () => {
  const left = store.state.data ? leftOver() : [];
  const place = found("left-over");
  const over = (does) => () => {
    place.hidden = true;
    does();
  };
  place.hidden = !left.length;
  place.replaceChildren(
    make("p", {}, _("Typed here before, and not saved:")),
    make("ul", {}, ...left.map((one) => make("li", { dir: "auto" }, `${one.at.join(" · ")}: ${one.value}`))),
    make("p", { class: "buttons" },
      make("button", { type: "button", on: { click: over(() => putIn(left)) } }, _("Put it in")), " ",
      make("button", { type: "button", class: "quiet", on: { click: over(letGo) } }, _("Forget it"))),
  );
};

pane("article");
store.listeners.push(render);
await load();
offerLeft();
await article.load();
article.render(store.state);
// A link to a field leads into it, from another page and from the page of the entry beside the form.
const toField = () => {
  const at = decodeURIComponent(location.hash.slice(1));
  if (!at || store.state.broken.length) return;
  pane("form");
  form.go(at.split("."));
};
addEventListener("hashchange", toField);
toField();
found("save").disabled = found("finish").disabled = false;
root.dataset.ready = "1";
