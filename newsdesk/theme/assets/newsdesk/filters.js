// The filters of a search: several values of each, days from and to, and how much each value would leave.
import { between } from "./days.js";
import { engine } from "./engine.js";
import { REGISTERS } from "./query.js";
import { element } from "./results.js";
import { _ } from "./speak.js";

export const FILTERS = ["outlet", "story", "topic", "country", "language", "person", "actor", "genre", "evidence", "week"];
const SPAN = ["from", "to"];
const form = document.getElementById("find");
const panel = document.getElementById("narrow");
const chosen = document.getElementById("chosen");
const fields = (name) => [...form.querySelectorAll(`select[name="${name}"]`)];
const labelled = (name) => form.querySelector(`label[for="f-${name}"]`)?.textContent ?? name;
// Behind what it stands for, each option says for how many entries.
const bare = (option) => option.text.replace(/ \(\d+\)$/, "");
const every = new Map(FILTERS.flatMap(fields).flatMap((field) => [...field.options].map((option) => [option, option.text])));

export function read() {
  const wanted = {};
  for (const [name, value] of new FormData(form)) {
    const said = value.trim();
    if (!said) continue;
    if (!FILTERS.includes(name)) wanted[name] = said;
    else if (!wanted[name]?.includes(said)) (wanted[name] ??= []).push(said);
  }
  return wanted;
}

export const isNarrowed = (wanted) => [...FILTERS, ...SPAN].some((name) => wanted[name]);

// The address of a search, below the address of its page.
export function addressOf(wanted) {
  const address = new URL(location.pathname, location.href);
  for (const [name, values] of Object.entries(wanted)) {
    for (const value of [values].flat()) address.searchParams.append(name, value);
  }
  return address;
}

export function fill(address) {
  for (const name of FILTERS.filter((filter) => fields(filter).length)) {
    const values = [...new Set(address.searchParams.getAll(name).map((value) => value.trim().toLowerCase()))].filter(Boolean);
    for (const field of fields(name).slice(1)) field.remove();
    values.forEach((value, at) => put(at ? another(name) : fields(name)[0], value));
    if (!values.length) fields(name)[0].value = "";
    even(name);
  }
  for (const field of form.elements) {
    if (field.name && !FILTERS.includes(field.name)) field.value = address.searchParams.get(field.name) ?? "";
  }
}

function put(field, value) {
  if (![...field.options].some((option) => option.value === value)) {
    const made = element("option", { value }, value); // an address may name what the list leaves out
    field.append(made);
  }
  field.value = value;
}

function another(name) {
  const [first] = fields(name);
  const made = first.cloneNode(true);
  made.removeAttribute("id");
  made.setAttribute("aria-label", _("{filter}, or", { filter: labelled(name) }));
  made.options[0].text = _("or …");
  [...made.options].forEach((option, at) => every.set(option, every.get(first.options[at]) ?? option.text));
  made.value = "";
  fields(name).at(-1).after(made);
  return made;
}

// Behind the last value there is room for one more, and for no more than one.
function even(name) {
  const empty = fields(name).filter((field) => !field.value);
  if (!empty.length) another(name);
  for (const field of empty.slice(1)) (field === document.activeElement || field.id ? empty[0] : field).remove();
}

form.addEventListener("change", ({ target }) => { if (FILTERS.includes(target.name)) even(target.name); });

// What Pagefind is to keep to.
export function asked(wanted) {
  const filters = {};
  for (const name of FILTERS) if (wanted[name]) filters[name] = { any: wanted[name] };
  if (wanted.from || wanted.to) {
    const { min } = form.elements.from, { max } = form.elements.to;
    const first = wanted.from > min ? wanted.from : min, last = wanted.to && wanted.to < max ? wanted.to : max;
    filters.day = { any: ["none", ...between(first, last)] }; // no entry has the first one
  }
  return filters;
}

// The filters that are set, in the words of their fields.
function set() {
  const values = FILTERS.flatMap((name) => fields(name).filter((field) => field.value)
    .map((field) => ({ field, name: labelled(name), said: bare(field.selectedOptions[0]) })));
  const days = SPAN.map((name) => form.elements[name]).filter((field) => field?.value)
    .map((field) => ({ field, name: form.querySelector(`label[for="${field.id}"]`).textContent, said: said(field.value) }));
  return [...values, ...days.map((one) => ({ ...one, said: `${one.name} ${one.said}` }))];
}

// The site's English is that of Britain.
const said = (day) => new Intl.DateTimeFormat((document.documentElement.lang || "en").replace(/^en$/, "en-GB"),
  { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" }).format(new Date(`${day}T00:00Z`));

export const narrowing = () => set().map((one) => one.said);

// A button for each, which takes it away.
export function showSet() {
  chosen.replaceChildren(...set().flatMap(({ field, name, said: text }) => {
    const made = element("button", { type: "button", "aria-label": _("Without {filter}", { filter: `${name}: ${text}` }) }, `${text} `,
      element("span", { "aria-hidden": "true" }, "×"));
    made.addEventListener("click", () => {
      field.value = "";
      if (FILTERS.includes(field.name)) even(field.name);
      form.requestSubmit();
      form.elements.q.focus();
    });
    return [made, " "];
  }));
  chosen.hidden = !chosen.children.length;
}

const held = new Map(); // by filter and value, the entries that have it

// The ids of all entries with these filters.
export async function entries(filters) {
  const key = JSON.stringify(filters);
  if (!held.has(key)) {
    const pagefind = await engine();
    const found = pagefind.search(null, { filters: { ...filters, none: REGISTERS } });
    held.set(key, found.then((results) => new Set(results.map(({ id }) => id))));
    held.get(key).catch(() => held.delete(key));
  }
  return held.get(key);
}

// Says behind each value how many entries it would leave, of those that words find: all, where there are none.
export async function count(wanted, found, isLate) {
  if (!panel.open) return;
  const filters = asked(wanted);
  for (const name of FILTERS.filter((filter) => fields(filter).length)) {
    const others = Object.entries(filters).filter(([other]) => other !== name).map(([other, value]) => entries({ [other]: value }));
    const sets = [...(found ? [await found()] : []), ...(await Promise.all(others))];
    for (const field of fields(name)) {
      for (const option of [...field.options].slice(1)) {
        if (!sets.length) option.text = every.get(option) ?? option.text;
        else {
          const own = await entries({ [name]: option.value });
          if (isLate()) return;
          const left = [...own].filter((id) => sets.every((one) => one.has(id))).length;
          option.text = `${bare(option)} (${left})`;
        }
      }
    }
  }
}
