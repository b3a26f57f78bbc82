// The form of a draft: values of the file, guesses that nobody has confirmed, and what the check says of each field.

import { attachCompletion } from "./complete.js";
import { _, ask, isWord, keys, make, say, tell } from "./desk.js";
import { at, base, based, forget, meanwhile, name, open, refuse, same, step, store, typed, waits } from "./draft_store.js";
import { openReference } from "./reference.js";
import { openRegister } from "./register.js";
import { readOutlet, registerRead } from "./register_read.js";

const form = document.getElementById("pane-form");
const path = (text) => text.split(".").map((one) => (/^\d+$/.test(one) ? Number(one) : one));
const found = (id) => document.getElementById(id);

const NEW = new Set(["people", "outlets", "topics", "stories"]);

const pathOf = (field) => {
  const own = path(field.dataset.at);
  const card = field.closest(".card");
  return card ? [...card.at, ...own] : own;
};
const input = (field) => field.querySelector("input[type=text], textarea, select");

let count = 0;
// Ties label, field and what is said below it together; completion where the field has a kind.
const tie = (root) => {
  for (const field of root.querySelectorAll(".field")) {
    const control = input(field);
    if (!control || control.id) continue;
    control.id = `f${(count += 1)}`;
    const label = field.querySelector("label");
    label.htmlFor = control.id;
    const below = field.querySelector(".below");
    below.id = `${control.id}-below`;
    control.setAttribute("aria-describedby", below.id);
    if (field.classList.contains("list")) {
      label.id = `${control.id}-label`;
      field.setAttribute("aria-labelledby", label.id);
    }
    if (control.dataset.kind) complete(control, field);
  }
};
const complete = (control, field) => {
  const { kind } = control.dataset;
  completions.set(control, attachCompletion(control, { kind, entry: name, allowNew: NEW.has(kind), onChosen: (chosen) => take(field, chosen), named: (text) => inFull(field, text) }));
};
// A part of the name of a source that was typed means the whole one: it is what the panel registers.
const inFull = (field, text) => {
  const card = field.closest(".card");
  const data = (card && at(store.state.data, card.at)) || {};
  return [data.name_printed, data.name].find((one) => typeof one === "string" && !open(one) && one.toLowerCase().includes(text.toLowerCase())) || text;
};
const completions = new Map();
const idOf = (chosen) => (typeof chosen === "string" ? chosen : (chosen?.id ?? chosen?.value ?? ""));
const take = (field, chosen) => {
  const id = idOf(chosen);
  if (!id) return;
  if (field.classList.contains("list")) {
    input(field).value = "";
    step({ do: "append", at: pathOf(field), value: id });
  } else {
    input(field).value = id;
    typed(pathOf(field), id, { soon: true });
  }
};

// --- what is shown -------------------------------------------------------------------------------------------------

const isBelow = (guess, where) => same(guess.at.slice(0, where.length), where);
const guessAt = (state, where) => state.guesses.find((one) => same(one.at, where));
const own = (state, where) => state.problems.filter((one) => same(one.at, where));

// What is not there yet, however the file says so: the field needs no other word.
export const isOpen = (problem) => ["todo", "missing-field", "empty-field"].includes(problem.rule);
const said = (problem) =>
  isOpen(problem)
    ? make("p", { class: "todo" }, _("Still to be filled in."))
    : make("p", { class: { error: "fault", warning: "warning", ask: "ask" }[problem.severity] || "soft", dir: "auto" }, problem.message, make("span", { class: "remedy" }, ` ${problem.hint}`));

// What stands in the file goes into the field, in whatever field somebody is: blanks at the cursor are theirs, and it stays.
const put = (control, shown) => {
  const isHere = document.activeElement === control;
  if (control.value === shown || (isHere && plain(control.value) === plain(shown))) return;
  const [start, end] = isHere ? [control.selectionStart, control.selectionEnd] : [null, null];
  control.value = shown;
  delete control.dataset.dirty;
  if (start !== null) control.setSelectionRange(start, end);
};
const plain = (text) => text.trim().split(/\s+/).join(" ");

