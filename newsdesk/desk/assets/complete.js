// Completion of a field: a combobox of ARIA 1.2 whose list comes from the desk, by keyboard, mouse, touch and ear.
//
//   const field = attachCompletion(input, { kind: "people,outlets", onChosen: (one) => … , allowNew: true, entry });
//
// `kind`: one or several with commas: people, outlets, places, topics, stories, entries, references (with `entry`),
// languages, countries, or a vocabulary such as genre, outlet-kind, actor. What is chosen is
// {kind, id, label, detail, name, private}: its id stands in the field then (the event `change` follows), or what `show`
// makes of it. With `allowNew` the last line registers what was typed, in a side panel. With `many` the field holds
// several ids with commas between them. `named` makes of what was typed the name that the panel begins with.

import { _, ask, make } from "/assets/desk.js";

let number = 0;
// Of these there are no others than those that are offered: what is no code leads to the one that it finds alone.
const CLOSED = new Set(["languages", "countries"]);
const alike = (text) => text.normalize("NFC").trim().toLowerCase();

export const attachCompletion = (input, { kind, onChosen = () => {}, allowNew = false, entry = "", many = false, show = null, named = (text) => text }) => {
  const id = `complete-${(number += 1)}`;
  const list = make("ul", { id, role: "listbox", class: "complete-list", hidden: true, "aria-label": _("What may be meant") });
  const told = make("span", { class: "unseen", role: "status" });
  const box = make("span", { class: "complete" });
  input.before(box);
  box.append(input, list, told);
  for (const [name, value] of Object.entries({
    role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": id, autocomplete: "off",
    autocapitalize: "none", spellcheck: "false",
  })) input.setAttribute(name, value);
  let options = [], at = -1, asked = null, timer = 0, typed = "", isTyped = false;

  const part = () => (many ? input.value.slice(input.value.lastIndexOf(",") + 1) : input.value).trim();
  const isOpen = () => !list.hidden;
  const close = () => {
    list.hidden = true;
    at = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  };
  const mark = (to) => {
    at = to;
    [...list.children].forEach((one, place) => one.setAttribute("aria-selected", String(place === at)));
    const here = list.children[at];
    if (here) {
      input.setAttribute("aria-activedescendant", here.id);
      here.scrollIntoView({ block: "nearest" });
    } else input.removeAttribute("aria-activedescendant");
  };
  const put = (text) => {
    input.value = many ? [...input.value.split(",").slice(0, -1).map((one) => one.trim()), text].join(", ") : text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
  };
  const choose = async (option) => {
    window.clearTimeout(timer);
    asked?.abort();
    close();
    if (option.isNew) {
      // What was typed leads to a panel, and is no value of the field.
      input.dataset.busy = "1";
      const { openRegister } = await import("/assets/register.js");
      const made = await openRegister({ kind: option.kind, name: named(option.text), entry }).finally(() => delete input.dataset.busy);
      input.focus();
      if (!made) return;
      option = { kind: option.kind, id: made, label: option.text, detail: "", name: "", private: false };
    }
    settling = true;
    put(show ? show(option) : option.id);
    settling = false;
    told.textContent = option.label;
    onChosen(option, input);
  };
  let settling = false;

  const render = (found, text) => {
    const kinds = kind.split(",");
    options = found.map((one) => ({ ...one }));
    if (allowNew && text) kinds.forEach((one) => options.push({ isNew: true, kind: one, text }));
    list.replaceChildren(
      ...options.map((one, place) =>
        make(
          "li",
          {
            id: `${id}-${place}`, role: "option", "aria-selected": "false", class: one.isNew ? "new" : "",
            // Before the field loses the focus.
            on: { pointerdown: (event) => event.preventDefault(), click: () => choose(one) },
          },
          ...(one.isNew
            ? [make("span", {}, kinds.length > 1 ? _("Register “{name}” in {register}", { name: one.text, register: one.kind }) : _("Register “{name}”", { name: one.text }))]
            : [
                make("bdi", { class: "label" }, one.label),
                one.name ? make("bdi", { class: "soft" }, ` ${one.name}`) : null,
                one.private ? make("span", { class: "private" }, _("private person")) : null,
                one.detail ? make("bdi", { class: "detail soft" }, one.detail) : null,
              ]),
        ),
      ),
    );
    const is = options.length > 0 && document.activeElement === input;
    list.hidden = !is;
    input.setAttribute("aria-expanded", String(is));
    told.textContent = found.length ? _("Found: {number}. Arrow keys choose.", { number: found.length }) : _("Nothing is called so.");
    // What was typed leads to one: Enter takes the first, unless it would register something.
    mark(is && text && !options[0].isNew ? 0 : -1);
  };
  // Who is named in full, and left without being chosen, is meant all the same, where one alone is called so.
  const meant = async (text) => {
    const query = new URLSearchParams({ kind, q: text, entry });
    const { found } = await ask(`/api/complete?${query}`, { quiet: true }).catch(() => ({ found: [] }));
    if (found.some((one) => one.id === text)) return null;
    const called = found.filter((one) => [one.label, one.name, one.id].some((said) => said && alike(said) === alike(text)));
    if (called.length !== 1 && CLOSED.has(kind) && found.length === 1) return found[0];
    return called.length === 1 ? called[0] : null;
  };
  const settled = async () => {
    const before = input.value;
    const texts = (many ? before.split(",") : [before]).map((one) => one.trim()).filter(Boolean);
    const chosen = await Promise.all(texts.map(meant));
    if (!chosen.some(Boolean) || input.value !== before || input.dataset.busy) return false;
    settling = true;
    input.value = texts.map((text, place) => (chosen[place] ? (show ? show(chosen[place]) : chosen[place].id) : text)).join(", ");
    for (const event of ["input", "change"]) input.dispatchEvent(new Event(event, { bubbles: true }));
    settling = false;
    told.textContent = chosen.filter(Boolean).map((one) => one.label).join(", ");
    onChosen(chosen.filter(Boolean).at(-1), input);
    return true;
  };
  let pending = null;
  const settle = () => (pending ||= settled().finally(() => (pending = null)));
  const look = async () => {
    asked?.abort();
    asked = new AbortController();
    const text = part();
    typed = text;
    try {
      const query = new URLSearchParams({ kind, q: text, entry });
      const answer = await ask(`/api/complete?${query}`, { signal: asked.signal, quiet: true });
      if (typed === text) render(answer.found, text);
    } catch (error) {
      if (error.name !== "AbortError") close();
    }
  };
  input.addEventListener("input", () => {
    if (settling) return;
    isTyped = true;
    window.clearTimeout(timer);
    timer = window.setTimeout(look, 60);
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen()) look();
      else if (!event.altKey) mark((at + (key === "ArrowDown" ? 1 : -1) + options.length) % options.length);
      else if (key === "ArrowUp") close();
    } else if (key === "Enter" && isOpen() && at >= 0) {
      event.preventDefault();
      event.stopPropagation();
      choose(options[at]);
    } else if (key === "Escape" && isOpen()) {
      // The dialog around it stays.
      event.preventDefault();
      event.stopPropagation();
      close();
    } else if (key === "Tab" && isOpen() && at >= 0 && CLOSED.has(kind) && part()) choose(options[at]);
    else if (key === "Tab") close();
  });
  input.addEventListener("click", () => isOpen() || look());
  input.addEventListener("blur", () => {
    window.clearTimeout(timer);
    asked?.abort();
    close();
    if (isTyped && !input.dataset.busy && input.value.trim()) settle();
    isTyped = false;
  });
  return { look, close, settle, register: (text) => choose({ isNew: true, kind: kind.split(",")[0], text }) };
};
