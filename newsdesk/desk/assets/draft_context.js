// The context note: marks such as [register-2026] complete while they are typed, and show their reference beside.

import { _, keys, make, say } from "./desk.js";
import { load, name, step, store } from "./draft_store.js";

const text = document.querySelector('[data-at="context"] textarea');
const list = document.getElementById("marks");
const beside = document.getElementById("beside");
const panel = import("./reference.js").catch(() => null);
const dialog = document.getElementById("address");
let chosen = 0;
let offered = [];

const references = () => {
  const all = store.state.data?.references;
  return all && typeof all === "object" ? all : {};
};
const begun = () => text.value.slice(0, text.selectionStart).match(/\[([a-z0-9-]*)$/);

const show = () => {
  const mark = document.activeElement === text ? begun() : null;
  offered = mark ? [...Object.keys(references()).filter((id) => id.includes(mark[1])), ""] : [];
  list.hidden = !offered.length;
  text.toggleAttribute("aria-activedescendant", false);
  if (!offered.length) return;
  chosen = Math.min(chosen, offered.length - 1);
  list.replaceChildren(...offered.map((id, number) => make("li", { role: "option", id: `mark-${number}`, "aria-selected": String(number === chosen), dir: "auto" },
    id ? `[${id}] ${references()[id].title || references()[id].publisher || references()[id].url || references()[id].entry || ""}` : _("A new reference …"))));
  text.setAttribute("aria-activedescendant", `mark-${chosen}`);
};

const write = (id) => {
  const at = text.selectionStart;
  const start = begun() ? text.value.lastIndexOf("[", at - 1) : at;
  const end = text.value[at] === "]" && begun() ? at + 1 : at;
  text.focus();
  text.setRangeText(`[${id}]`, start, end, "end");
  text.dispatchEvent(new Event("input", { bubbles: true }));
  list.hidden = true;
};

const pick = async (number) => {
  const id = offered[number] || (await added(""));
  list.hidden = true;
  if (id) write(id);
};

// The id of a new reference: from the panel that reads the page, or from an address alone.
export const added = async (address) => {
  const module = await panel;
  if (module?.openReference) {
    const made = await module.openReference({ entry: name, address });
    await load();
    return made?.id || "";
  }
  return address ? plain(address) : asked();
};
const asked = () =>
  new Promise((resolve) => {
    dialog.querySelector("input").value = "";
    dialog.addEventListener("close", () => resolve(dialog.returnValue === "add" ? plain(dialog.querySelector("input").value.trim()) : ""), { once: true });
    dialog.returnValue = "";
    dialog.showModal();
  });
const plain = async (address) => {
  let host = "";
  try {
    host = new URL(address).hostname.replace(/^www\./, "");
  } catch {
    say(_("Write the full address, with https://."), { kind: "fault" });
    return "";
  }
  const wanted = (host.split(".").at(-2) || host).toLowerCase().replace(/[^a-z0-9]+/g, "-") || "page";
  let id = wanted;
  for (let number = 2; references()[id]; number += 1) id = `${wanted}-${number}`;
  const done = await step({ do: "set", at: ["references", id], value: { url: address, accessed: store.state.today } });
  return done ? id : "";
};

export const render = () => {
  const value = text.value;
  const at = text.selectionStart;
  const before = value.slice(0, at).match(/\[([a-z0-9-]+)\]?[^[\]]*$/);
  const id = document.activeElement === text && before ? before[1] : "";
  const one = references()[id];
  beside.replaceChildren(
    ...(one
      ? [
          make("p", { dir: "auto" }, make("strong", {}, `[${id}] `), one.title || "", " ", make("span", { class: "soft" }, [one.publisher, one.published].filter(Boolean).join(", "))),
          one.url ? make("p", {}, make("a", { href: /^https?:/.test(one.url) ? one.url : "#", target: "_blank", rel: "noreferrer noopener", dir: "ltr" }, one.url)) : make("p", {}, one.entry || ""),
          ...(one.passages || []).filter((passage) => passage.text).map((passage) => make("p", { dir: "auto" }, `“${passage.text}”`)),
        ]
      : []),
  );
};

text.setAttribute("aria-autocomplete", "list");
text.setAttribute("aria-controls", "marks");
text.addEventListener("input", () => {
  chosen = 0;
  show();
});
for (const what of ["keyup", "click", "focus"]) text.addEventListener(what, render);
text.addEventListener("blur", () => setTimeout(() => (list.hidden = true), 150));
text.addEventListener("keydown", (event) => {
  if (list.hidden || event.isComposing) return;
  const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (steps) chosen = (chosen + steps + offered.length) % offered.length;
  else if (event.key === "Enter" || event.key === "Tab") pick(chosen);
  else if (event.key === "Escape") list.hidden = true;
  else return;
  event.preventDefault();
  if (steps) show();
});
list.addEventListener("pointerdown", (event) => {
  const option = event.target.closest("li");
  if (!option) return;
  event.preventDefault();
  pick([...list.children].indexOf(option));
});
// An address that is pasted into the note becomes a reference with its mark.
text.addEventListener("paste", async (event) => {
  const address = event.clipboardData.getData("text").trim();
  if (!/^https?:\/\/\S+$/.test(address)) return;
  event.preventDefault();
  const id = await added(address);
  if (id) write(id);
});
document.getElementById("add-reference").addEventListener("click", () => added(""));
keys({ "Ctrl+k": [async () => {
  const id = await added("");
  if (id && document.activeElement === text) write(id);
}, _("Add a reference")] });
