// What has gone out is changed: each form shows what would happen while it is filled in, and does it when it is sent.
import { _, ask, keys, make, sure, tell } from "./desk.js";

const root = document.getElementById("after");
const values = JSON.parse(document.getElementById("values").textContent);
const api = `/api/after/${root.dataset.name}`;
const forms = [...root.querySelectorAll("form")];

const paragraphs = (text) => text.split("\n").flatMap((line, index) => (index ? [make("br"), line] : [line]));

// The parts of a correction: a field, what it says, and what it should say.
let parts = 0;
const addPart = (form, name = "") => {
  const part = document.getElementById("part").content.cloneNode(true).firstElementChild;
  const number = ++parts;
  part.querySelectorAll("[data-role]").forEach((control) => {
    control.id = `part-${number}-${control.dataset.role}`;
    control.closest(".field").querySelector("label").htmlFor = control.id;
  });
  form.querySelector(".parts").append(part);
  const select = part.querySelector("select");
  select.addEventListener("change", () => show(part));
  if (name && !(name in values) && /^[\w.-]+$/.test(name)) {
    // A page that tells what is missing leads to a field that is not there yet.
    values[name] = { name, value: "", there: false };
    select.append(make("option", { value: name }, `${name} +`));
  }
  if (name in values) select.value = name;
  show(part);
  return part;
};
const show = (part) => {
  const known = values[part.querySelector("select").value];
  part.querySelector(".old").replaceChildren(...(known?.value ? paragraphs(known.value) : [known ? _("nothing yet") : ""]));
  part.querySelector(".says").hidden = !known;
  const text = part.querySelector("textarea");
  text.value = known?.value || "";
  text.disabled = !known;
  text.rows = Math.min(14, Math.max(2, Math.ceil(text.value.length / 80)));
};

const read = (form) => {
  const data = { what: form.dataset.what, mark: root.dataset.mark, ...Object.fromEntries(new FormData(form)) };
  if (data.what === "correct") {
    data.fields = [...form.querySelectorAll(".part")].map((part) => ({ name: part.querySelector("select").value, to: part.querySelector("textarea").value }))
      .filter((one) => one.name);
  }
  return data;
};

const place = (form, faults) => {
  form.querySelectorAll(".beside").forEach((beside) => beside.replaceChildren());
  form.querySelectorAll("[aria-invalid]").forEach((control) => control.removeAttribute("aria-invalid"));
  const left = [];
  for (const fault of faults) {
    const beside = fault.field && [...form.querySelectorAll(`.beside[data-field="${fault.field}"]`)].at(-1);
    const line = make("div", { class: fault.severity === "error" ? "fault" : "doubt", dir: "auto" }, ...paragraphs(fault.text));
    if (!beside) left.push(line);
    else {
      beside.append(line);
      if (fault.severity === "error") beside.closest(".field, fieldset")?.querySelector("input, select, textarea")?.setAttribute("aria-invalid", "true");
    }
  }
  return left;
};

const seen = (correction) => make("div", { class: "notice" },
  make("div", {}, make("strong", {}, correction.head), " ", make("span", { dir: "auto" }, correction.why || "…")),
  correction.was ? make("div", { class: "was" }, make("span", { class: "tag" }, _("was")), " ", make("del", { dir: "auto" }, correction.was)) : null,
  correction.now ? make("div", { class: "now" }, make("span", { class: "tag" }, _("now")), " ", make("ins", { dir: "auto" }, correction.now)) : null,
);

const foreseen = (form, found) => {
  const left = place(form, found.faults);
  form.querySelector(".foreseen").replaceChildren(
    ...(found.correction ? [make("h3", {}, _("What readers will see")), seen(found.correction)] : []),
    ...(found.said.length ? [make("h3", {}, _("What will happen")), make("ul", {}, ...found.said.map((line) => make("li", { dir: "auto" }, line)))] : []),
    ...left,
  );
};

