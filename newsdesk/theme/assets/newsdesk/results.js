// What a result shows: its title and facts, and the sentence that matches.
import { isHeld, spansOf } from "./query.js";
import { isUnspaced, words } from "./words.js";
import { _ } from "./speak.js";

const root = new URL("../../", import.meta.url);
const language = document.documentElement.lang || "en";
const NAME = 3; // with no more words than this, a sentence is a name alone
const MARK = "‖"; // stands before each sentence of a record
const MACHINE = _("machine translation");
// Translated titles are in English.
const ENGLISH = language === "en" ? {} : { lang: "en", dir: "ltr" };

// The names of the places that the words searched for name.
export const placed = new Set();

export function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

// The sentences of a record as texts.
export const textsOf = (data) => data.content.split(MARK).slice(1).map((text) => text.trim().split(/\s+/).join(" "));

// A text as a list of words; `hit` tells which were meant.
function hitsIn(text, parts) {
  const spans = parts.flatMap((part) => spansOf(part, text));
  let index = 0;
  return text.split(" ").map((word) => {
    const [start, end] = [index, index + word.length];
    index = end + 1;
    return { word, keys: words(word), hit: spans.some((span) => span.start < end && span.end > start) };
  });
}

const sentences = (data, parts) => textsOf(data).map((text, at) => Object.assign(hitsIn(text, parts), { at }));
const said = (sentence) => sentence.map(({ word }) => word).join(" ");

// A quotation of half a sentence begins with a small letter.
const isWhole = (sentence) => !/^[^\p{L}\p{N}]*\p{Ll}/u.test(sentence[0]?.word ?? "");

// The sentence that holds most of the parts searched for, or of other names for them; else the first one.
function matching(data, parts, alsoCalled) {
  const shownAlready = data.meta.translated?.replace(/[.]$/, "");
  const all = sentences(data, parts).filter((sentence) =>
    (sentence.length > NAME || isUnspaced(said(sentence).replace(/^\P{L}+/u, ""))) && said(sentence).replace(/[.]$/, "") !== shownAlready);
  if (!all.flat().some(({ hit }) => hit)) all.forEach((sentence) => naming(sentence, alsoCalled));
  let best = [], most = 0;
  for (const sentence of all) {
    const hits = sentence.filter(({ hit }) => hit);
    const held = hits.length ? parts.filter((part) => isHeld(part, said(sentence))).length : 0;
    const score = held * 100 + Math.min(hits.length, 98) + (isWhole(sentence) ? 1 : 0);
    if (hits.length && score > most) [best, most] = [sentence, score];
  }
  const why = best.length ? [] : reason(data, parts);
  if (!best.length) best = all[0] ?? [];
  const cut = best.length && !isWhole(best) ? ["… "] : [];
  const [first, last] = (data.meta.context || "-1 -1").split(" ").map(Number);
  const ours = best.at >= first && best.at <= last
    ? [element("span", { class: "nd-aside" }, _("From the context note:")), " "] : [];
  return [...ours, ...cut, ...shown(best, parts), ...why];
}

// Why an entry is found of which no sentence holds what was searched for.
function reason({ meta }, parts) {
  if (!parts.length || parts.some((part) => part.isDay || isHeld(part, meta.title) || isHeld(part, meta.outlet ?? ""))) return [];
  const place = (meta.set ?? "").split("|").find((name) => placed.has(name));
  const said = place ? _("Found by the place where its story is set: {place}.", { place })
    : _("What was searched for stands in no sentence of it, but among its names, roles or topics.");
  return [element("span", { class: "nd-aside" }, said)];
}

const shown = (sentence, parts) => sentence.flatMap(({ word, hit }) => [...(hit ? marked(word, parts) : [word]), " "]);

// Words that together are another name of what was searched for.
function naming(sentence, alsoCalled) {
  const flat = sentence.flatMap((each) => each.keys.map(({ key }) => ({ key, each })));
  flat.forEach((_first, at) => alsoCalled
    .filter((name) => name.every((key, n) => flat[at + n]?.key === key))
    .forEach((name) => flat.slice(at, at + name.length).forEach(({ each }) => { each.hit = true; })));
}

// A word is marked without the punctuation around it; of a run without blanks, only what was meant.
function marked(word, parts) {
  const run = parts.filter((part) => part.run).map((part) => word.indexOf(part.said)).find((at) => at >= 0);
  if (run !== undefined) {
    const { said: text } = parts.find((part) => part.run && word.indexOf(part.said) === run);
    return [word.slice(0, run), element("mark", {}, text), word.slice(run + text.length)];
  }
  const [, before, inner, after] = word.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{M}\p{N}]*)$/su);
  return inner ? [before, element("mark", {}, inner), after] : [word];
}

export function link(data) {
  const { title, language: spoken, direction } = data.meta;
  return element("a", { href: new URL(data.raw_url.replace(/^\//, ""), root).href,
    lang: spoken !== language && spoken, dir: direction }, title);
}

export function card(data, parts, alsoCalled) {
  const { outlet, dated, spoken, translated, machine, notice } = data.meta;
  // A day that was searched for is often said here alone.
  const day = parts.filter((part) => part.isDay);
  const when = dated && (day.some((part) => isHeld(part, dated)) ? shown(hitsIn(dated, day), day).slice(0, -1) : [dated]);
  const facts = [outlet && [outlet], when, spoken && [spoken]].filter(Boolean);
  const made = [element("p", { class: "nd-kicker" }, ...facts.flatMap((fact, at) => [at ? " " : "", element("span", {}, ...fact)])),
    element("h2", { class: "nd-card__title" }, link(data))];
  if (translated) {
    const by = machine ? [" ", element("span", { class: "nd-aside" }, `(${MACHINE})`)] : [];
    made.push(element("p", { class: "nd-title-en" }, element("span", ENGLISH, translated), ...by));
  }
  if (notice) made.push(element("p", { class: "nd-aside" }, notice));
  return element("li", { class: "nd-card" }, ...made,
    element("p", { class: "nd-card__text", dir: "auto" }, ...matching(data, parts, alsoCalled)));
}
