// A week: its note with the check beside each field, and what goes out of it.
import { _, ask, keys, make, say, tell } from "./desk.js";
import { accept, refuse } from "./after.js";

const note = document.getElementById("note-form");
const publish = document.getElementById("publish-form");

if (note) {
  const data = JSON.parse(document.getElementById("note-data").textContent);
  const api = `/api/weeks/${note.dataset.week}`;
  const text = document.getElementById("text");
  const references = document.getElementById("references");
  const leftOut = document.getElementById("left-out");
  let rows = 0;

  const row = (place, names, values, was = "") => {
    const number = ++rows;
    const group = make("div", { class: "row", role: "group", "data-was": was });
    for (const [name, label] of names) {
      const id = `row-${number}-${name}`;
      const input = make("input", { id, "data-name": name, autocomplete: "off", dir: "auto", spellcheck: "false" });
      input.value = values[name] || "";
      group.append(make("div", { class: "field" }, make("label", { for: id }, label), input));
    }
    const drop = make("button", { type: "button", class: "quiet", on: { click: () => { group.remove(); changed(); place.parentElement.querySelector(":scope > button").focus(); } } }, _("Take it out"));
    group.append(drop, make("div", { class: "beside", "data-field": was ? `references.${was}` : "" }));
    place.append(group);
    return group;
  };
  const REFERENCE = [["id", _("Mark, such as survey-2021")], ["url", _("Address")], ["entry", _("or an entry of ours, by its id")], ["title", _("Title of the page")],
    ["publisher", _("Publisher")], ["published", _("Published")], ["accessed", _("Seen on")]];
  const LEFT_OUT = [["articles", _("Articles left out")], ["why", _("Why")]];
  const addReference = (values = {}) => row(references, REFERENCE, values, values.id || "");
  const addLeftOut = (values = {}) => row(leftOut, LEFT_OUT, values);
  data.references.forEach(addReference);
  data.left_out.forEach(addLeftOut);

  const values = (group) => Object.fromEntries([...group.querySelectorAll("input")].map((input) => [input.dataset.name, input.value]));
  const read = () => ({
    mark: data.mark, lead: note.elements.lead.value, text: text.value,
    references: [...references.children].map((group) => ({ ...values(group), was: group.dataset.was })),
    screened: { articles: note.querySelector("#articles").value, outlets: note.querySelector("#outlets").value, note: note.querySelector("#screened-note").value },
    left_out: [...leftOut.children].map(values),
  });

  const showMarks = () => {
    const ids = [...references.querySelectorAll("[data-name=id]")].map((input) => input.value.trim()).filter(Boolean);
    document.getElementById("marks").replaceChildren(...ids.map((id) => make("button", { type: "button", class: "quiet", on: { click: () => {
      text.setRangeText(`[${id}]`, text.selectionStart, text.selectionEnd, "end");
      text.focus();
      changed();
    } } }, `[${id}]`)));
  };

  const place = (faults) => {
    note.querySelectorAll(".beside").forEach((one) => one.replaceChildren());
    for (const fault of faults) {
      const names = [fault.field, fault.field.split(".")[0], ""];
      const beside = names.map((name) => note.querySelector(`.beside[data-field="${CSS.escape(name)}"]`)).find(Boolean);
      beside.append(make("div", { class: fault.severity === "error" ? "fault" : "soft", dir: "auto" }, fault.text));
    }
  };

  let timer = 0;
  let running = null;
  const changed = () => {
    showMarks();
    clearTimeout(timer);
    timer = setTimeout(async () => {
      running?.abort();
      running = new AbortController();
      try {
        place((await ask(`${api}/check`, { method: "POST", data: read(), quiet: true, signal: running.signal })).faults);
      } catch (error) {
        if (error.name !== "AbortError") place([{ field: "", text: error.message, severity: "error" }]);
      }
    }, 350);
  };
  const save = async () => {
    clearTimeout(timer);
    running?.abort();
    try {
      const done = await ask(`${api}/note`, { method: "POST", data: read(), quiet: true });
      sessionStorage.setItem("said", done.said.join("\n"));
      location.reload();
    } catch (error) {
      place(error.message.split("\n").map((line) => ({ field: "", text: line, severity: "error" })));
      note.querySelector(".fault")?.scrollIntoView({ block: "nearest" });
    }
  };
  document.getElementById("add-reference").addEventListener("click", () => { addReference().querySelector("input").focus(); changed(); });
  document.getElementById("add-left-out").addEventListener("click", () => { addLeftOut().querySelector("input").focus(); });
  note.addEventListener("input", changed);
  note.addEventListener("submit", (event) => { event.preventDefault(); save(); });
  showMarks();
  keys({ "n": [() => text.focus(), _("Write the note")], "Ctrl+s": [save, _("Save the note")] });
}

if (publish) {
  const api = `/api/weeks/${publish.dataset.week}`;
  const edition = document.getElementById("edition");
  const why = () => publish.elements.why?.value || "";
  document.getElementById("preview").addEventListener("click", async () => {
    accept();
    try {
      const { page } = await ask(`${api}/edition`, { method: "POST", data: { why: why() }, quiet: true });
      edition.replaceChildren(...new DOMParser().parseFromString(page, "text/html").body.childNodes);
      edition.hidden = false;
      edition.focus();
    } catch (error) {
      refuse(error);
    }
  });
  // Nothing goes out before somebody has read what does.
  const going = document.getElementById("going");
  publish.addEventListener("submit", (event) => {
    event.preventDefault();
    accept();
    going.returnValue = "";
    going.showModal();
  });
  going.addEventListener("close", async () => {
    if (going.returnValue !== "go") return;
    const button = publish.querySelector("button:not([type])");
    button.disabled = true;
    try {
      const data = { asked: Number(going.dataset.asked), commit: document.getElementById("with-commit")?.checked || false, unreviewed: publish.elements.unreviewed?.checked || false, early: publish.elements.early?.checked || false, why: why() };
      const done = await ask(`${api}/publish`, { method: "POST", data, quiet: true });
      if (tell(done)) {
        sessionStorage.setItem("said", done.said.join("\n"));
        location.reload();
        return;
      }
      refuse(new Error([...done.said, ...done.complained].join("\n")));
    } catch (error) {
      refuse(error);
    }
    button.disabled = false;
  });
  keys({ "p": [() => publish.querySelector("input, button").focus(), _("Go to what will go out")] });
}

const before = sessionStorage.getItem("said");
if (before) {
  sessionStorage.removeItem("said");
  say(before.split("\n"));
}