const fill = (field, state) => {
  const where = pathOf(field);
  const control = input(field);
  const value = at(state.data, where);
  const guess = guessAt(state, where);
  const isList = field.classList.contains("list");
  const shown = open(value) ? (guess && !isList ? String(guess.value) : "") : String(value ?? "");
  if (control && !isList && !control.dataset.busy && !waits(where)) {
    if (control.tagName === "SELECT" && shown && ![...control.options].some((one) => one.value === shown)) control.append(new Option(shown, shown));
    put(control, shown.trimEnd());
    store.bases.set(JSON.stringify(where), value);
  }
  field.classList.toggle("guess", Boolean(guess));
  const problems = own(state, where);
  if (isList) {
    problems.push(...state.problems.filter((one) => one.at.length > where.length && same(one.at.slice(0, where.length), where)));
    chips(field, where, guess ? guess.value : (value || []).filter?.((one) => one !== "TODO") || [], guess, state);
  }
  const below = field.querySelector(".below");
  const loud = problems.filter((one) => one.severity !== "note" && !(guess && isOpen(one)));
  const notes = problems.filter((one) => one.severity === "note");
  const words = [...details(field, where, state, guess), ...loud.map(said)];
  if (notes.length) words.push(make("details", { class: "notes" }, make("summary", {}, _("Notes: {number}", { number: notes.length })), ...notes.map(said)));
  const now = words.map((one) => one.outerHTML).join("");
  if (below.dataset.now !== now) {
    below.dataset.now = now;
    const isOpen = below.querySelector("details")?.open;
    below.replaceChildren(...words);
    if (isOpen) below.querySelector("details")?.setAttribute("open", "");
  }
  control?.toggleAttribute("aria-invalid", false);
  if (control && problems.some((one) => !isOpen(one) && one.severity === "error")) control.setAttribute("aria-invalid", "true");
};

const REGISTERS = { outlet: "outlets", syndicated_from: "outlets", via: "outlets", who: "people" };

function* details(field, where, state, guess) {
  const last = where.at(-1);
  const value = at(state.data, where);
  if (guess) yield make("p", { class: "unchecked" }, _("Unchecked: {why}", { why: guess.why }), " ", make("button", { type: "button", class: "quiet", "data-confirm": "" }, _("Confirm")), " ", make("button", { type: "button", class: "quiet", "data-not": "" }, _("No")));
  const counted = state.counts[where.join(".")];
  if (counted) {
    const [words, least, most] = counted;
    yield make("p", { class: words && (words < least || words > most) ? "fault words" : "soft words" }, least ? _("{words} words; {least} to {most}", { words, least, most }) : _("{words} words; at most {most}", { words, most }));
  }
  const register = REGISTERS[last];
  const called = register && (state.called[`${register}/${value}`] || (last === "who" && state.called[`outlets/${value}`]));
  if (called && called !== value) yield make("p", { class: "soft", dir: "auto" }, called);
  if (where.length > 1) return;
  if (last === "published" && state.dated && state.dated !== state.week && own(state, where).some((one) => one.rule === "wrong-week"))
    yield make("p", {}, make("button", { type: "button", "data-move": "" }, _("Move the draft to {week}", { week: state.dated })));
  // Whoever types the name of a new outlet and goes on is asked for an id, which nobody has who has not registered it.
  if (register === "outlets" && !open(value) && own(state, where).some((one) => one.rule === "bad-id" || one.rule === "unknown-outlet"))
    yield make("p", {}, make("button", { type: "button", "data-register": String(value) }, _("Register {domain} …", { domain: String(value) })));
  for (const note of state.notes.filter((one) => one.field === last)) {
    if (note.domain && open(value)) yield outlet(note.domain);
    if (open(value))
      for (const one of note.candidates)
        yield make("p", { class: "unchecked", dir: "auto" }, _("Perhaps {value} ({why})", { value: one.value, why: one.why }), " ",
          make("button", { type: "button", class: "quiet", "data-take": one.value }, _("Take it")), " ",
          make("button", { type: "button", class: "quiet", "data-leave": "" }, _("No")));
    if (note.source && !open(value)) yield make("p", { class: "said-by", dir: "auto" }, _("Read from: {why}.", { why: note.source }));
  }
  if (last === "url" && open(value) && value !== null) yield make("p", {}, make("button", { type: "button", class: "quiet", "data-unknown": "" }, _("It is not known")));
}

