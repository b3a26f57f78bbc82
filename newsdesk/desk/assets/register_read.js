// An outlet that its captured page says enough of: what would be registered is shown, and one click registers it.
//
//   const found = await readOutlet({ entry: "swans-counted", domain: "harbour.example" });
//
// {values, shown} as the panel of register.js would be filled in; null where somebody has to look or to type: a field is
// not known, its letters ask for a name in English, or another outlet may be the same.

import { ask, tell } from "./desk.js";
import { aboutOf, isLatin, isOther } from "./register.js";

export const readOutlet = async ({ entry, domain }) => {
  const { said } = await aboutOf(entry, "outlets");
  const { name, language, country, feeds = [] } = said;
  if (said.domain !== domain || !name || !country || !isLatin(language) || isOther(name)) return null;
  const query = new URLSearchParams({ kind: "outlets", name, domain });
  const { found } = await ask(`/api/register/alike?${query}`, { quiet: true });
  if (found.length) return null;
  const values = { target: domain, name, name_language: language, language: [language], country, feed: feeds };
  return { values, shown: [name, domain, language, country, ...feeds].join(" · ") };
};

// The id of the outlet; null where it was refused: the panel tells why.
export const registerRead = async ({ entry, values }) => {
  const data = { kind: "outlets", entry, values, paged: true };
  const done = await ask("/api/register", { method: "POST", data, quiet: true }).catch(() => ({}));
  if (done.done) tell(done);
  return done.done ? done.id : null;
};
