// The balance of sides in figures, each with the entries that it was counted from.
import { _, ask, make } from "./desk.js";
import { refuse } from "./after.js";

const place = document.getElementById("balance");
const NAMES = { speaks: _("Who speaks"), office: _("In which office"), cited: _("How they are cited"), verbs: _("By which verbs") };

const entries = ({ count, entries: some }) => {
  const ids = Object.entries(some);
  const told = ids.reduce((sum, [, number]) => sum + number, 0);
  return make("details", {}, make("summary", {}, String(count)),
    ...ids.flatMap(([id, number]) => [make("a", { href: `/after/${id}` }, number > 1 ? `${id} ×${number}` : id), " "]), told < count ? "…" : "");
};
const share = (one) => (one ? ` ${Math.round(one.share * 100)}% (${Math.round(one.low * 100)}–${Math.round(one.high * 100)})` : "");

const table = (sides, measure) => {
  const values = [...new Set(Object.values(sides).flatMap((side) => Object.keys(side[measure].values)))];
  if (!values.length) return [];
  return [make("h2", {}, NAMES[measure]), make("div", { class: "wide", tabindex: "0", role: "region", "aria-label": NAMES[measure] }, make("table", {},
    make("thead", {}, make("tr", {}, make("th", { scope: "col" }, _("Side")), ...values.map((value) => make("th", { scope: "col" }, value)))),
    make("tbody", {}, ...Object.values(sides).filter((side) => side[measure].n).map((side) => make("tr", {}, make("th", { scope: "row" }, side.name),
      ...values.map((value) => make("td", {}, ...(side[measure].values[value] ? [entries(side[measure].values[value]), share(side[measure].values[value].share)] : [])))))),
  ))];
};

try {
  const query = new URLSearchParams({ week: place.dataset.week, story: place.dataset.story });
  const { balance } = await ask(`/api/gaps/balance?${query}`, { quiet: true });
  const differ = balance.asymmetries.map((one) => make("li", {}, `${one.measure}${one.value ? ` (${one.value})` : ""}: `
    + one.sides.map((side, index) => `${balance.sides[side || "none"]?.name || side} ${one.counts[index]}${one.of ? `/${one.of[index]}` : ""}`).join(", ") + `; p = ${one.p}`));
  place.replaceChildren(
    make("p", {}, _("Entries: {number}. Sources that speak for no side: {none}.", { number: balance.entries, none: balance.unassigned })),
    make("h2", {}, _("What chance alone does not explain")),
    differ.length ? make("ul", {}, ...differ) : make("p", { class: "soft" }, _("Nothing.")),
    ...Object.keys(NAMES).flatMap((measure) => table(balance.sides, measure)),
    make("p", { class: "soft" }, balance.rule),
  );
} catch (error) {
  place.replaceChildren();
  refuse(error);
}