// An outlet that nobody has registered: in the panel, or by one click where its page says all that is needed. The first
// button stays what and where it is: nobody hits another one that comes while they reach for it.
const read = new Map();
const outlet = (domain) => {
  if (!read.has(domain)) {
    read.set(domain, null);
    readOutlet({ entry: name, domain }).then((told) => {
      read.set(domain, told);
      if (told) render(store.state);
    }, () => {});
  }
  const told = read.get(domain);
  return make("div", {}, make("p", {}, make("button", { type: "button", "data-register": domain }, _("Register {domain} …", { domain }))),
    told ? make("p", { class: "unchecked", dir: "auto" }, _("By its page: {values}", { values: told.shown }), " ",
      make("button", { type: "button", class: "quiet", "data-read": domain }, _("Register it so"))) : null);
};

const chips = (field, where, values, guess, state) => {
  const list = field.querySelector(".chips");
  const now = JSON.stringify([values, Boolean(guess)]);
  if (list.dataset.now === now) return;
  list.dataset.now = now;
  list.replaceChildren(
    ...values.map((one, number) => {
      const shown = state.called[`${where[0]}/${one}`] || one;
      return make("li", { dir: "auto" }, shown, guess ? null : make("button", { type: "button", "data-drop": number, "aria-label": _("Take {name} out", { name: shown }) }, "×"));
    }),
  );
};

// --- cards ----------------------------------------------------------------------------------------------------------

const card = (template, where) => {
  const made = found(template).content.firstElementChild.cloneNode(true);
  made.at = where;
  tie(made);
  return made;
};

// As many cards as there are records: those that stand stay, so that nobody loses the place.
const cards = (place, wanted, template, dress) => {
  const there = [...place.children];
  wanted.forEach((where, number) => {
    let one = there[number];
    if (!one || !same(one.at, where)) {
      const fresh = card(template, where);
      if (one) one.replaceWith(fresh);
      else place.append(fresh);
      one = fresh;
    }
    dress(one, where);
  });
  there.slice(wanted.length).forEach((one) => one.remove());
};

const source = (one, where, state) => {
  const data = at(state.data, where) || {};
  const guess = (field) => guessAt(state, [...where, field])?.value;
  const called = (open(data.name) ? guess("name") : data.name) || (open(data.name_printed) ? guess("name_printed") : data.name_printed);
  one.querySelector("h3").textContent = called || _("Source {number}", { number: where[1] + 1 });
  one.querySelector(".via").hidden = !(data.cited === "relayed" || data.via || data.via_text);
  one.querySelector(".quote").hidden = !data.quote;
  const translated = one.querySelector('[data-at="quote.translation.text"]');
  translated.hidden = !data.quote || (/^en\b/.test(data.quote.language || "") && !data.quote.translation);
  one.querySelectorAll(".field").forEach((field) => fill(field, state));
  const guessed = state.guesses.filter((each) => isBelow(each, where));
  const confirming = one.querySelector(".confirm");
  confirming.hidden = !guessed.length;
  confirming.querySelector("span").textContent = guessed.map(fieldOf).join(" · ");
  // What is said of the source as a whole, or of a field that has no place of its own, stands above its fields.
  const fields = new Set([...one.querySelectorAll(".field")].map((field) => JSON.stringify(pathOf(field))));
  const left = state.problems.filter((each) => same(each.at.slice(0, 2), where) && !fields.has(JSON.stringify(each.at)) && each.rule !== "todo");
  let whole = one.querySelector(":scope > .whole");
  if (!whole) one.querySelector("h3").after((whole = make("div", { class: "whole" })));
  whole.replaceChildren(...left.map(said));
};

const reference = (one, where, state) => {
  const data = at(state.data, where) || {};
  one.querySelector("h3").textContent = `[${where[1]}]`;
  one.querySelectorAll(".field").forEach((field) => fill(field, state));
  one.querySelector("[data-flag]").checked = data.affiliated === true;
  const renaming = one.querySelector("[data-rename]");
  if (document.activeElement !== renaming) renaming.value = where[1];
  one.querySelector(".passages").replaceChildren(
    ...(data.passages || []).map((passage) => make("li", { dir: "auto" }, passage.text ? `“${passage.text}” ` : "", make("span", { class: "soft" }, termOf("stance", passage.stance)))),
  );
  const fields = new Set([...one.querySelectorAll(".field")].map((field) => JSON.stringify(pathOf(field))));
  const left = state.problems.filter((each) => same(each.at.slice(0, 2), where) && !fields.has(JSON.stringify(each.at)));
  let whole = one.querySelector(":scope > .whole");
  if (!whole) one.querySelector("h3").after((whole = make("div", { class: "whole" })));
  // What nothing rests on is cited or goes: the way out stands beside it.
  const isLoose = left.some((each) => each.rule === "uncited-reference");
  whole.replaceChildren(...left.map(said), ...(isLoose ? [make("p", { class: "buttons" }, make("button", { type: "button", class: "quiet", "data-do": "remove" }, _("Take the reference out")))] : []));
};

