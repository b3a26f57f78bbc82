// Fields of a record, made from its JSON Schema: each says what it means, and gives back what it was given as long as
// nobody has changed it. A field is {element, get, focus, at}: `at(path)` is the innermost element of a path.

import { _, make } from "/assets/desk.js";
import { attachCompletion } from "/assets/complete.js";

const LONG = new Set(["summary", "text", "description", "wording", "why", "says", "question"]);
const KINDS = {
  edition_of: "outlets", outlet: "outlets", places: "places", who: "people,outlets", side: "countries,people", entry: "entries",
  lead: "entries", countries: "countries",
};
const LABELS = () => ({ value: _("The fact"), basis: _("What it rests on"), date: _("Date"), refs: _("References of this record"), note: _("Note"),
  kind: _("Kind"), name: _("Name"), name_language: _("Language of the name"), name_en: _("Name in English"), name_native: _("Name in its own language"),
  aliases: _("Other spellings"), domains: _("Domains"), home: _("Home page"), feeds: _("Feeds"), edition_of: _("Edition of"), country: _("Country"),
  countries: _("Countries"), languages: _("Languages"), owner: _("Owner"), funder: _("Who pays for it"), self_description: _("How it describes itself"),
  legal_status: _("Legal status"), descriptions: _("How others describe it"), history: _("History"), designations: _("Designations"),
  wikidata: _("Item in Wikidata"), references: _("References"), public: _("Is a public person"), roles: _("Roles"), proceedings: _("Proceedings"),
  coordinates: _("Coordinates"), places: _("Places"), disputed: _("Disputed questions"), description: _("Description"), iptc: _("Subject by IPTC"),
  title: _("Title"), summary: _("Summary"), side: _("Side"), drafted_by: _("Drafted by"), question: _("Question"), accounts: _("Account"), url: _("Address"),
  entry: _("Or an entry of ours"), publisher: _("Publisher"), outlet: _("Outlet"), published: _("Published"), accessed: _("Read on"), archive_url: _("Archived copy") });
let number = 0;

const label = (name) => LABELS()[name] || (name.charAt(0).toUpperCase() + name.slice(1)).replaceAll("_", " ");
const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);

// A schema without "or null", and whether there may be nothing.
const bare = (schema) => {
  if (!schema.anyOf) return schema;
  const kinds = schema.anyOf.filter((one) => one.type !== "null");
  return kinds.length === 1 ? { ...kinds[0], description: schema.description || kinds[0].description, inner: kinds[0].description } : { ...schema, anyOf: kinds };
};
const isFact = (schema) => schema.anyOf?.some((one) => one.const === "unknown");
const isName = (schema) => schema.anyOf?.some((one) => one.type === "string") && schema.anyOf.some((one) => one.properties?.text);
const isWords = (schema) => {
  const { type, anyOf = [] } = bare(schema);
  return ["string", "integer"].includes(type) || (anyOf.length > 0 && anyOf.every((one) => ["string", "integer"].includes(one.type)));
};

const completes = (name, schema) => {
  if (KINDS[name]) return KINDS[name];
  const said = [schema.inner, schema.description, schema.items?.description].join(" ");
  if (/BCP 47/.test(said) || /(^|_)languages?$/.test(name)) return "languages";
  return /ISO 3166-1/.test(said) || name === "country" ? "countries" : "";
};

const wrap = (name, schema, inside, { needed = false, help = schema.description, top = false } = {}) => {
  const id = `field-${(number += 1)}`;
  const fault = make("p", { class: "fault", id: `${id}-fault`, hidden: true, dir: "auto" });
  const described = help ? `${id}-help ${id}-fault` : `${id}-fault`;
  const said = help ? make("p", { class: "soft help", id: `${id}-help`, lang: "en" }, help) : null;
  const title = [label(name), needed ? make("span", { class: "soft" }, " ", _("(needed)")) : null].filter(Boolean);
  if (inside.control) {
    inside.control.id = id;
    inside.control.setAttribute("aria-describedby", described);
    const head = make("label", { for: id }, ...title);
    inside.element = make("div", { class: inside.flag ? "field flag" : "field", id: top ? name : null }, ...(inside.flag ? [inside.element, head] : [head, said, inside.element]), ...(inside.flag ? [said] : []), fault);
  } else {
    inside.element = make("fieldset", { id: top ? name : null, "aria-describedby": described }, make("legend", {}, ...title), said, inside.element, fault);
  }
  inside.fault = fault;
  return inside;
};

const simple = (control, read, original) => {
  const before = read();
  return {
    element: control,
    control,
    get: () => (same(read(), before) ? original : read()),
    focus: () => control.focus(),
    at: () => null,
  };
};

