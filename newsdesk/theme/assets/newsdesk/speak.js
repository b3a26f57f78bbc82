// The words of the interface: the page brings those of its language, English ones stand in the scripts.
const language = document.documentElement.lang || "en";
const catalogue = JSON.parse(document.getElementById("words")?.textContent ?? "{}");
const plural = new Intl.PluralRules(language);
const filled = (text, values) => text.replace(/\{(\w+)\}/g, (all, name) => values[name] ?? all);

export const _ = (text, values = {}) => filled(catalogue[text] ?? text, values);
export function ngettext(one, many, number, values = {}) {
  const forms = catalogue[one];
  const form = forms ? forms[plural.select(number)] ?? forms.other : number === 1 ? one : many;
  return filled(form, { number, ...values });
}
export const listed = new Intl.ListFormat(language, { type: "conjunction" });