let isAccepted = false; // by a key, from wherever the focus was
const offers = (state) => {
  const place = found("offers");
  const now = JSON.stringify(state.offers);
  if (place.dataset.now === now) return;
  place.dataset.now = now;
  const had = place.contains(document.activeElement) || isAccepted;
  isAccepted = false;
  place.replaceChildren();
  const quoted = state.offers.filter((one) => one.source.cited !== "mentioned");
  const named = state.offers.filter((one) => one.source.cited === "mentioned");
  if (quoted.length > 1)
    place.append(make("p", {}, make("button", { type: "button", "data-all": quoted.map((one) => one.number).join() }, _("Accept the {number} offered sources", { number: quoted.length })), " ", make("kbd", {}, "Alt+a")));
  for (const one of quoted) {
    const made = card("offer-card", []);
    const { name: called, role, actor, identified, cited, quote } = one.source;
    made.dataset.offer = one.number;
    made.querySelector("h3").textContent = `${called === "TODO" ? _("Nobody is named") : called}${role ? ` · ${role}` : ""}`;
    made.querySelector(".terms").textContent = _("Unchecked: {why}", { why: Object.entries({ actor, identified, cited }).filter(([, term]) => !open(term)).map(([field, term]) => termOf(field, term)).join(", ") });
    made.querySelector("blockquote").textContent = quote?.text || "";
    made.querySelector(".said").textContent = one.said.join(" ");
    made.setAttribute("aria-label", _("Offered source: {name}", { name: made.querySelector("h3").textContent }));
    place.append(made);
  }
  if (named.length)
    place.append(make("div", {}, make("p", { class: "soft" }, _("Registered and named in the article:")),
      make("ul", { class: "chips" }, ...named.map((one) => make("li", { dir: "auto" }, one.source.name,
        make("button", { type: "button", "data-all": one.number, "aria-label": _("Accept {name} as mentioned", { name: one.source.name }) }, "＋"),
        make("button", { type: "button", "data-none": one.number, "aria-label": _("Reject {name}", { name: one.source.name }) }, "×"))))));
  if (had) (place.querySelector(".card") || found("sources").querySelector("textarea") || found("add-source")).focus();
};

// What the form calls a field, by its path.
const fieldAt = (where) => {
  const names = where.map(String);
  return [...form.querySelectorAll(".field")].find((one) => same(pathOf(one).map(String), names)) ||
    [...form.querySelectorAll(".field")].find((one) => same(pathOf(one).map(String).slice(0, names.length), names) || same(names.slice(0, pathOf(one).length), pathOf(one).map(String)));
};
export const labelOf = (where) => {
  const field = fieldAt(where);
  const head = field?.closest(".card")?.querySelector("h3").textContent;
  // What is said of a whole list has the name of its part of the form.
  const label = field && (field.querySelector("label") || field.closest("fieldset").querySelector("legend"));
  return label ? [head, label.textContent.trim()].filter(Boolean).join(" · ") : where.join(" · ");
};
// Goes into a field, by its path as a link has it.
export const go = (where) => {
  const field = fieldAt(where);
  if (!field) return;
  field.closest("details")?.setAttribute("open", "");
  field.scrollIntoView({ block: "center" });
  input(field)?.focus({ preventScroll: true });
};

// A term of a closed vocabulary as the form's own fields say it.
const TERMS = JSON.parse(found("terms").textContent);
const termOf = (field, term) => TERMS[field]?.[term] || term || "";

