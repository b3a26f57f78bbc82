// The search page: its state is its address, its results come from the static Pagefind index.
const root = new URL("../../", import.meta.url);
const form = document.getElementById("find");
const state = document.getElementById("state");
const results = document.getElementById("results");
const more = document.getElementById("more");
const FILTERS = ["outlet", "story", "topic", "country", "language", "person", "week"];
const STEP = 24;
let pagefind, found = [], shown = 0, latest = 0;

async function engine() {
  if (!pagefind) {
    pagefind = await import(new URL("pagefind/pagefind.js", root));
    await pagefind.options({ excerptLength: 28 });
    await pagefind.init();
  }
  return pagefind;
}

function read() {
  const wanted = {};
  for (const [name, value] of new FormData(form)) {
    if (value.trim()) wanted[name] = value.trim();
  }
  return wanted;
}

function fill(address) {
  for (const field of form.elements) {
    if (!field.name) continue;
    const value = address.searchParams.get(field.name) ?? "";
    const wanted = FILTERS.includes(field.name) ? value.toLowerCase() : value;
    if (field.tagName === "SELECT" && ![...field.options].some((option) => option.value === wanted)) {
      field.append(element("option", { value: wanted }, value)); // an address may name what the list leaves out
    }
    field.value = wanted;
  }
  document.getElementById("narrow").open = FILTERS.some((name) => address.searchParams.get(name));
}

function element(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function card(data) {
  const { kind, title, language, direction, outlet, dated, spoken } = data.meta;
  const link = element("a", { href: new URL(data.raw_url.replace(/^\//, ""), root).href,
    lang: language !== "en" && language, dir: direction }, title);
  const excerpt = element("p", { class: "nd-card__text", dir: "auto" });
  excerpt.innerHTML = data.excerpt; // made by Pagefind from text that it escapes
  const facts = [kind !== "Entry" && kind, outlet, dated, spoken].filter(Boolean);
  return element("li", { class: "nd-card" },
    element("p", { class: "nd-kicker" }, ...facts.map((fact) => element("span", {}, fact))),
    element("h2", { class: "nd-card__title" }, link), excerpt);
}

async function show(round) {
  const part = await Promise.all(found.slice(shown, shown + STEP).map((result) => result.data()));
  if (round !== latest) return;
  results.append(...part.map(card));
  shown += part.length;
  more.hidden = shown >= found.length;
}

function nothing(wanted) {
  const narrowed = FILTERS.some((name) => wanted[name]);
  return `Nothing found for “${wanted.q}”. Try fewer words, only the beginning of a word, or another spelling` +
    (narrowed ? ", or remove a filter." : ".");
}

async function search(wanted) {
  const round = ++latest;
  results.replaceChildren();
  more.hidden = true;
  if (!wanted.q) {
    state.textContent = FILTERS.some((name) => wanted[name])
      ? "Type a word to search for; to browse, use the lists of digests, outlets or topics."
      : "";
    return;
  }
  state.textContent = "Searching …";
  try {
    const filters = {};
    for (const name of FILTERS) if (wanted[name]) filters[name] = wanted[name];
    const options = { filters };
    if (wanted.sort) options.sort = { date: wanted.sort === "newest" ? "desc" : "asc" };
    const answer = await (await engine()).search(wanted.q, options);
    if (round !== latest) return;
    found = answer.results;
    shown = 0;
    state.textContent = found.length
      ? `${found.length} ${found.length === 1 ? "result" : "results"} for “${wanted.q}”`
      : nothing(wanted);
    await show(round);
  } catch (error) {
    state.textContent = "The search index could not be loaded. Reload the page to try again.";
    throw error;
  }
}

function remember(wanted, push) {
  const address = new URL(location.pathname, location.href);
  for (const [name, value] of Object.entries(wanted)) address.searchParams.set(name, value);
  history[push ? "pushState" : "replaceState"](null, "", address);
}

let waiting;
form.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => { const wanted = read(); remember(wanted, false); search(wanted); }, 200);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  const wanted = read();
  remember(wanted, true);
  search(wanted);
});
more.addEventListener("click", () => show(latest));
addEventListener("popstate", () => { fill(new URL(location.href)); search(read()); });
fill(new URL(location.href));
if (!form.elements.q.value) form.elements.q.focus();
search(read());
