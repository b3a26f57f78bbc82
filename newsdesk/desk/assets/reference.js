// A reference of an entry, in a side panel: its page is read and shown as text, and words are chosen that carry a sentence.
//
//   const found = await openReference({ entry: "swans-counted", mark: "survey-2021", sentence: "…" });
//
// `mark` is the id of a reference that is to be made or changed; without it the id follows from the publisher. `sentence`
// is shown above, where it is known; the page at an `address` is read at once, since somebody has asked for it.
// {id} when the file of the entry holds the reference, else null.

import { _, ask, make, say, tell } from "/assets/desk.js";
import { attachCompletion } from "/assets/complete.js";
import { lastSelected } from "/assets/selected.js";

let number = 0;
const MOST_WORDS = 25;
const words = (text) => text.trim().split(/\s+/).filter(Boolean).length;

export const openReference = ({ entry, mark = "", sentence = "", address = "" }) =>
  new Promise((resolve) => {
    const mine = `reference-${(number += 1)}`;
    const fields = new Map();
    let result = null, today = "", base = {};
    const field = (name, label, { as = "input", kind = "", ...attributes } = {}) => {
      const id = `${mine}-${name}`;
      const element = make(as, { id, name, "aria-describedby": `${id}-fault`, dir: "auto", ...attributes });
      fields.set(name, element);
      const fault = make("p", { id: `${id}-fault`, class: "fault", hidden: true, dir: "auto" });
      const line = make("div", { class: "field" }, make("label", { for: id }, label), element, fault);
      if (kind) attachCompletion(element, { kind, onChosen: () => shape() });
      return line;
    };
    const choice = (name, label, options) => {
      const line = field(name, label, { as: "select" });
      fields.get(name).append(...options.map(([value, text]) => make("option", { value }, text)));
      return line;
    };
    const general = make("p", { class: "fault", hidden: true, role: "alert", dir: "auto" });
    const text = make("div", { class: "page-text", tabindex: "0", role: "region", "aria-label": _("Text of the page"), dir: "auto", hidden: true });
    const hint = make("p", { class: "soft", hidden: true }, _("Select the words that carry the sentence, and press “Take the selected words”."));
    const take = make("button", { type: "button", class: "quiet", hidden: true, on: { click: () => chosen() } }, _("Take the selected words"));
    const taking = make("p", { class: "buttons" }, take);
    const selected = lastSelected(text, taking, () => getSelection().toString().replace(/\s+/g, " ").trim());
    const counted = make("p", { class: "soft" });
    const count = () => {
      const number = words(fields.get("passage").value);
      counted.textContent = _("{words} words; at most {most}", { words: number, most: MOST_WORDS });
      counted.className = number > MOST_WORDS ? "fault" : "soft";
      return number <= MOST_WORDS;
    };
    const outcome = make("div", { class: "outcome", role: "status", dir: "auto" });
    const command = make("code", { class: "verb", dir: "ltr" });
    const readButton = make("button", { type: "button", on: { click: () => read() } }, _("Read the page"));
    const file = make("input", { type: "file", id: `${mine}-file`, accept: ".html,.htm,.mhtml,.pdf,.txt,.webarchive", on: { change: () => upload() } });
    const save = make("button", { type: "submit" }, _("Write the reference"));
    const archive = make("button", { type: "button", class: "quiet", hidden: true, on: { click: () => askArchive() } }, _("Ask an archive for a copy"));
    const state = make("p", { class: "soft", role: "status", "aria-live": "polite" });
    const close = make("button", { type: "button", class: "quiet", on: { click: () => dialog.close() } }, _("Close"));
    const form = make(
      "form",
      { novalidate: true, on: { submit: (event) => { event.preventDefault(); send(); } } },
      make("h2", { id: `${mine}-title` }, mark ? _("Reference [{mark}]", { mark }) : _("A reference")),
      sentence ? make("blockquote", { dir: "auto" }, sentence) : null,
      general,
      field("url", _("Address of the page"), { type: "url", inputmode: "url", dir: "ltr" }),
      make("p", { class: "buttons" }, readButton),
      state,
      field("entry", _("Or an entry of this collection"), { kind: "entries" }),
      make(
        "details",
        {},
        make("summary", {}, _("The page cannot be read? Use a saved one, or paste its words")),
        make("div", { class: "field" }, make("label", { for: `${mine}-file` }, _("A saved page or PDF")), file,
          make("p", { id: `${mine}-file-fault`, class: "fault", hidden: true, dir: "auto" })),
        field("pasted", _("Words of the page, as they stand there"), { as: "textarea", rows: 4 }),
      ),
      hint,
      text,
      taking,
      make(
        "fieldset",
        {},
        make("legend", {}, _("The words that carry the sentence")),
        field("passage", _("At most {number} words, as they stand in the page", { number: MOST_WORDS }), { as: "textarea", rows: 3 }),
        counted,
        choice("stance", _("What the page says to the sentence"), [
          ["", _("not chosen")], ["supports", _("It supports it")], ["disputes", _("It disputes it")], ["does-not-say", _("It does not say it")],
        ]),
        choice("source", _("How the page knows it"), [
          ["", _("not chosen")], ["first-hand", _("At first hand")], ["repeats", _("It repeats what others report")],
        ]),
        field("language", _("Language of these words"), { kind: "languages" }),
        field("translation", _("Our translation, where they are in another language"), { as: "textarea", rows: 2 }),
      ),
      field("title", _("Title as printed")),
      field("publisher", _("Publisher")),
      field("outlet", _("Its outlet, where it is registered"), { kind: "outlets" }),
      field("published", _("When it was published")),
      field("accessed", _("When you saw it")),
      field("id", _("Id of the reference, its mark in the text")),
      make("p", { class: "buttons" }, save, archive, close),
      outcome,
      command,
    );
    const dialog = make("dialog", { class: "side wide", "aria-labelledby": `${mine}-title` }, form);
    const value = (name) => fields.get(name).value.trim();
    const set = (name, what, force = false) => {
      if (what && (force || !value(name))) fields.get(name).value = what;
      if (name === "passage") count();
    };
    const faults = (found) => {
      const names = { passages: "passage", stance: "stance", text: "passage" };
      const placed = {};
      for (const [name, lines] of Object.entries(found)) (placed[names[name] || name] ||= []).push(...lines);
      for (const [name, element] of [...fields, ["file", file]]) {
        const place = document.getElementById(`${mine}-${name}-fault`);
        place.textContent = (placed[name] || []).join(" ");
        place.hidden = !place.textContent;
        if (place.textContent) element.setAttribute("aria-invalid", "true");
        else element.removeAttribute("aria-invalid");
      }
      const rest = Object.entries(placed).filter(([name]) => name !== "file" && !fields.has(name)).flatMap(([, lines]) => lines);
      general.textContent = rest.join("\n");
      general.hidden = !rest.length;
      const first = [...fields.keys(), "file"].find((name) => placed[name]);
      if (first) (fields.get(first) || file).focus();
      else if (rest.length) general.scrollIntoView({ block: "nearest" });
    };
    const showPage = (page) => {
      text.replaceChildren(...page.paragraphs.map((paragraph) => make("p", { dir: "auto", lang: page.language || null }, paragraph)));
      text.hidden = hint.hidden = take.hidden = false;
      set("title", page.title);
      set("publisher", page.publisher);
      set("published", page.published);
      set("language", page.language);
      if (!value("url")) set("url", page.address);
      set("accessed", today);
    };
    // A page, or an entry: never both.
    const shape = () => {
      const isEntry = Boolean(value("entry"));
      for (const name of ["title", "publisher", "outlet", "published", "accessed", "passage", "stance", "source", "language", "translation"])
        fields.get(name).closest(".field").hidden = isEntry;
      form.querySelector("fieldset").hidden = isEntry;
    };
    // What takes seconds says what it does; `field` is where it is said why it could not be done.
    const busy = async (button, does, { field: at = "", while: said = "" } = {}) => {
      button.disabled = true;
      faults({});
      const stopping = new AbortController();
      const begun = performance.now();
      const passed = make("span", { "aria-hidden": "true" });
      const clock = setInterval(() => (passed.textContent = ` ${_("{number} s", { number: Math.round((performance.now() - begun) / 1000) })} `), 1000);
      state.replaceChildren(...(said ? [said, " ", passed, make("button", { type: "button", class: "quiet", on: { click: () => stopping.abort() } }, _("Stop"))] : []));
      try {
        return await does(stopping.signal);
      } catch (error) {
        if (error.name === "AbortError") return void (fields.get(at) || file).focus();
        faults({ [at]: [error.message] });
        if (at) form.querySelector("details").open = true;
      } finally {
        clearInterval(clock);
        state.replaceChildren();
        button.disabled = false;
      }
    };
    const read = () => {
      if (!value("url") && file.files.length) return upload();
      if (!value("url")) return faults({ url: [_("Write the address of the page, or choose a saved page below.")] });
      return busy(readButton, fetched, { field: "url", while: _("The page is being read …") });
    };
    const inFull = () => /^[^\s/:]+\.[^\s/:]+(\/|$)/.test(value("url")) && set("url", `https://${value("url")}`, true);
    const fetched = async (signal) => {
      inFull();
      showPage(await ask("/api/reference/read", { method: "POST", data: { url: value("url") }, quiet: true, signal }));
      text.focus();
    };
    // A saved page says its own address, which stands where none is typed, or one that is none. What was read of it waits
    // under its address: where that is typed later, it is read again under that.
    let readFor = null;
    const sent = async (signal) => {
      const [one] = file.files;
      inFull();
      const page = await ask(`/api/reference/upload?${new URLSearchParams({ url: value("url") })}`, { method: "POST", body: one, quiet: true, signal });
      set("url", page.address);
      readFor = page.address;
      showPage(page);
    };
    const upload = async () => {
      if (!file.files.length) return;
      await busy(save, sent, { field: "file", while: _("The saved page is being read …") });
      if (readFor && readFor !== value("url")) faults({ url: [_("This is no address of a page. The saved page says that it is at {address}.", { address: readFor })] });
      if (readFor === "") faults({ url: [_("The saved page does not say its address: write it here.")] });
    };
    const chosen = () => {
      const said = selected.last();
      if (!said) {
        faults({ passage: [_("Nothing is selected in the text of the page.")] });
        return;
      }
      set("passage", said, true);
      set("stance", "supports");
      faults({});
      fields.get(count() ? (value("source") ? "stance" : "source") : "passage").focus();
    };
    const passages = () => {
      const kept = (base.passages || []).slice(1);
      const one = { text: value("passage"), language: value("language"), stance: value("stance"), source: value("source") };
      if (one.stance === "does-not-say") return [{ stance: one.stance }, ...kept];
      if (!one.text && !one.stance) return kept;
      const made = Object.fromEntries(Object.entries(one).filter(([, said]) => said));
      if (value("translation")) made.translation = { text: value("translation"), by: "human" };
      return [made, ...kept];
    };
    const send = () => busy(save, async () => {
      const isEntry = Boolean(value("entry"));
      if (!isEntry && !count()) return fields.get("passage").focus();
      const needed = isEntry || !value("passage") || value("stance") === "does-not-say" ? [] : ["stance", "source", "language"].filter((one) => !value(one));
      if (file.files.length && value("url") && readFor !== value("url")) await sent();
      if (needed.length) return faults(Object.fromEntries(needed.map((one) => [one, [_("The words above need this, too.")]])));
      const names = isEntry ? ["entry"] : ["url", "title", "publisher", "outlet", "published", "accessed"];
      const reference = { ...base, ...Object.fromEntries(names.map((name) => [name, value(name)])) };
      if (isEntry) delete reference.url;
      else reference.passages = passages();
      const data = { entry, id: value("id"), reference, pasted: value("pasted"), language: value("language") };
      const done = await ask("/api/reference", { method: "POST", data, quiet: true });
      faults(done.faults);
      if (!done.id) return;
      result = { id: done.id };
      fields.get("id").value = done.id;
      const lines = done.compared ? (done.compared.done ? [] : done.compared.complained) : [];
      const isWrong = lines.length > 0 || done.problems.some((one) => one.severity === "error");
      const stands = done.stands.length ? _("It stands in the page: {words}.", { words: done.stands.map((one) => `“${one}”`).join(", ") }) : "";
      // What is written needs the panel no more: the text behind it has the mark.
      if (!isWrong) {
        say([_("The reference [{id}] is written.", { id: done.id }), stands, ...done.problems.map((one) => one.words)].filter(Boolean), { command: done.compared ? done.compared.command : "" });
        return dialog.close();
      }
      outcome.replaceChildren(...[
        make("p", {}, _("The reference [{id}] is kept. This is still to be mended:", { id: done.id })),
        stands ? make("p", { class: "good" }, stands) : null,
        ...lines.map((line) => make("p", { class: "fault" }, line)),
        ...done.problems.map((one) => make("p", { class: one.severity === "error" ? "fault" : "soft" }, one.words)),
      ].filter(Boolean));
      command.textContent = done.compared ? done.compared.command : "";
      close.focus();
    });
    const askArchive = () => busy(archive, async () => {
      say(_("The archive is asked. This may take a minute."));
      tell(await ask("/api/reference/archive", { method: "POST", data: { entry }, quiet: true }));
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(result);
    });
    document.body.append(dialog);
    fields.get("id").value = mark;
    fields.get("passage").addEventListener("input", count);
    count();
    shape();
    dialog.showModal();
    fields.get("url").focus();
    ask(`/api/reference?${new URLSearchParams({ entry, id: mark })}`, { quiet: true }).then((known) => {
      today = known.today;
      base = known.reference || {};
      for (const name of ["url", "entry", "title", "publisher", "outlet", "published", "accessed"]) set(name, base[name]);
      archive.hidden = !base.url;
      const [first] = base.passages || [];
      if (first) {
        set("passage", first.text);
        set("stance", first.stance);
        set("source", first.source);
        set("language", first.language);
        set("translation", first.translation?.text);
      }
      set("url", address);
      shape();
      if (!known.reference && !value("entry")) set("accessed", today);
      if (known.page) showPage(known.page);
      else if (address) read();
    }, (error) => faults({ "": [error.message] }));
  });
