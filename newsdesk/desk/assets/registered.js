// One record of a register as a form: the check speaks beside the field while it is typed, and nothing of others is lost.

import { _, ask, keys, make, say } from "/assets/desk.js";
import { fieldsOf } from "/assets/form.js";

const data = JSON.parse(document.getElementById("data").textContent);
const place = document.getElementById("record");
const path = `/api/registers/${data.room}/${data.id}`;
let base = data.value, fields = new Map();

const same = (one, other) => JSON.stringify(one) === JSON.stringify(other);
const known = Object.keys(data.schema.properties);
const save = make("button", { type: "submit" }, _("Save"));
const state = make("span", { class: "soft", role: "status" });
const conflict = make("div", { class: "conflict", role: "alert" });
const why = make("input", { id: "why", dir: "auto" });
const kind = make("select", { id: "kind" }, make("option", { value: "minor" }, _("minor: readers take the same from it")), make("option", { value: "material" }, _("material: readers take something else from it")));
const correction = make(
  "fieldset",
  { hidden: true },
  make("legend", {}, _("A correction")),
  make("p", { class: "soft" }, _("This has gone out. Readers are told what it said before, and why it changes.")),
  make("div", { class: "field" }, make("label", { for: "kind" }, _("How much changes")), kind),
  make("div", { class: "field" }, make("label", { for: "why" }, _("Why, for readers")), why),
);
const box = make("div", {});
const general = make("p", { class: "fault", hidden: true, role: "alert", dir: "auto" });
const bar = make("p", { class: "buttons bar" }, save, state);
const form = make("form", { novalidate: true, on: { submit: (event) => { event.preventDefault(); send(); } } }, general, conflict, box, correction, bar);

const edits = () => {
  const was = {}, now = {};
  for (const [name, one] of fields) {
    const value = one.get();
    if (same(value ?? null, base[name] ?? null)) continue;
    was[name] = base[name] ?? null;
    now[name] = value ?? null;
  }
  return { was, now };
};
const isChanged = () => Object.keys(edits().now).length > 0;

const clear = () => {
  form.querySelectorAll(".fault").forEach((one) => { one.textContent = ""; one.hidden = true; one.classList.remove("mild"); });
  form.querySelectorAll("[aria-invalid]").forEach((one) => one.removeAttribute("aria-invalid"));
};
const find = (at) => {
  const [first, ...rest] = at;
  const one = fields.get(first);
  if (!one) return null;
  const inner = rest.length ? one.at(rest) : null;
  return inner?.fault ? inner : one;
};
const faults = (found, { jump = false } = {}) => {
  clear();
  let first = null;
  for (const one of found) {
    const target = find(one.at);
    const element = target?.fault || general;
    const where = target ? "" : one.at.length ? `${one.at.join(".")}: ` : "";
    element.textContent += `${element.textContent ? " " : ""}${where}${one.rule}: ${one.words}`;
    element.hidden = false;
    element.classList.toggle("mild", one.severity !== "error");
    if (one.severity === "error") {
      target?.control?.setAttribute("aria-invalid", "true");
      first ||= target;
    }
  }
  if (jump && first) first.focus();
};
const show = (record) => {
  base = record.value;
  fields = fieldsOf(data.schema, base);
  const others = Object.keys(base).filter((name) => !known.includes(name));
  box.replaceChildren(
    ...[...fields.values()].map((one) => one.element),
    ...(others.length
      ? [make("details", {}, make("summary", {}, _("Other fields, which stay as they are")), make("pre", { dir: "ltr", tabindex: "0" }, JSON.stringify(Object.fromEntries(others.map((name) => [name, base[name]])), null, 2)))]
      : []),
  );
  faults(record.faults);
};

const shown = (value) => (value === null || value === undefined ? _("nothing") : typeof value === "string" ? value : JSON.stringify(value, null, 1));
const conflicts = (found) => {
  conflict.replaceChildren(
    ...Object.entries(found).map(([name, one]) =>
      make(
        "div",
        { class: "notice" },
        make("p", {}, _("“{name}” was changed meanwhile in the file. Nothing was overwritten.", { name })),
        make("p", { dir: "auto" }, _("When you opened it: {value}", { value: shown(one.seen) })),
        make("p", { dir: "auto" }, _("In the file now: {value}", { value: shown(one.stands) })),
        make("p", { class: "buttons" },
          make("button", { type: "button", class: "quiet", on: { click: () => settle(name, one.stands, false) } }, _("Take that of the file")),
          make("button", { type: "button", class: "quiet", on: { click: () => settle(name, one.stands, true) } }, _("Put mine in its place")),
        ),
      ),
    ),
  );
  if (Object.keys(found).length) conflict.scrollIntoView({ block: "nearest" });
};
// The editor has seen what stands there: the field goes on from that.
const settle = (name, stands, isMine) => {
  const mine = Object.fromEntries([...fields].map(([one, made]) => [one, made.get()]));
  const from = { ...base };
  if (stands === null) delete from[name];
  else from[name] = stands;
  base = from;
  if (!isMine) mine[name] = stands ?? undefined;
  const values = { ...base, ...mine };
  const kept = base;
  show({ value: values, faults: [] });
  base = kept;
  conflicts({});
  if (isMine) send();
};

let timer = 0, asked = null;
const check = () => {
  window.clearTimeout(timer);
  timer = window.setTimeout(async () => {
    state.textContent = isChanged() ? _("Not saved yet") : "";
    if (!isChanged()) return;
    asked?.abort();
    asked = new AbortController();
    try {
      const found = await ask(`${path}/check`, { method: "POST", data: edits(), quiet: true, signal: asked.signal });
      faults(found.faults);
      conflicts(found.conflicts);
    } catch (error) {
      if (error.name !== "AbortError") { general.textContent = error.message; general.hidden = false; }
    }
  }, 500);
};
form.addEventListener("input", check);
form.addEventListener("change", check);

const send = async () => {
  window.clearTimeout(timer);
  asked?.abort();
  save.disabled = true;
  try {
    const told = correction.hidden ? {} : { kind: kind.value, why: why.value };
    const done = await ask(path, { method: "POST", data: { ...edits(), ...told }, quiet: true });
    conflicts(done.conflicts);
    if (done.needs) {
      correction.hidden = false;
      kind.value = done.needs === "material" ? "material" : kind.value;
      why.focus();
      state.textContent = _("Say why it changes, and save again.");
      return;
    }
    faults(done.faults, { jump: !done.done });
    if (done.done) {
      correction.hidden = true;
      why.value = "";
      const at = document.activeElement?.closest("[id]")?.id;
      show(done.record);
      if (at) document.getElementById(at)?.focus();
      state.textContent = _("Saved.");
      say(done.said, { command: done.command });
    } else state.textContent = _("Not saved: look at the faults.");
  } catch (error) {
    general.textContent = error.message;
    general.hidden = false;
    state.textContent = _("Not saved.");
  } finally {
    save.disabled = false;
  }
};
window.addEventListener("beforeunload", (event) => { if (isChanged()) event.preventDefault(); });
keys({ "Ctrl+s": [() => form.requestSubmit(), _("Save")] });

show(data);
place.append(form);
const wanted = decodeURIComponent(window.location.hash.slice(1));
const goThere = () => {
  document.getElementById(wanted).scrollIntoView();
  fields.get(wanted).focus();
};
// The browser itself goes to the fragment once all has loaded, and takes the focus away.
if (fields.has(wanted)) {
  if (document.readyState === "complete") goThere();
  else window.addEventListener("load", () => window.setTimeout(goThere));
}