// A guess as its field says it: "Role: minister".
const fieldOf = ({ at: where, value }) => {
  const isOfSource = where[0] === "sources";
  const field = (isOfSource ? found("source-card").content : form).querySelector(`.field[data-at="${isOfSource ? where.slice(2).join(".") : where[0]}"]`);
  const shown = [value].flat().map((one) => [...(field?.querySelectorAll("option") || [])].find((option) => option.value === one)?.text || one);
  return `${field?.querySelector("label").textContent || where.at(-1)}: ${shown.join(", ")}`;
};

// What is too unsure to be confirmed together with others is confirmed beside its field, or not at all.
const sure = (state) => state.guesses.filter((one) => !one.weak);

const unchecked = (state) => {
  const place = found("unchecked");
  const all = sure(state);
  place.hidden = !all.length;
  if (!all.length) return;
  const heads = found("sources").querySelectorAll(".source h3");
  const label = (guess) => `${guess.at[0] === "sources" ? `${heads[guess.at[1]]?.textContent}, ` : ""}${fieldOf(guess)}`;
  place.replaceChildren(
    make("p", { dir: "auto" }, make("strong", {}, _("Unchecked")), ` ${all.map(label).join(" · ")}`),
    make("button", { type: "button", id: "confirm-all" }, _("Confirm these")), " ", make("kbd", {}, "Alt+c"),
  );
};

// What was taken over or marked comes into sight, without the focus: whoever marks goes on marking.
let sourcesBefore = [];
const showNew = (list, steps = []) => {
  const changed = list.findIndex((one, number) => !same(one, sourcesBefore[number]));
  const wanted = steps.some((one) => ["accept", "mark"].includes(one.do) || (one.do === "append" && one.at[0] === "sources"));
  if (wanted && changed >= 0) found("sources").children[changed]?.scrollIntoView({ block: "nearest" });
  sourcesBefore = list;
};

export const render = (state, how = {}) => {
  if (!state.data) return;
  const list = Array.isArray(state.data.sources) ? state.data.sources : [];
  const ids = state.data.references && typeof state.data.references === "object" ? Object.keys(state.data.references) : [];
  cards(found("sources"), list.map((_one, number) => ["sources", number]), "source-card", (one, where) => source(one, where, state));
  cards(found("references"), ids.map((id) => ["references", id]), "reference-card", (one, where) => reference(one, where, state));
  found("form").querySelectorAll(".field").forEach((field) => field.closest(".card") || fill(field, state));
  form.querySelector('[data-at="title_en.text"]').hidden = state.data.title_en === undefined && /^en\b/.test(state.data.language || "");
  form.querySelector('[data-at="published_note"]').hidden = state.data.published_basis !== "inferred" && !state.data.published_note;
  found("no-sources").hidden = Array.isArray(state.data.sources);
  found("nobody").hidden = !Array.isArray(state.data.sources) || state.data.sources.length > 0;
  offers(state);
  unchecked(state);
  showNew(list, how.steps);
};

// --- what is typed and clicked --------------------------------------------------------------------------------------

const changed = (field, control, how) => {
  if (field.classList.contains("list")) return;
  const where = pathOf(field);
  const value = control.value.trim();
  delete field.dataset.taken;
  const was = based(where);
  const isEmptied = !value && (guessAt(store.state, where) || !open(was));
  if (value !== (open(was) ? "" : String(was).trim()) || waits(where)) typed(where, value, how);
  // Who empties a field wants no guess in it.
  if (isEmptied) refuse(where);
};

