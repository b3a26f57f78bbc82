// A disputed question of a story, in a side panel: the question, and at least two accounts, each with its owner.
//
//   const story = await openDispute({ story: "swan-count", question: "How many swans?" });
//
// The id of the story when its file holds the question, else null.

import { _, ask, make, say } from "/assets/desk.js";
import { attachCompletion } from "/assets/complete.js";
import { field } from "/assets/form.js";

export const openDispute = ({ story = "", question = "" }) =>
  new Promise((resolve) => {
    let made = null, found = null, one = null;
    const name = make("input", { id: "dispute-story", dir: "auto" });
    name.value = story;
    const general = make("p", { class: "fault", hidden: true, role: "alert", dir: "auto" });
    const box = make("div", {});
    const why = make("input", { id: "dispute-why", dir: "auto" });
    const told = make("div", { class: "field", hidden: true }, make("label", { for: "dispute-why" }, _("Why, for readers")), why);
    const save = make("button", { type: "submit" }, _("Save"));
    const form = make(
      "form",
      { novalidate: true, on: { submit: (event) => { event.preventDefault(); send(); } } },
      make("h2", { id: "dispute-title" }, _("A disputed question")),
      general,
      make("div", { class: "field" }, make("label", { for: "dispute-story" }, _("Story")), name),
      box,
      told,
      make("p", { class: "buttons" }, save, make("button", { type: "button", class: "quiet", on: { click: () => dialog.close() } }, _("Cancel"))),
    );
    const dialog = make("dialog", { class: "side wide", "aria-labelledby": "dispute-title" }, form);
    const fail = (words) => {
      general.textContent = words;
      general.hidden = !words;
      if (words) general.scrollIntoView({ block: "nearest" });
    };
    const open = async () => {
      fail("");
      box.replaceChildren();
      one = null;
      if (!name.value.trim()) return;
      try {
        found = await ask(`/api/registers/stories/${encodeURIComponent(name.value.trim())}`, { quiet: true });
      } catch (error) {
        fail(error.message);
        return;
      }
      const inner = found.schema.properties.disputed.items;
      one = field("disputed", inner, { question, accounts: [{}, {}] });
      const ids = Object.keys(found.value.references || {}).join(", ");
      const none = _("none");
      box.replaceChildren(make("p", { class: "soft" }, _("References of the story: {ids}", { ids: ids || none })), one.element);
      one.focus();
    };
    const send = async () => {
      if (!one) {
        fail(_("Choose the story first."));
        name.focus();
        return;
      }
      save.disabled = true;
      try {
        const seen = found.value.disputed ?? null;
        const { accounts = [], ...rest } = one.get() || {};
        const mine = { ...rest, accounts: accounts.filter((account) => Object.keys(account).length) };
        const kind = told.hidden ? {} : { kind: "minor", why: why.value };
        const data = { was: { disputed: seen }, now: { disputed: [...(seen || []), mine] }, ...kind };
        let done = await ask(`/api/registers/stories/${found.id}`, { method: "POST", data, quiet: true });
        if (done.needs && !told.hidden && why.value.trim()) done = await ask(`/api/registers/stories/${found.id}`, { method: "POST", data: { ...data, kind: done.needs }, quiet: true });
        if (done.needs) {
          told.hidden = false;
          fail(_("This has gone out. Readers are told what it said before, and why it changes."));
          why.focus();
        } else if (done.done) {
          made = found.id;
          say(done.said, { command: done.command });
          dialog.close();
        } else if (Object.keys(done.conflicts).length) fail(_("The story was changed meanwhile. Open this panel again."));
        else fail(done.faults.map((fault) => `${fault.at.slice(2).join(".")}: ${fault.rule}: ${fault.words}`).join("\n"));
      } catch (error) {
        fail(error.message);
      } finally {
        save.disabled = false;
      }
    };
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(made);
    });
    document.body.append(dialog);
    attachCompletion(name, { kind: "stories", onChosen: open });
    name.addEventListener("change", () => { if (name.value.trim() !== found?.id) open(); });
    dialog.showModal();
    if (story) open();
  });