const text = (name, schema, value, top = false) => {
  const isOdd = value !== undefined && value !== null && typeof value === "object";
  const shown = value === undefined || value === null ? "" : isOdd ? JSON.stringify(value) : String(value);
  const control = make(LONG.has(name) || (top && name === "note") || shown.length > 90 ? "textarea" : "input", { dir: "auto", rows: shown.length > 300 ? 7 : 3, readonly: isOdd });
  control.value = shown;
  const isNumber = bare(schema).type === "integer";
  const made = simple(control, () => {
    const now = control.value.trim();
    if (!now) return undefined;
    return isNumber && /^\d{1,15}$/.test(now) ? Number(now) : now;
  }, value);
  const kind = completes(name, schema);
  if (kind) {
    const box = make("span", {}, control);
    attachCompletion(control, { kind });
    made.element = box;
  }
  return made;
};

const choice = (schema, value) => {
  const known = schema.oneOf.map((one) => one.const);
  const control = make(
    "select",
    {},
    make("option", { value: "" }, _("not chosen")),
    ...schema.oneOf.map((one) => make("option", { value: one.const }, `${one.const}: ${one.description || ""}`)),
    ...(typeof value === "string" && !known.includes(value) ? [make("option", { value }, value)] : []),
  );
  control.value = typeof value === "string" ? value : "";
  return simple(control, () => control.value || undefined, value);
};

const flag = (schema, value) => {
  const control = make("input", { type: "checkbox" });
  control.checked = value ?? schema.default ?? false;
  return { ...simple(control, () => control.checked, value), flag: true };
};

// A list of words in one field: ids and codes with commas between them, other texts one a line.
const words = (name, schema, value) => {
  const kind = completes(name, schema);
  const isLine = kind || name === "refs" || name === "domains";
  const control = make(isLine ? "input" : "textarea", { rows: 3, dir: "auto", autocapitalize: "none" });
  const parts = Array.isArray(value) ? value.map(String) : [];
  control.value = parts.join(isLine ? ", " : "\n");
  const read = () => control.value.split(isLine ? /[,\n]/ : "\n").map((one) => one.trim()).filter(Boolean);
  const made = simple(control, () => { const now = read(); return now.length ? now : undefined; }, value);
  if (kind) {
    const box = make("span", {}, control);
    attachCompletion(control, { kind, many: true });
    made.element = box;
  }
  return made;
};

// A spelling: bare, or with its language.
const spelling = (value) => {
  const isBare = typeof value === "string";
  const written = make("input", { dir: "auto", "aria-label": _("Spelling") });
  const tongue = make("input", { class: "short", dir: "ltr", "aria-label": _("Language of the spelling"), placeholder: _("its language") });
  written.value = isBare ? value : value?.text ?? "";
  tongue.value = isBare ? "" : value?.language ?? "";
  const read = () => [written.value.trim(), tongue.value.trim()];
  const before = read();
  const element = make("span", { class: "pair" }, written, tongue);
  attachCompletion(tongue, { kind: "languages" });
  return {
    element,
    get: () => {
      if (same(read(), before)) return value;
      const [said, tag] = read();
      if (!said) return undefined;
      return tag ? { ...(isBare ? {} : value), text: said, language: tag } : said;
    },
    focus: () => written.focus(),
    at: () => null,
  };
};

// What the program alone writes has no field, and stays as it is.
const PROGRAMS = ["archive_refused"];

const group = (schema, value, skip = PROGRAMS) => {
  const original = value && typeof value === "object" && !Array.isArray(value) ? value : {};
  const fields = new Map();
  for (const [name, inner] of Object.entries(schema.properties)) {
    if (skip.includes(name)) continue;
    fields.set(name, wrap(name, inner, field(name, inner, original[name]), { needed: schema.required?.includes(name) }));
  }
  const before = JSON.stringify([...fields].map(([, one]) => one.get()));
  return {
    element: make("div", { class: "group" }, ...[...fields.values()].map((one) => one.element)),
    fields,
    get: () => {
      if (JSON.stringify([...fields].map(([, one]) => one.get())) === before) return value;
      // What no schema knows stays, and what is there keeps its place.
      const now = { ...original };
      for (const [name, one] of fields) {
        const said = one.get();
        if (said === undefined) delete now[name];
        else now[name] = said;
      }
      return Object.keys(now).length ? now : undefined;
    },
    focus: () => [...fields.values()][0]?.focus(),
    at: (path) => deeper(fields.get(path[0]), path.slice(1)),
  };
};

const deeper = (one, path) => (one ? (path.length ? one.at(path) : null) || one : null);