form.addEventListener("input", ({ target }) => {
  const field = target.closest(".field");
  if (!field || target.tagName === "SELECT") return;
  target.dataset.dirty = "1";
  changed(field, target, {});
});
form.addEventListener("change", ({ target }) => {
  if (target.matches("[data-flag]")) return void step(target.checked ? { do: "set", at: [...target.closest(".card").at, target.dataset.flag], value: true } : { do: "remove", at: [...target.closest(".card").at, target.dataset.flag] });
  if (target.matches("[data-rename]")) return void step({ do: "rename", at: target.closest(".card").at, value: target.value.trim() });
  const field = target.closest(".field");
  // A guess stays a guess until somebody confirms it, or chooses.
  if (field && !target.dataset.busy && (target.tagName === "SELECT" || target.dataset.dirty)) changed(field, target, { soon: true });
});
form.addEventListener("focusout", ({ target }) => {
  delete target.dataset?.dirty;
  const field = target.closest?.(".field.list");
  if (field && target.value.trim() && !field.contains(document.activeElement)) setTimeout(() => isIn(field) || add(field), 200);
});
const isIn = (field) => field.contains(document.activeElement);
const CODES = /^[a-z]{2}([\s,]+[a-z]{2})*$/i;
const ID = /^[a-z0-9-]+$/;
// What was typed into a list: an id, a name that one alone has, several with commas between them. A name has spaces.
const add = async (field, { byKey = false } = {}) => {
  const control = input(field);
  const completion = completions.get(control);
  if (control.dataset.busy || (await completion?.settle())) return;
  const value = control.value.trim();
  // Whoever is back in the field meanwhile goes on writing.
  if (!value || control.dataset.busy || (!byKey && isIn(field))) return;
  if (byKey && NEW.has(control.dataset.kind) && !value.includes(",") && !ID.test(value)) return void completion.register(value);
  control.value = "";
  const isCodes = field.dataset.at === "countries" && CODES.test(value);
  for (const one of value.split(isCodes ? /[\s,]+/ : /\s*,\s*/).filter(Boolean)) step({ do: "append", at: pathOf(field), value: isCodes ? one.toUpperCase() : one });
};

const ON_CARD = {
  accept: (one) => step({ do: "accept", offers: [Number(one.dataset.offer)] }),
  reject: (one) => step({ do: "reject", offers: [Number(one.dataset.offer)] }),
  confirm: (one) => confirm(store.state.guesses.filter((guess) => isBelow(guess, one.at))),
  remove: (one) => {
    forget(one.at);
    return step({ do: "remove", at: one.at });
  },
  unquote: (one) => step({ do: "remove", at: [...one.at, "quote"] }),
  words: async (one) => {
    await meanwhile(() => openReference({ entry: name, mark: one.at[1], sentence: sentenceOf(one.at[1]) }));
  },
  register: async (one) => {
    const data = at(store.state.data, one.at) || {};
    const id = await openRegister({ kind: "people", name: data.name_printed || data.name, entry: name });
    if (id) step({ do: "set", at: [...one.at, "who"], value: idOf(id) });
  },
};

// The sentence of the note that rests on a reference, without its marks.
const sentenceOf = (id) => {
  const text = String(store.state.data.context || "");
  const end = text.indexOf(`[${id}]`);
  return end < 0 ? "" : text.slice(0, end).split(/(?<=[.!?]) /).at(-1).replace(/\s*\[[^\]]*\]/g, "").trim();
};

form.addEventListener("click", async ({ target }) => {
  const button = target.closest("button");
  if (!button) return;
  const field = button.closest(".field");
  const where = field && pathOf(field);
  const data = button.dataset;
  if (data.do) await ON_CARD[data.do](button.closest(".card"));
  else if (data.all !== undefined) await step({ do: "accept", offers: data.all.split(",").map(Number) });
  else if (data.none !== undefined) await step({ do: "reject", offers: [Number(data.none)] });
  else if (data.confirm !== undefined) await step({ do: "confirm", at: where });
  else if (data.not !== undefined) {
    refuse(where);
    input(field).focus();
  } else if (data.take !== undefined) await step({ do: "candidate", at: where, value: data.take });
  else if (data.leave !== undefined) await step({ do: "leave", at: where });
  else if (data.move !== undefined) tell(await meanwhile(() => ask(`${base}/move`, { method: "POST", data: { digest: store.state.digest } })));
  else if (data.unknown !== undefined) await step({ do: "set", at: where, value: null });
  else if (data.drop !== undefined) await drop(where, Number(data.drop));
  else if (data.register !== undefined) await registered(where, data.register);
  else if (data.read !== undefined) await registered(where, data.read, await registerRead({ entry: name, values: read.get(data.read).values }));
  else if (button.id === "confirm-all") await confirmAll();
  else if (button.id === "add-source") {
    await step({ do: "append", at: ["sources"], value: { name: "TODO", actor: "TODO", identified: "TODO", cited: "TODO", says: "TODO" } });
    found("sources").lastElementChild?.querySelector("input").focus();
  } else if (button.id === "no-sources") await step({ do: "set", at: ["sources"], value: [] });
});
const drop = (where, number) => {
  const left = at(store.state.data, where).filter((one) => one !== "TODO").filter((_one, place) => place !== number);
  return step({ do: "set", at: where, value: left.length || where[0] === "stories" ? left : ["TODO"] });
};
const registered = async (where, domain, known = null) => {
  const id = known || (await openRegister({ kind: "outlets", name: domain, entry: name }));
  if (!id) return;
  await step({ do: "set", at: where, value: idOf(id) }, { do: "leave", at: where });
  // The button that had the focus is gone.
  const field = [...form.querySelectorAll(".field")].find((one) => same(pathOf(one), where));
  if (field && document.activeElement === document.body) input(field).focus();
};
// What is shown is confirmed, and nothing else.
const confirm = (guesses) => (guesses.length ? step({ do: "confirm", only: guesses.map((guess) => guess.at) }) : null);
const confirmAll = () => confirm(sure(store.state));