const ready = { correct: (data) => data.fields.length > 0 && data.kind && data.fields.some((one) => one.to !== values[one.name].value), withdraw: () => true,
  rename: (data) => data.new, name: (data) => !("names" in data) || data.names.trim(), reply: (data) => data.text?.trim() && data.by?.trim() };
let timer = 0;
let running = null;
const foresee = (form) => {
  clearTimeout(timer);
  timer = setTimeout(async () => {
    const data = read(form);
    if (!ready[data.what](data)) return foreseen(form, { faults: [], said: [], correction: null });
    running?.abort();
    running = new AbortController();
    try {
      foreseen(form, await ask(`${api}/try`, { method: "POST", data, quiet: true, signal: running.signal }));
    } catch (error) {
      if (error.name !== "AbortError") foreseen(form, { faults: [{ field: "", text: error.message, severity: "error" }], said: [], correction: null });
    }
  }, 300);
};

const send = async (form) => {
  if (!form.reportValidity()) return;
  if (form.dataset.what === "withdraw" && !(await sure(_("Withdraw it? Its page will say for good that the entry no longer stands."), _("Withdraw it")))) return;
  const button = form.querySelector(".buttons button");
  button.disabled = true;
  clearTimeout(timer);
  running?.abort();
  try {
    const done = await ask(`${api}/do`, { method: "POST", data: { ...read(form), anyway: "anyway" in form.dataset }, quiet: true });
    if (done.doubted) {
      foreseen(form, await ask(`${api}/try`, { method: "POST", data: read(form), quiet: true }));
      form.querySelector(".foreseen").append(make("div", { class: "fault", role: "alert" }, done.doubted));
      form.dataset.anyway = button.textContent;
      button.textContent = _("Write it all the same");
      button.disabled = false;
      button.focus();
      return;
    }
    if (tell(done)) {
      sessionStorage.setItem("done", JSON.stringify(done));
      if (["rename", "name"].includes(form.dataset.what)) location.assign(`/weeks/${form.querySelector("[name=week]")?.value || ""}`);
      else location.reload();
      return;
    }
    foreseen(form, { said: [], correction: null, faults: (await ask(`${api}/try`, { method: "POST", data: read(form), quiet: true })).faults });
    if (!form.querySelector(".beside *, .foreseen .fault")) form.querySelector(".foreseen").append(...done.complained.map((line) => make("div", { class: "fault" }, line)));
    form.querySelector("[aria-invalid]")?.focus();
  } catch (error) {
    form.querySelector(".foreseen").replaceChildren(make("div", { class: "fault", role: "alert" }, error.message));
  }
  button.disabled = false;
};

const correct = root.querySelector("form[data-what=correct]");
if (correct) {
  addPart(correct, decodeURIComponent(location.hash.slice(1)));
  correct.querySelector("[data-more]").addEventListener("click", () => addPart(correct).querySelector("select").focus());
}
forms.forEach((form) => {
  form.addEventListener("input", () => {
    // Another text is doubted anew.
    if ("anyway" in form.dataset) {
      form.querySelector(".buttons button").textContent = form.dataset.anyway;
      delete form.dataset.anyway;
    }
    foresee(form);
  });
  form.addEventListener("submit", (event) => { event.preventDefault(); send(form); });
});
root.querySelectorAll("details").forEach((one) => one.addEventListener("toggle", () => {
  // A form in which nobody has written anything says nothing of it; one that only asks says what would happen.
  const form = one.querySelector("form");
  if (one.open && (form.dataset.what === "withdraw" || [...form.elements].some((field) => field.value !== field.defaultValue && field.type !== "select-one" && field.defaultValue !== undefined))) foresee(form);
}));

keys({
  "f": [() => correct?.querySelector("select").focus(), _("Choose a field")],
  "Ctrl+Enter": [() => send(document.activeElement?.closest("form[data-what]") || correct), _("Do what the form says")],
});

const before = sessionStorage.getItem("done");
if (before) {
  sessionStorage.removeItem("done");
  tell(JSON.parse(before));
}
