// The inbox: a list that comes in parts, what is done with each candidate by key or button, and new sources.
import { _, ask, keys, make, say, tell, typing, unsay } from "./desk.js";

const find = (id) => document.getElementById(id);
const list = find("candidates");
const whys = JSON.parse(find("known-reasons").textContent);
const filter = { state: find("state"), week: find("week"), q: find("q") };
let rows = [];
let total = 0;
let at = 0;
let turn = 0;
const done = [];

const saidWhy = (id) => whys.find((why) => why.id === id)?.words || id;
const joined = (...parts) => parts.filter(Boolean).join(" · ");

// What a candidate is known to be beside, as sentences; a suggestion is called one.
const hints = (row) => {
  const entry = row.entry;
  const kinds = { entry: _("Has an entry:"), draft: _("Has a draft:"), withdrawn: _("Its entry was withdrawn:") };
  const found = entry ? [make("p", { class: "hint" }, kinds[entry.kind], " ",
    make("a", { href: `/${entry.kind === "draft" ? "draft" : "review"}/${entry.id}` }, entry.id))] : [];
  for (const one of row.alike) {
    const text = _("{share} % of its words stand in the article of", { share: Math.round(one.share * 100) });
    found.push(make("p", { class: "hint" }, text, " ", make("a", { href: `/review/${one.entry}` }, one.entry)));
  }
  const story = row.story;
  if (story) {
    const days = story.days === null ? _("day unknown") : _("days between: {days}", { days: story.days });
    const why = [...story.names.slice(0, 3), days].join(", ");
    found.push(make("p", { class: "hint story" }, _("Perhaps of the story:"), " ", make("span", { dir: "auto" }, story.title),
      " ", make("span", { class: "soft", dir: "auto" }, `(${why})`)));
  }
  return found;
};

const link = (url, text) =>
  url ? make("a", { href: url, target: "_blank", rel: "noreferrer noopener", dir: "auto" }, text) : make("span", { dir: "auto" }, text);

const copies = (row) => (row.copies.length ? make("details", {},
  make("summary", {}, _("Copies: {copies}, in outlets: {outlets}", { copies: row.copies.length, outlets: row.outlets })),
  make("ul", {}, ...row.copies.map((one) => make("li", {}, link(one.url, one.title || one.url || "…"), " ",
    make("span", { class: "soft" }, joined(one.outlet_name, one.published)), " ",
    make("button", { type: "button", class: "quiet", on: { click: () => apart(one) } }, _("Not a copy")))))) : null);

const STATES = { new: "", later: _("put off"), taken: _("taken"), left: _("left out") };

const buttons = (row) => {
  const button = (text, does, kind = "quiet") => make("button", { type: "button", class: kind, on: { click: () => { choose(rows.indexOf(row), false); does(row); } } }, text);
  const isOpen = row.state === "new" || row.state === "later";
  return make("div", { class: "does" },
    isOpen ? button(_("Take"), (one) => take(one), "") : null,
    row.state === "new" ? button(_("Later"), later) : null,
    isOpen ? button(_("Leave out …"), askWhy) : null,
    row.state === "new" && !row.parted ? null : button(_("Undo"), undo));
};

const shown = (row) => {
  const share = Math.round(row.language_certainty * 100);
  const heard = row.language_certainty < 1 ? _("{language} (heard, {share} %)", { language: row.language, share }) : row.language;
  const language = row.language ? heard : _("language unknown");
  const state = joined(STATES[row.state], row.state === "left" ? saidWhy(row.why) : "");
  return make("li", { class: "candidate", id: `c-${row.id}`, tabindex: "-1" },
    make("h2", { lang: row.language }, link(row.url, row.title || row.url || _("without a title"))),
    make("p", { class: "soft" }, joined(row.outlet_name || _("outlet unknown"), row.published || _("day unknown"), language, state)),
    row.lead ? make("p", { class: "lead", dir: "auto", lang: row.language }, row.lead) : null,
    copies(row), ...hints(row), buttons(row));
};