form.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (event.isComposing || event.defaultPrevented) return;
  if (target.classList.contains("offer") && (key === "Enter" || (key === "x" && !isWord()))) {
    event.preventDefault();
    ON_CARD[key === "x" ? "reject" : "accept"](target);
  } else if (key === "Enter" && target.tagName === "INPUT") {
    event.preventDefault();
    const field = target.closest(".field");
    if (field?.classList.contains("list")) add(field, { byKey: true });
    else if (field?.classList.contains("guess") && !target.dataset.dirty) step({ do: "confirm", at: pathOf(field) });
  }
});
found("form").addEventListener("submit", (event) => event.preventDefault());

// Where something is still to be mended: the field, also one that is folded away, else the record that it is said of.
const spotOf = ({ at: wrong }) => {
  const above = (where) => same(wrong.slice(0, where.length), where);
  const fields = [...form.querySelectorAll(".field")].filter((field) => input(field) && !field.closest("[hidden]") && above(pathOf(field)));
  const [nearest] = fields.sort((one, other) => pathOf(other).length - pathOf(one).length);
  if (nearest) return nearest;
  const card = [...form.querySelectorAll(".card:not(.offer)")].find((one) => above(one.at));
  // What has no field of its own goes with its neighbour: who translated a quotation, with the translation.
  const common = (field) => pathOf(field).findIndex((one, place) => one !== wrong[place]);
  const inside = [...form.querySelectorAll(".field")].filter((field) => input(field) && !field.closest("[hidden]") && common(field) > (card?.at.length ?? 0)).sort((one, other) => common(other) - common(one))[0];
  return inside || card;
};
// Goes to the next of these in the order of the form, and says whether there was one.
export const nextOpen = ({ quiet = false } = {}) => {
  const wrong = store.state.problems.filter((one) => one.severity === "error");
  const waiting = [...new Set(wrong.map(spotOf).filter(Boolean))].sort((one, other) => (one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1));
  const here = waiting.findIndex((spot) => spot.contains(document.activeElement));
  const next = waiting[here + 1] || waiting[0];
  const offer = form.querySelector(".offer");
  if (next) {
    for (let fold = next.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
    const target = next.classList.contains("card") ? next.querySelector(".whole button") || next : input(next);
    target.focus();
    target.scrollIntoView({ block: "nearest" });
  } else if (offer) offer.focus();
  else if (!quiet) say(wrong.length ? wrong.map((one) => `${one.message} ${one.hint}`) : _("Nothing is open any more."), { kind: wrong.length ? "fault" : "" });
  return Boolean(next || offer);
};

const here = () => {
  const one = document.activeElement?.closest?.(".card");
  if (one?.classList.contains("offer")) return ON_CARD.accept(one);
  return one && !one.querySelector(".confirm")?.hidden && one.classList.contains("source") ? ON_CARD.confirm(one) : confirmAll();
};
keys({
  "Alt+a": [() => {
    const button = form.querySelector("#offers [data-all*=','], #offers .offer [data-do=accept]");
    isAccepted = Boolean(button) && document.activeElement === document.body;
    button?.click();
  }, _("Accept the offered sources")],
  "Alt+c": [confirmAll, _("Confirm what is unchecked")],
  "Ctrl+.": [() => nextOpen(), _("Go to the next field that is open")],
  "Ctrl+Enter": [here, _("Confirm what is unchecked in this card")],
});
tie(form);
