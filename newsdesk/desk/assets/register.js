// Registering without leaving the page: a side panel in which the verb of a register is filled in and performed.
//
//   const id = await openRegister({ kind: "people", name: "Ada Quill", entry: "swans-counted" });
//
// `kind`: outlets, people, places, topics or stories; `name` is what was typed, `entry` the one that is being written,
// whose captured page says what it can of an outlet. The id of the new record, or of one that was there already and was
// chosen instead; null where somebody closed the panel. `disputed` is a question of a story: see dispute.js.

import { _, ask, make, tell } from "/assets/desk.js";
import { attachCompletion } from "/assets/complete.js";

const KINDS = { outlet: "outlets", person: "people", place: "places", topic: "topics", story: "stories" };
const ALSO = () => ({ name: "also", label: _("Another spelling"), as: "spelling", several: true });
const NATIVE = () => [
  { name: "native", label: _("Name in its own script"), as: "spelling" },
  ALSO(),
];
const LAST = () => [{ name: "id", label: _("Id, if not the one that follows from the name"), more: true }];

// What each panel asks for, as the verb does; `more` stands behind a fold.
const panels = () => ({
  outlets: {
    title: _("Register an outlet"),
    fields: [
      { name: "target", label: _("Domain, or an address there"), needed: true },
      { name: "name", label: _("Name, in its own script"), needed: true },
      { name: "name_language", label: _("Language of the name"), kind: "languages", needed: true },
      { name: "name_en", label: _("Name as English texts write it, where that differs") },
      { name: "language", label: _("Languages it publishes in"), kind: "languages", many: true },
      { name: "country", label: _("Country it is based in"), kind: "countries" },
      { name: "kind", label: _("Form of publisher"), as: "terms", terms: "outlet-kind" },
      { name: "feed", label: _("Feeds, one a line"), as: "lines" },
      { ...ALSO(), more: true },
      { name: "edition_of", label: _("The outlet whose edition it is"), kind: "outlets", more: true },
      { name: "apart", label: _("It is another outlet than that of the domain above"), as: "flag", more: true },
      { name: "same_name", label: _("Somebody else is called so, too"), as: "flag", more: true },
      ...LAST(),
    ],
  },
  people: {
    title: _("Register a person or an organisation"),
    fields: [
      { name: "name", label: _("Name, as English texts write it"), needed: true },
      ...NATIVE(),
      { name: "organisation", label: _("A ministry, company or other body, and no person"), as: "flag" },
      { name: "country", label: _("Country for which it acts"), kind: "countries" },
      { name: "private", label: _("A private person: no page, no spellings, no feed"), as: "flag" },
      { name: "side", label: _("For whom it speaks, where that is another"), kind: "countries,people", more: true },
      { name: "same_name", label: _("Somebody else is called so, too"), as: "flag", more: true },
      ...LAST(),
    ],
  },
  places: {
    title: _("Register a place"),
    fields: [
      { name: "name", label: _("Name, as English texts write it"), needed: true },
      { name: "country", label: _("Country it lies in"), kind: "countries", needed: true },
      ...NATIVE(),
      { name: "note", label: _("Where it is, in a few words") },
      { name: "same_name", label: _("Another place is called so, too"), as: "flag", more: true },
      ...LAST(),
    ],
  },
  topics: {
    title: _("Register a topic"),
    fields: [
      { name: "name", label: _("Name, as readers see it"), needed: true },
      { name: "description", label: _("What belongs under it, in one sentence"), as: "text", needed: true },
      { name: "also", label: _("A word for it in another language"), as: "spelling", several: true },
      { name: "iptc", label: _("IPTC Media Topic that fits, such as medtop:20000593"), more: true },
      { name: "same_name", label: _("Another topic is called so, too"), as: "flag", more: true },
      ...LAST(),
    ],
  },
  stories: {
    title: _("Register a story"),
    fields: [
      { name: "title", label: _("A neutral headline"), needed: true },
      { name: "date", label: _("When it happened, such as 2026-11-17 or 2026-11-17~"), needed: true },
      { name: "country", label: _("Countries involved"), kind: "countries", many: true, needed: true },
      { name: "place", label: _("Places"), kind: "places", many: true },
      { name: "summary", label: _("What is established; each sentence ends in a mark such as [survey-2021]"), as: "text", needed: true },
      { name: "reference", label: _("Mark of a reference"), as: "marked", several: true, needed: true },
      { name: "drafted_by", label: _("Who wrote it"), as: "terms", terms: "author", more: true },
      ...LAST(),
    ],
  },
});

export const isLatin = (tag) => {
  try {
    return new Intl.Locale(tag).maximize().script === "Latn";
  } catch {
    return false;
  }
};
export const isOther = (text) => /\p{L}/u.test(text.replace(/\p{Script=Latin}/gu, ""));
let number = 0;