// A fact with what it rests on; the bare word where it is not known.
const fact = (name, schema, value) => {
  const full = schema.anyOf.find((one) => one.properties);
  const inside = group(full, value === "unknown" ? {} : value, ["basis"]);
  const basis = choice(full.properties.basis, value === "unknown" ? "unknown" : value?.basis);
  basis.control.setAttribute("aria-label", _("What it rests on"));
  const shape = () => { inside.element.hidden = basis.control.value === "unknown"; };
  basis.control.addEventListener("change", shape);
  shape();
  return {
    element: make("div", {}, basis.element, inside.element),
    get: () => {
      if (basis.control.value === "unknown") return "unknown";
      const rest = inside.get();
      if (same(rest, value) && basis.get() === value?.basis) return value;
      if (rest === undefined && !basis.control.value) return undefined;
      const kept = rest && typeof rest === "object" ? rest : {};
      const { value: what, ...others } = kept;
      return { ...(what === undefined ? {} : { value: what }), basis: basis.control.value || undefined, ...without(others, "basis") };
    },
    focus: () => basis.focus(),
    at: (path) => (path[0] === "basis" ? null : inside.at(path)),
  };
};
const without = (value, name) => Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));

// Items one below the other, or records by their ids: each can be taken out, and one more put behind them.
const items = (name, schema, value, isNamed) => {
  const inner = isNamed ? schema.additionalProperties : schema.items;
  const entries = isNamed ? Object.entries(value && typeof value === "object" ? value : {}) : (Array.isArray(value) ? value : []).map((one, at) => [String(at), one]);
  const list = make("div", { class: "items" });
  let rows = [];
  const add = (key, one) => {
    const made = isName(inner) ? spelling(one) : field(name, inner, one);
    const id = isNamed ? make("input", { class: "short", value: key, "aria-label": _("Id"), dir: "ltr" }) : null;
    const fault = make("p", { class: "fault", hidden: true, dir: "auto" });
    const row = { made, id, key, fault };
    const gone = make("button", { type: "button", class: "quiet", on: { click: () => {
      const at = rows.indexOf(row);
      rows = rows.filter((other) => other !== row);
      row.element.remove();
      (rows[Math.min(at, rows.length - 1)]?.made.focus ?? (() => more.focus()))();
      list.dispatchEvent(new Event("input", { bubbles: true }));
    } } }, _("Take out"));
    row.element = make("div", { class: "item" }, id, made.element, gone, fault);
    rows.push(row);
    list.append(row.element);
    return row;
  };
  entries.forEach(([key, one]) => add(key, one));
  const more = make("button", { type: "button", class: "quiet", on: { click: () => { const row = add("", undefined); (row.id || row.made).focus(); } } }, _("Add one: {name}", { name: label(name) }));
  const read = () => rows.map((row) => [isNamed ? row.id.value.trim() : "", row.made.get()]);
  const before = JSON.stringify(read());
  return {
    element: make("div", {}, list, more),
    get: () => {
      const now = read();
      if (JSON.stringify(now) === before) return value;
      const said = now.filter(([key, one]) => one !== undefined && (!isNamed || key));
      if (!said.length) return undefined;
      return isNamed ? Object.fromEntries(said) : said.map(([, one]) => one);
    },
    focus: () => (rows[0]?.made || { focus: () => more.focus() }).focus(),
    at: (path) => {
      const row = isNamed ? rows.find((one) => one.key === path[0]) : rows[path[0]];
      return row ? deeper({ ...row.made, fault: row.fault, at: row.made.at }, path.slice(1)) : null;
    },
  };
};

export const field = (name, given, value, top = false) => {
  const schema = bare(given);
  if (isFact(schema)) return fact(name, schema, value);
  if (isName(schema)) return spelling(value);
  if (schema.oneOf) return choice(schema, value);
  if (schema.type === "boolean") return flag(schema, value);
  if (schema.type === "array") {
    const inner = schema.items;
    return isWords(inner) && !isName(inner) ? words(name, schema, value) : items(name, schema, value, false);
  }
  if (schema.type === "object" && schema.properties) return group(schema, value);
  if (schema.type === "object" && schema.additionalProperties) return items(name, schema, value, true);
  return text(name, schema, value, top);
};

// All fields of a record: `get()` is {name: value or undefined}.
export const fieldsOf = (schema, value) => {
  const fields = new Map();
  for (const [name, inner] of Object.entries(schema.properties)) {
    const made = field(name, inner, value[name], true);
    fields.set(name, wrap(name, inner, made, { needed: schema.required?.includes(name), top: true }));
  }
  return fields;
};