const choose = (index, withFocus = true) => {
  at = Math.max(0, Math.min(index, rows.length - 1));
  list.querySelectorAll("[aria-current]").forEach((one) => one.removeAttribute("aria-current"));
  const here = list.children[at];
  if (!here) return;
  here.setAttribute("aria-current", "true");
  if (withFocus && !typing(document.activeElement)) {
    here.focus({ preventScroll: true });
    here.scrollIntoView({ block: "nearest" });
  }
};

const number = () => {
  find("total").textContent = _("Candidates: {total}", { total });
  find("more").hidden = rows.length >= total;
  find("empty").hidden = total > 0;
};

const asked = (from) => {
  const query = new URLSearchParams({ state: filter.state.value, week: filter.week.value, q: filter.q.value.trim(), from });
  return ask(`/api/inbox?${query}`);
};

// Puts the first part of the list in the place of what is shown, or adds the next one to it.
const load = async ({ more = false, focus = false } = {}) => {
  const mine = ++turn;
  const found = await asked(more ? rows.length : 0);
  if (mine !== turn) return;
  if (!more) {
    rows = [];
    list.replaceChildren();
  }
  const known = new Set(rows.map((row) => row.id));
  const fresh = found.rows.filter((row) => !known.has(row.id));
  rows.push(...fresh);
  list.append(...fresh.map(shown));
  total = found.total;
  number();
  const weeks = found.weeks.map((week) => make("option", { value: week, selected: week === filter.week.value }, week));
  filter.week.replaceChildren(filter.week.options[0], ...weeks);
  for (const option of filter.state.options) {
    const text = option.dataset.text ||= option.textContent;
    const count = option.value ? found.counts[option.value] : Object.values(found.counts).reduce((sum, one) => sum + one, 0);
    option.textContent = `${text} (${count})`;
  }
  find("damaged").hidden = !found.damaged;
  find("damaged").textContent = _("Lines of .desk/inbox.jsonl that are damaged, and were passed over: {damaged}", { damaged: found.damaged });
  if (more) return;
  if (focus && rows.length) filter.q.blur();
  choose(0, focus);
};

// Who presses a key again before more has come waits for the same answer.
let coming = null;
const further = () => (coming ||= load({ more: true }).finally(() => (coming = null)));
const move = async (by) => {
  if (at + by >= rows.length && rows.length < total) {
    const more = further(), mine = turn;
    await more;
    if (mine !== turn) return; // another list has been asked for meanwhile
  }
  choose(at + by);
};

// What was done with a candidate: it leaves the list, or shows what it is now, and the next one is the current one.
const changed = (row, now) => {
  const index = rows.indexOf(row);
  if (index < 0) return;
  if (filter.state.value && now.state !== filter.state.value) {
    rows.splice(index, 1);
    list.children[index].remove();
    total -= 1;
    number();
  } else {
    rows[index] = now;
    list.children[index].replaceWith(shown(now));
  }
  choose(Math.min(index, rows.length - 1));
  if (rows.length < 10 && rows.length < total) further();
};

// The list as it is now, at the same candidate.
const again = async (id) => {
  const hadFocus = document.activeElement === list.children[at];
  await load();
  choose(Math.max(0, rows.findIndex((one) => one.id === id)), hadFocus);
};

const step = async (row, data, words) => {
  if (!row) return;
  let told;
  try {
    told = await ask("/api/inbox/step", { method: "POST", data: { ...data, id: row.id, was: row.state }, quiet: true });
  } catch (error) {
    // Another page may have done something with it: what it is now stands in the list, and beside it why nothing was done.
    if (error.status === 409) await again(row.id);
    return say(error.message, { kind: "fault" });
  }
  if (data.do !== "undo") done.push(told.row);
  say(`${words} ${row.title || row.url}`, { command: told.command });
  // A copy again stands in the row of another.
  if (told.row.id === row.id) return changed(row, told.row);
  await load();
  choose(Math.max(0, rows.findIndex((one) => one.id === told.row.id)));
};