// Two fields that make one value, as the verb takes it: a spelling with its language, a mark with what it stands for.
const PAIRS = {
  spelling: {
    second: () => _("Language of the spelling"),
    kind: "languages",
    joined: ([said, tag]) => (said && tag && !said.includes("=") ? `${tag}=${said}` : said),
  },
  marked: {
    second: () => _("Address of the page, or the id of an entry"),
    kind: "entries",
    joined: ([mark, target]) => (mark || target ? `${mark.replace(/^\[|\]$/g, "")}=${target}` : ""),
  },
};
const control = (field, id) => {
  const common = { id, name: field.name, "aria-describedby": `${id}-fault`, dir: "auto" };
  if (field.as === "flag") return make("input", { ...common, type: "checkbox", dir: null });
  if (field.as === "text" || field.as === "lines") return make("textarea", { ...common, rows: field.as === "text" ? 4 : 2 });
  if (field.as === "terms") return terms(make("select", { ...common, dir: null }, make("option", { value: "" }, "…")), field.terms);
  return make("input", common);
};
// A closed vocabulary, by the words that pages use: no term stands there for another that begins alike.
const terms = (select, kind) => {
  const query = new URLSearchParams({ kind, q: "" });
  ask(`/api/complete?${query}`, { quiet: true }).then(({ found }) => select.append(...found.map((one) => make("option", { value: one.id }, one.label))), () => {});
  return select;
};

const valueOf = (field, element) => {
  if (field.as === "flag") return element.checked;
  if (PAIRS[field.as]) {
    const said = element.pairs.map(PAIRS[field.as].joined).filter(Boolean);
    return field.several ? said : said[0] || "";
  }
  if (field.as === "lines") return element.value.split("\n").map((one) => one.trim()).filter(Boolean);
  if (field.many) return element.value.split(",").map((one) => one.trim()).filter(Boolean);
  return element.value.trim();
};

// What is known of the one to be registered: of an outlet its captured page, which takes seconds to read, and is read once.
const asked = new Map();
export const aboutOf = (entry, kind) => {
  const query = String(new URLSearchParams({ entry, kind }));
  if (kind !== "outlets") return ask(`/api/register/about?${query}`, { quiet: true });
  if (!asked.has(query)) {
    asked.set(query, ask(`/api/register/about?${query}`, { quiet: true }));
    // A page that says nothing may be captured better.
    asked.get(query).then(({ said }) => said.domain || asked.delete(query), () => asked.delete(query));
  }
  return asked.get(query);
};

