// Panes side by side, and one at a time where there is no room for more.

const panes = document.querySelector(".panes");
const tabs = document.querySelectorAll(".tabs button");

// The pane that is shown where only one is.
export const shown = () => document.getElementById(panes?.dataset.shown || "");

export const show = (name) => {
  if (!panes) return;
  panes.dataset.shown = name;
  for (const tab of tabs) tab.setAttribute("aria-pressed", tab.dataset.pane === name);
};
for (const tab of tabs) tab.addEventListener("click", () => show(tab.dataset.pane));

// As a shell reads it, so that the line can be copied.
export const quoted = (text) => (/^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", `'"'"'`)}'`);

export const oneLine = (text) => text.trim().split(/\s+/).join(" ");
