// The context note: marks such as [register-2026] complete while they are typed, and show their reference beside.

import { _, ask, keys, make, say } from "./desk.js";
import { meanwhile, name, store } from "./draft_store.js";
import { openReference } from "./reference.js";

const text = document.querySelector('[data-at="context"] textarea');
const list = document.getElementById("marks");
const beside = document.getElementById("beside");
let chosen = 0;
let waiting = 0;
let held = 0;
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

// While something is fetched or written elsewhere the form is filled anew, and the cursor goes: until then a sign of ours
// keeps the place of what will stand there. `end` puts that in its place, or what stood there before.
const hold = (start, end, count = 1) => {
  const before = text.value.slice(start, end);
  const places = Array.from({ length: count }, () => `[…${(waiting += 1)}]`);
  text.setRangeText(places.join(" "), start, end, "end");
  held += 1;
  text.dataset.busy = "1";
  return {
    places,
    put: (place, words) => {
      const at = text.value.indexOf(place);
      if (at < 0) return;
      const isBehind = text.selectionStart === at + place.length;
      text.setRangeText(words ?? before, at, at + place.length, isBehind ? "end" : "preserve");
      if (words !== null) text.dispatchEvent(new Event("input", { bubbles: true }));
    },
    end: () => {
      held -= 1;
      if (!held) delete text.dataset.busy;
    },
  };
};

const write = (id) => {
  const [start, end] = spot();
  text.focus();
  text.setRangeText(`[${id}]`, start, end, "end");
  text.dispatchEvent(new Event("input", { bubbles: true }));
  list.hidden = true;
};
// Where a mark goes: in the place of the one that is begun, else at the cursor.
const spot = () => {
  const at = text.selectionStart;
  return begun() ? [text.value.lastIndexOf("[", at - 1), text.value[at] === "]" ? at + 1 : at] : [at, at];
};

const pick = async (number) => {
  const id = offered[number];
  list.hidden = true;
  if (id) write(id);
  else await add();
};

// The sentence before the cursor: what a new reference is to carry.
const sentence = () => text.value.slice(0, text.selectionStart).replace(/\[[^\]]*$/, "").split(/(?<=[.!?]) /).at(-1).trim();

// A new reference, from the panel that reads its page and has words chosen; its mark stands where it was begun.
const add = async () => {
  const carried = sentence();
  const place = hold(...spot());
  const made = await meanwhile(() => openReference({ entry: name, sentence: carried })).catch(() => null);
  place.end();
  text.focus();
  // A mark stands at the end of a sentence: where there is none yet, it is written with the first one.
  place.put(place.places[0], made?.id ? (carried ? `[${made.id}]` : "") : null);
  if (made?.id && !carried) say(_("The reference is kept. Write the sentence that rests on it, and end it with [{id}].", { id: made.id }));
};

// A reference from an address alone: what its page says of itself is read, and stands in the form to be compared.
const read = async (address) => {
  const reference = { url: address, accessed: store.state.today };
  const page = await ask("/api/reference/read", { method: "POST", data: { url: address }, quiet: true }).catch((error) => {
    say(_("{address} was not read: {why} The reference has its address alone.", { address, why: error.message }), { kind: "fault" });
    return {};
  });
  const known = Object.fromEntries(["title", "publisher", "published"].filter((one) => page[one]).map((one) => [one, page[one]]));
  const write = (one) => ask("/api/reference", { method: "POST", data: { entry: name, id: "", reference: one } });
  const done = await meanwhile(async () => {
    const first = await write({ ...reference, ...known });
    // What a page says of itself may be no date of ours.
    return first.id || first.faults.url ? first : write(reference);
  });
  if (!done.id) say(Object.values(done.faults).flat(), { kind: "fault" });
  else if (page.address) say(_("[{id}]: {title}", { id: done.id, title: [page.title, page.publisher, page.published].filter(Boolean).join(", ") }));
  return done.id || "";
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
// An address that is pasted into the note becomes a reference with its mark; several become one each, in their order.
text.addEventListener("paste", async (event) => {
  const addresses = event.clipboardData.getData("text").trim().split(/\s+/);
  if (!addresses.every((one) => /^https?:\/\/\S+$/.test(one))) return;
  event.preventDefault();
  // What cannot be a reference stands there as it was pasted.
  const place = hold(text.selectionStart, text.selectionEnd, addresses.length);
  for (const [number, address] of addresses.entries()) {
    const id = await read(address).catch(() => "");
    if (number === addresses.length - 1) place.end();
    place.put(place.places[number], id ? `[${id}]` : address);
  }
  render();
});
document.getElementById("add-reference").addEventListener("click", add);
keys({ "Ctrl+k": [add, _("Add a reference")] });
