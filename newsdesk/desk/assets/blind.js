// A second coding: each choice is kept in the form at once, and recorded when all are made.

import { _, ask, keys, tell } from "./desk.js";
import { oneLine, quoted, show } from "./panes.js";

const DATA = JSON.parse(document.getElementById("blind").textContent);
const form = document.getElementById("coding");
const kept = document.getElementById("kept");

const made = () => ({
  by: form.elements.by.value,
  codes: Object.fromEntries(
    [...form.querySelectorAll("fieldset")].map((one) => [
      one.dataset.source,
      Object.fromEntries([...one.querySelectorAll("select")].map((select) => [select.name, select.value])),
    ]),
  ),
});
const told = () => {
  document.getElementById("verb").textContent = `${DATA.command} --by ${quoted(oneLine(form.elements.by.value) || "…")}`;
};
told();
form.addEventListener("input", told);

// One after the other: a later choice is never overtaken by an earlier one.
let waiting = Promise.resolve();
form.addEventListener("change", (event) => {
  if (event.target.name === "by" && ![...form.querySelectorAll("select")].some((one) => one.value)) return;
  waiting = waiting.then(async () => {
    try {
      const done = await ask(`/api/blind/${DATA.entry}/save`, { method: "POST", data: made() });
      kept.textContent = done.done ? _("Kept in {file}", { file: done.said[0] }) : "";
      // Whoever loads the page again is still the one who codes.
      if (done.done) history.replaceState(null, "", `?${new URLSearchParams({ by: oneLine(form.elements.by.value) })}`);
      if (!done.done) tell(done);
    } catch {
      kept.textContent = "";
    }
  });
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  waiting = waiting.then(async () => {
    try {
      const done = await ask(`/api/blind/${DATA.entry}/record`, { method: "POST", data: made() });
      if (tell(done)) form.querySelector("button").disabled = true;
    } catch {
      // It was said at the foot of the page.
    }
  });
});
keys({
  t: [() => { show("article"); document.getElementById("article").focus(); }, _("The text of the article")],
  s: [() => { show("entry"); form.querySelector("select")?.focus(); }, _("The first source")],
});