// What was held for a copy of another is an article of its own.
const apart = async (one) => {
  const told = await ask("/api/inbox/step", { method: "POST", data: { do: "apart", id: one.id } });
  done.push(told.row);
  say([_("No copy any more:"), one.title || one.url].join(" "), { command: told.command });
  await load();
  choose(Math.max(0, rows.findIndex((row) => row.id === one.id)));
};

const later = (row) => step(row, { do: "later" }, _("Put off:"));
const undo = (row) => step(row, { do: "undo" }, _("Taken back:"));

const take = async (row, week = "") => {
  if (!row) return;
  say(_("Reading the article …"));
  try {
    const told = await ask("/api/inbox/take", { method: "POST", data: { id: row.id, week, was: row.state }, quiet: true });
    if (tell(told.performed) && told.entry) location.assign(`/draft/${encodeURIComponent(told.entry)}`);
  } catch (error) {
    if (error.data?.week === undefined) {
      if (error.status === 409) await again(row.id);
      return say(error.message, { kind: "fault" });
    }
    askWeek(row, error);
  }
};

// A PDF, or a text, may not say when it was published: then the editor names the week of its entry.
const weeks = find("which-week");
let weekless = null;
const askWeek = (row, { message, data }) => {
  weekless = row;
  unsay(); // it has been read
  find("which-week-why").textContent = message;
  named.value = data.week || filter.week.value;
  sayWeek();
  weeks.showModal();
};
const named = find("named-week");
// In which week a day lies, and that something is neither.
const sayWeek = async () => {
  const said = named.value.trim();
  const found = said ? await ask(`/api/inbox/week?${new URLSearchParams({ said })}`, { quiet: true }).catch(() => null) : null;
  if (named.value.trim() === said) find("named-week-said").textContent = found?.said || "";
  return found?.week;
};
named.addEventListener("input", sayWeek);
find("week-named").addEventListener("submit", async (event) => {
  event.preventDefault();
  const week = await sayWeek();
  if (!week) return named.focus();
  weeks.close();
  take(weekless, week);
});
find("week-unnamed").addEventListener("click", () => weeks.close());

// The last thing that was done on this page, else what was done with the current candidate.
const undoLast = async () => {
  const last = done.pop();
  if (!last) return undo(rows[at]);
  const told = await ask("/api/inbox/step", { method: "POST", data: { do: "undo", id: last.id } });
  say([_("Taken back:"), last.title || last.url].join(" "), { command: told.command });
  await load();
  choose(Math.max(0, rows.findIndex((row) => row.id === last.id)));
};

const dialog = find("reasons");
let left = null;
const askWhy = (row) => {
  if (!row) return;
  left = row;
  find("reasons-what").textContent = row.title || row.url;
  dialog.showModal();
};
const leave = (why) => {
  dialog.close();
  step(left, { do: "leave", why: why.id }, _("Left out ({why}):", { why: why.words }));
};
find("whys").append(...whys.map((why) => make("li", {}, make("button", { type: "button", on: { click: () => leave(why) } },
  make("kbd", {}, why.key || "–"), " ", make("span", { dir: "auto" }, why.words)))));
