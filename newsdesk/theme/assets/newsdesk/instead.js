// The word that was surely meant by one that no entry holds; loaded when a word is not held.
import { find, isHeld, read } from "./query.js";
import { alike, unmixed } from "./sounds.js";
import { close, lookUp } from "./vocabulary.js";

const LEAST = 7; // of fewer letters too many words are one letter away from another: ballet, bullet
const FIRST = 8; // pages that are looked at for each close word
const CLOSE = 4; // so many close words are named
const isSure = ({ far, begins }, letters) => far === 0 || (far === 1 && begins && letters >= LEAST);

// Words that may be meant by one that no entry holds, the closest first: in letters of one alphabet, by schemes, by sound.
export async function near(key) {
  for (const whole of unmixed(key)) {
    if ((await lookUp(whole)).keys.size) return [{ printed: whole, far: 0, begins: true, isSure: true }];
  }
  const [spelt, said] = await Promise.all([close(key), alike(key)]);
  const exact = spelt.filter(({ far }) => far === 0);
  const order = [...exact, ...said.filter((one) => one.isSure), ...spelt.filter(({ far }) => far), ...said];
  return order.filter((one, at) => order.findIndex(({ printed }) => printed === one.printed) === at).slice(0, CLOSE);
}

// Of the words that come close, the closest first: the one that is nearer than all others, or that leads to the same
// single person as they all do, where nothing else was searched for; undefined where there is no such word.
export async function meant(parts, lost, near) {
  if (near[0].isSure) return near[0];
  if (isSure(near[0], [...lost.key].length) && !(near[1]?.far <= near[0].far)) return near[0];
  if (parts.length > 1 || near.some(({ begins }) => !begins)) return undefined;
  const people = await Promise.all(near.map(({ printed }) => peopleCalled(printed)));
  const all = new Set(people.flat());
  return all.size === 1 && people.every((one) => one.length) ? near[0] : undefined;
}

// The pages of people and bodies that a word, or a form of it, is a name of.
async function peopleCalled(word) {
  const parts = await read(word);
  const { registers } = await find(parts, { filters: {} });
  const pages = await Promise.all(registers.slice(0, FIRST).map((result) => result.data()));
  return pages.filter(({ meta }) => meta.kind === "Person or body"
    && parts.every((part) => isHeld(part, `${meta.title} ${meta.names}`))).map(({ url }) => url);
}