export const openRegister = ({ kind, name = "", entry = "" }) =>
  new Promise((resolve) => {
    const register = KINDS[kind] || kind;
    if (register === "disputed") {
      import("/assets/dispute.js").then(({ openDispute }) => openDispute({ question: name })).then(resolve, () => resolve(null));
      return;
    }
    const panel = panels()[register];
    if (!panel) {
      resolve(null);
      return;
    }
    const mine = `register-${(number += 1)}`;
    const controls = new Map();
    const completions = [];
    let page = "", paged = "", made = null, about = null;
    // The two fields of a pair stand side by side, each below its name; where there may be several, the last one is empty.
    const paired = (field, element, label, line) => {
      const inputs = [];
      Object.defineProperty(element, "pairs", { get: () => inputs.map((pair) => pair.map((one) => one.value.trim())) });
      const add = (first, named) => {
        const id = `${mine}-${field.name}-second${inputs.length || ""}`;
        const second = make("input", { id, dir: field.as === "spelling" ? "ltr" : "auto" });
        const pair = make("div", { class: "pair" }, make("div", {}, named, first), make("div", {}, make("label", { for: id, class: "soft" }, PAIRS[field.as].second()), second));
        line.insertBefore(pair, line.lastElementChild);
        completions.push(attachCompletion(second, { kind: PAIRS[field.as].kind }));
        inputs.push([first, second]);
        if (field.as === "spelling" && !inputs[1]) element.tongue = second;
        if (field.several)
          first.addEventListener("input", () => {
            if (inputs.at(-1)[0] !== first || !first.value) return;
            const next = `${mine}-${field.name}-${inputs.length}`;
            add(make("input", { id: next, dir: "auto" }), make("label", { for: next }, field.label));
          });
      };
      add(element, label);
    };
    const row = (field) => {
      const id = `${mine}-${field.name}`;
      const element = control(field, id);
      controls.set(field.name, { field, element });
      const label = make("label", { for: id }, field.label, field.needed || field.name === "name_en" ? make("span", { class: "soft", hidden: !field.needed }, " ", _("(needed)")) : null);
      const fault = make("p", { id: `${id}-fault`, class: "fault", hidden: true, dir: "auto" });
      const line = make("div", { class: field.as === "flag" ? "field flag" : "field" }, ...(field.as === "flag" ? [element, label] : [label, element]), fault);
      if (PAIRS[field.as]) paired(field, element, label, line);
      if (field.kind) completions.push(attachCompletion(element, { kind: field.kind, many: field.many }));
      return line;
    };
    const shown = panel.fields.filter((field) => !field.more).map(row);
    const folded = panel.fields.filter((field) => field.more).map(row);
    const general = make("p", { class: "fault", hidden: true, role: "alert", dir: "auto" });
    const known = make("div", { class: "known", "aria-live": "polite" });
    const line = make("code", { class: "verb", dir: "ltr" });
    const home = register === "outlets"
      ? make("button", { type: "button", class: "quiet", on: { click: () => (reading ? reading.abort() : askHome()) } }, _("Ask its home page"))
      : null;
    const state = make("p", { class: "soft", role: "status", "aria-live": "polite" });
    let reading = null;
    const save = make("button", { type: "submit" }, _("Register"));
    const form = make(
      "form",
      { novalidate: true, on: { submit: (event) => { event.preventDefault(); send(); } } },
      make("h2", { id: `${mine}-title` }, panel.title),
      general,
      known,
      ...shown,
      make("details", {}, make("summary", {}, _("More fields")), ...folded),
      make("p", { class: "buttons" }, save, home, make("button", { type: "button", class: "quiet", on: { click: () => dialog.close() } }, _("Cancel"))),
      state,
      make("details", { class: "which", hidden: true }, make("summary", {}, _("Which command it was")), line),
    );
    const dialog = make("dialog", { class: "side", "aria-labelledby": `${mine}-title` }, form);
    // What somebody has typed or emptied is theirs: nothing that arrives later stands in its place. What arrives in the
    // field in which somebody is about to type is marked there, so that typing replaces it.
    const theirs = new Set();
    form.addEventListener("input", ({ target }) => theirs.add(target));
    const set = (field, value) => {
      const element = controls.get(field)?.element;
      if (!element || !value || theirs.has(element) || element.value) return false;
      element.value = Array.isArray(value) ? value.join(element.tagName === "TEXTAREA" ? "\n" : ", ") : value;
      if (document.activeElement === element) element.select?.();
      return true;
    };
    const values = () => Object.fromEntries([...controls].map(([field, one]) => [field, valueOf(one.field, one.element)]));
    const faults = (found) => {
      for (const [field, { element }] of controls) {
        const place = form.querySelector(`#${mine}-${field}-fault`);
        place.textContent = (found[field] || []).join(" ");
        place.hidden = !place.textContent;
        if (place.textContent) element.setAttribute("aria-invalid", "true"); else element.removeAttribute("aria-invalid");
        if (place.textContent) element.closest("details")?.setAttribute("open", "");
      }
      const rest = Object.entries(found).filter(([field]) => !controls.has(field)).flatMap(([, lines]) => lines);
      general.textContent = rest.join("\n");
      general.hidden = !rest.length;
      const first = [...controls.keys()].find((field) => found[field]);
      if (first) controls.get(first).element.focus();
      else if (rest.length) general.scrollIntoView({ block: "nearest" });
    };
    const fill = (said) => {
      page = said.page || page;
      paged = said.page ? paged : said.domain || "";
      set("target", said.domain);
      // What was typed to find it is no name yet: the page's own stands in its place.
      const called = controls.get("name").element;
      if (said.name && called.value === name && !theirs.has(called)) called.value = "";
      const tongue = said.name && (isOther(said.name) || isLatin(said.language)) ? said.language : "";
      // A name in Latin letters on a page in others may be of any language.
      const filled = [
        set("name", said.name), isOther(called.value) === isOther(said.name || "") && set("name_language", tongue),
        set("language", said.language), set("country", said.country), set("feed", said.feeds),
      ];
      needs();
      return filled.some(Boolean);
    };
    // A page may take half a minute: that it is read is said, and the same button stops it.
    const askHome = async () => {
      reading = new AbortController();
      faults({});
      state.textContent = _("{address} is being read …", { address: values().target });
      home.textContent = _("Stop reading");
      try {
        const { said } = await ask("/api/register/home", { method: "POST", data: { target: values().target }, quiet: true, signal: reading.signal });
        fill(said);
        state.textContent = _("Its home page was read. Look at what it says.");
      } catch (error) {
        state.textContent = error.name === "AbortError" ? _("It was not read.") : "";
        if (error.name !== "AbortError") faults({ target: [error.message] });
      } finally {
        reading = null;
        home.textContent = _("Ask its home page");
      }
    };
    // In which fields the letters of a name ask for more.
    const needs = () => {
      if (register !== "outlets") return;
      const other = isOther(controls.get("name").element.value);
      const { element } = controls.get("name_en");
      element.setAttribute("aria-required", String(other));
      form.querySelector(`label[for="${element.id}"]`).lastElementChild.hidden = !other;
    };
    let timer = 0, last = "";
    const lookAround = () => {
      window.clearTimeout(timer);
      timer = window.setTimeout(async () => {
        needs();
        const now = values();
        const query = new URLSearchParams({ kind: register, name: now.name || now.title || "", domain: now.target || "" });
        [now.native, ...(now.also || [])].filter(Boolean).forEach((one) => query.append("also", one.replace(/^[A-Za-z-]+=/, "")));
        if (String(query) === last) return;
        last = String(query);
        const { found } = await ask(`/api/register/alike?${query}`, { quiet: true }).catch(() => ({ found: [] }));
        known.replaceChildren(
          ...(found.length ? [make("p", { class: "notice" }, _("There is already:"))] : []),
          ...found.map((one) =>
            make(
              "p",
              {},
              make("bdi", {}, one.label),
              make("bdi", { class: "soft" }, ` ${one.detail} `),
              make("button", { type: "button", class: "quiet", on: { click: () => { made = one.id; dialog.close(); } } }, _("Use this one")),
            ),
          ),
        );
      }, 250);
    };
    form.addEventListener("input", lookAround);
    const lacking = () => panel.fields.filter((field) => field.needed && !String(valueOf(field, controls.get(field.name).element)).trim());
    // While it is sent nothing can be typed that would not be sent; while the page of the entry is read, what is still
    // needed is waited for, and shown before anything is registered.
    let sending = false;
    let proposed = { id: "", of: "" };
    // An id that was proposed follows from the names: with others it is another one.
    const names = () => ["name", "name_en", "native"].map((field) => controls.get(field)?.element.value || "").join("\n");
    const send = async () => {
      if (sending) return;
      sending = true;
      save.disabled = true;
      const before = document.activeElement;
      try {
        if (about && lacking().length) {
          state.textContent = _("The page of the article is being read …");
          const known = await about;
          if (!dialog.isConnected) return;
          if (known && !lacking().length) {
            state.textContent = _("This stands in the page of the article: look at it, and register it.");
            return;
          }
        }
        // Who is named in full, and sends at once, has chosen.
        for (const one of completions) await one.settle();
        const missing = register === "outlets" ? [] : lacking();
        if (missing.length) return faults(Object.fromEntries(missing.map((field) => [field.name, [_("This is needed.")]])));
        const id = controls.get("id").element;
        if (proposed.id && id.value === proposed.id && !theirs.has(id) && proposed.of !== names()) id.value = "";
        const now = values();
        form.inert = true;
        state.textContent = _("It is being registered …");
        const data = { kind: register, entry, values: page ? { ...now, page } : now, paged: Boolean(paged) && now.target.includes(paged) };
        const done = await ask("/api/register", { method: "POST", data, quiet: true });
        line.textContent = done.command;
        line.parentElement.hidden = !done.command;
        state.textContent = "";
        form.inert = false;
        for (const [field, value] of Object.entries(done.proposed || {})) set(field, value);
        if (done.proposed?.id) proposed = { id: done.proposed.id, of: names() };
        before?.focus();
        faults(done.faults);
        if (done.done) {
          made = done.id;
          tell(done);
          dialog.close();
        }
      } catch (error) {
        state.textContent = "";
        faults({ "": [error.message] });
      } finally {
        form.inert = false;
        sending = false;
        save.disabled = false;
      }
    };
    dialog.addEventListener("cancel", (event) => sending && form.inert && event.preventDefault());
    dialog.addEventListener("close", () => {
      reading?.abort();
      dialog.remove();
      resolve(made);
    });
    document.body.append(dialog);
    if (register === "outlets" && /[./]/.test(name)) set("target", name);
    else set(register === "stories" ? "title" : isOther(name) && register !== "outlets" && register !== "topics" ? "native" : "name", name);
    dialog.showModal();
    lookAround();
    if (entry) {
      if (register === "outlets") state.textContent = _("The page of the article is being read …");
      about = aboutOf(entry, register).then(({ said, language, draft }) => {
        const isFilled = register === "outlets" ? fill(said) : Object.entries(draft).map(([field, value]) => set(field, value)).some(Boolean);
        const own = controls.get("native")?.element;
        if (own?.value && isOther(own.value) && language && !isLatin(language) && !own.tongue.value && !theirs.has(own.tongue)) own.tongue.value = language;
        state.textContent = !isFilled ? "" : register === "outlets" ? _("What the page of the article says stands in the fields: look at it.") : _("What the draft says stands in the fields: look at it.");
        lookAround();
        return isFilled;
      }, () => {
        state.textContent = "";
        return false;
      }).finally(() => {
        about = null;
      });
    }
  });
