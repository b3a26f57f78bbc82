// Two outlets on one story: which two is said by the address (#a=tass&b=24kg), so that it can be shared.
// Without this script every outlet stands below the other one, and says of each source where else it is.
(() => {
  const byId = (id) => document.getElementById(id);
  const form = byId("choose");
  const said = byId("said");
  const both = byId("both");
  const fields = [byId("a"), byId("b")];
  const sides = new Map([...document.querySelectorAll(".nd-side")].map((side) => [side.dataset.outlet, side]));
  const names = [...sides.keys()];
  // Where a story has very many outlets, these stand on several pages, each of which has all names.
  const pageOf = new Map([...fields[0].options].filter(({ dataset }) => dataset.page).map(({ value, dataset }) => [value, dataset.page]));
  const nameOf = (id) => sides.get(id).querySelector("h2");
  const itemsOf = (id, list) => [...sides.get(id).querySelectorAll(`.${list} > li`)];
  const keysOf = (id, list) => new Set(itemsOf(id, list).map((item) => item.dataset.key));

  // What another page has on its outlets is set beside what stands here; else that page is gone to.
  async function fetched(name) {
    const address = new URL(pageOf.get(name), location.href.split("#")[0]);
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const side of page.querySelectorAll(".nd-side")) {
        if (sides.has(side.dataset.outlet)) continue;
        for (const link of side.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), address);
        const own = document.importNode(side, true);
        own.hidden = true;
        byId("sides").append(own);
        sides.set(side.dataset.outlet, own);
      }
    } catch {
      location.assign(`${address}#of-${name}`);
    }
  }

  // What the address asks for; `odd` is what to say where it names an outlet that has no entry on the story.
  function asked() {
    const hash = decodeURI(location.hash.slice(1));
    const given = hash.startsWith("of-") ? { a: hash.slice(3) } : Object.fromEntries(new URLSearchParams(hash));
    const known = (name) => (sides.has(name) || pageOf.has(name) ? name : undefined);
    const odd = [given.a, given.b].some((name) => name && !known(name)) ? said.dataset.odd : "";
    let [a, b] = [known(given.a), known(given.b)];
    if (!a && !b) [a, b] = [form.dataset.a, form.dataset.b];
    const other = (name) => [form.dataset.b, form.dataset.a, ...names].find((one) => one !== name);
    a ??= other(b);
    if (!b || b === a) b = other(a);
    return { a, b, odd };
  }

  function cell(tag, nodes, label) {
    const made = document.createElement(tag);
    if (label) {
      const whose = document.createElement("span");
      whose.className = "nd-both__name";
      whose.textContent = label;
      made.append(whose);
    }
    made.append(...nodes.map((node) => node.cloneNode(true)));
    return made;
  }

  function row(one, other, labels) {
    const made = document.createElement("tr");
    const head = cell("th", [...one.querySelector(".nd-side__who").childNodes]);
    head.scope = "row";
    const whats = [one, other].map((item, at) => cell("td", [...item.querySelector(".nd-side__what").children], labels[at]));
    made.append(head, ...whats);
    return made;
  }

  async function show() {
    const { a, b, odd } = asked();
    const pair = [a, b];
    for (const name of pair) if (!sides.has(name)) await fetched(name);
    const now = asked();
    if (now.a !== a || now.b !== b || !pair.every((name) => sides.has(name))) return;
    const labels = pair.map((name) => nameOf(name).textContent);
    pair.forEach((name, at) => { fields[at].value = name; });
    for (const [name, side] of sides) {
      side.hidden = !pair.includes(name);
      side.open = !side.hidden;
      side.style.order = name === b ? 1 : 0;
    }
    const held = pair.map((name) => itemsOf(name, "nd-side__list"));
    const second = new Map(held[1].map((item) => [item.dataset.key, item]));
    const first = keysOf(a, "nd-side__list");
    const shared = held[0].filter((item) => second.has(item.dataset.key));
    both.querySelector("tbody").replaceChildren(...shared.map((item) => row(item, second.get(item.dataset.key), labels)));
    [...both.querySelectorAll("thead th")].slice(1).forEach((head, at) => { head.textContent = labels[at]; });
    both.hidden = !shared.length;
    // What a reader must know of an outlet stands before the first words of it: in its column, or above the table.
    const notices = pair.flatMap((name) => [...sides.get(name).querySelectorAll(".nd-notices")]);
    const above = notices.map((notice) => notice.cloneNode(true));
    above.forEach((notice) => { notice.hidden = false; });
    byId("told").replaceChildren(...(both.hidden ? [] : above));
    notices.forEach((notice) => { notice.hidden = !both.hidden; });
    held[0].forEach((item) => { item.hidden = second.has(item.dataset.key); });
    held[1].forEach((item) => { item.hidden = first.has(item.dataset.key); });
    pair.forEach((name, at) => {
      const figures = keysOf(pair[1 - at], "nd-side__figures");
      for (const item of itemsOf(name, "nd-side__figures")) item.classList.toggle("is-both", figures.has(item.dataset.key));
      const left = held[at].some((item) => !item.hidden);
      sides.get(name).querySelector(".nd-side__alone")?.toggleAttribute("hidden", !left);
    });
    const counts = { both: shared.length, one: held[0].length - shared.length, other: held[1].length - shared.length };
    const values = { ...counts, a: labels[0], b: labels[1] };
    const sentence = said.dataset.says.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
    said.textContent = `${odd ? `${odd} ` : ""}${sentence}`;
  }

  for (const field of fields) {
    field.addEventListener("change", () => {
      const other = fields[field === fields[0] ? 1 : 0];
      // Whoever chooses the same outlet twice has both change places.
      if (other.value === field.value) other.value = asked()[field.id];
      history.replaceState(null, "", `#a=${fields[0].value}&b=${fields[1].value}`);
      show();
    });
  }
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", show);
  byId("sides").classList.add("is-paired");
  form.classList.add("is-ready");
  show();
})();