dialog.addEventListener("keydown", (event) => {
  const why = whys.find((one) => one.key && one.key === event.key);
  if (!why || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  leave(why);
});

// Letters decide about a candidate only while its row itself has the focus, and none of its links or buttons; else they
// lead there.
const inList = (does) => () => (rows.length && document.activeElement === list.children[at] ? does() : choose(at));
keys({
  j: [() => move(1), _("Next candidate")],
  k: [() => move(-1), _("Candidate before")],
  t: [inList(() => take(rows[at])), _("Take it: capture and draft")],
  l: [inList(() => later(rows[at])), _("Put it off")],
  x: [inList(() => askWhy(rows[at])), _("Leave it out, with a reason")],
  u: [inList(undoLast), _("Take back what was last done")],
  o: [() => list.children[at]?.querySelector("h2 a")?.click(), _("Open the page where it was published")],
  "/": [() => filter.q.focus(), _("Look for words")],
});

let waiting = 0;
filter.q.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(load, 150);
});
filter.q.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" && event.key !== "Escape") return;
  event.preventDefault();
  if (event.key === "Escape") filter.q.value = "";
  clearTimeout(waiting);
  load({ focus: true });
});
find("filter").addEventListener("change", (event) => event.target !== filter.q && load());
find("filter").addEventListener("submit", (event) => event.preventDefault());
find("more").addEventListener("click", further);

const told = (found) => [
  _("New: {added}. Copies of others: {copies}. There already: {again}.", found),
  ...(found.renewed ? [_("Saved anew, in place of the page before: {renewed}.", found)] : []),
  ...found.found.map((feed) => _("Found: {feed}. To follow it, write it into feeds: of its outlet in outlets.yaml.", { feed })),
  ...found.told,
];

// Sends sources one after the other: all are counted together, and what one of them is refused for stops no other. What
// was typed stays where it was refused.
const adding = (form, sends) => form.addEventListener("submit", async (event) => {
  event.preventDefault();
  const button = form.querySelector("button");
  const all = sends();
  if (!all.length) {
    say(_("Choose a file first."), { kind: "fault" });
    form.querySelector("input").focus();
    return;
  }
  button.disabled = true;
  let stopped = false;
  const stop = make("button", { type: "button", class: "quiet", on: { click: () => {
    stopped = stop.disabled = true;
    stop.textContent = _("Stops after this one …");
  } } }, _("Stop"));
  if (all.length > 1) button.after(" ", stop);
  let read = 0;
  const sum = { added: 0, copies: 0, again: 0, renewed: 0, found: [], told: [] }, commands = [], refused = [];
  try {
    for (const [text, path, options] of all) {
      if (stopped) break;
      say(all.length > 1 ? `${text} ${_("{number} of {whole}", { number: read + 1, whole: all.length })}` : text);
      read += 1;
      try {
        const found = await ask(path, { method: "POST", quiet: true, ...options });
        for (const one of ["added", "copies", "again", "renewed"]) sum[one] += found[one];
        for (const one of ["found", "told"]) sum[one].push(...found[one]);
        commands.push(found.command);
        // What has been read can be looked at while the next one is.
        if (read < all.length) await again(rows[at]?.id);
      } catch (error) {
        refused.push(make("span", { class: "fault" }, error.message));
      }
    }
    const rest = all.length - read;
    const left = rest ? [_("Stopped. Not read: {rest}.", { rest })] : [];
    say([...refused, ...left, ...(commands.length ? told(sum) : [])], { command: commands.join("\n") });
    if (!refused.length && !rest) form.reset();
    if (commands.length) await load();
  } finally {
    button.disabled = false;
    stop.remove();
  }
});
adding(find("links"), () => [[_("Reading …"), "/api/inbox/add", { data: { links: find("pasted").value } }]]);
adding(find("files"), () => [...find("chosen").files].map((file) => [
  _("Reading {name} …", { name: file.name }), `/api/inbox/upload?${new URLSearchParams({ name: file.name })}`, { body: file },
]));
adding(find("feeds"), () => [[_("Fetching the feeds …"), "/api/inbox/feeds", { data: {} }]]);

find("log").addEventListener("submit", async (event) => {
  event.preventDefault();
  const found = await ask(`/api/inbox/log?${new URLSearchParams({ week: filter.week.value })}`);
  find("logged").hidden = false;
  find("logged").textContent = found.text || _("The inbox has nothing to say of this week.");
  say([], { command: found.command });
});

load();
