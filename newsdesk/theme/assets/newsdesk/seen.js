// Marks what has come into a list since the reader was last here, and knows the key that leads to the search. What was
// seen is kept in this browser and goes nowhere; it is remembered by what stood there and not by the clock, which may be
// wrong.
// No module: the preview of a desk has no origin, and there a browser loads none.
(() => {
  const address = document.currentScript.src;
  const list = document.querySelector("[data-seen]");
  const line = document.getElementById("seen");
  // Lists that are remembered, and entries of each: enough for a reader, and little enough for the browser.
  const LISTS = 200;
  const ENTRIES = 400;
  const root = new URL("../../", address).pathname;
  const prefix = `nd-seen:${root}`;

  const idsOf = (element) => [...element.querySelectorAll("a[href]")]
    .map((link) => /\/\d{4}\/w\d\d\/([^/#?]+)\//.exec(link.href)?.[1]).filter(Boolean);

  const read = (store, key) => {
    const [turn, ids] = (store.getItem(key) ?? "").split(" ", 2);
    return ids === undefined ? null : { turn: Number(turn) || 0, ids: ids.split(",") };
  };

  // The oldest lists go first: by turns, since a clock may jump.
  function keep(key, ids) {
    const others = Object.keys(localStorage).filter((name) => name.startsWith(prefix) && name !== key)
      .map((name) => [read(localStorage, name)?.turn ?? 0, name]).sort(([one], [other]) => one - other);
    const turn = (others.at(-1)?.[0] ?? 0) + 1;
    while (others.length >= LISTS) localStorage.removeItem(others.shift()[1]);
    for (;;) {
      try {
        return localStorage.setItem(key, `${turn} ${ids.join(",")}`);
      } catch (fault) {
        if (!others.length) throw fault;
        localStorage.removeItem(others.shift()[1]);
      }
    }
  }

  function forget() {
    for (const store of [localStorage, sessionStorage]) {
      for (const key of Object.keys(store)) if (key.startsWith(prefix)) store.removeItem(key);
    }
  }

  // A mark takes no room of its own, so that nothing moves when it appears.
  function mark(item, text) {
    const old = item.querySelector(".nd-new");
    item.dataset.said = old?.textContent ?? "";
    if (old) old.textContent = text;
    else {
      const made = document.createElement("b");
      made.className = "nd-new";
      made.textContent = text;
      (item.querySelector("summary") ?? item).prepend(made, " ");
    }
  }

  function unmark(item) {
    const made = item.querySelector(".nd-new");
    if (item.dataset.said) made.textContent = item.dataset.said;
    else made.remove();
  }

  function say(text, button) {
    line.textContent = text;
    if (!button) return;
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = button.text;
    made.addEventListener("click", button.done);
    line.append(" ", made);
  }

  async function main() {
    const says = await (await fetch(new URL("./seen.json", address))).json();
    const key = prefix + location.pathname.slice(root.length).replace(/page\/\d+\/$/, "").replace(/index\.html$/, "");
    const isFirst = !/\/page\/\d+\//.test(location.pathname);
    const inner = list.querySelectorAll(".nd-carrier");
    const items = [...(inner.length ? inner : list.children)];
    const here = [...new Set(items.flatMap(idsOf))];
    let before;
    let marked = [];
    try {
      const known = read(localStorage, key);
      // Whoever loads a page again in the same tab is on the same visit.
      before = read(sessionStorage, key) ?? known;
      if (before) sessionStorage.setItem(key, `0 ${before.ids.join(",")}`);
      else sessionStorage.setItem(key, `0 ${here.join(",")}`);
      keep(key, [...new Set([...here, ...(known?.ids ?? [])])].slice(0, ENTRIES));
    } catch {
      return say(says.off);
    }
    const button = {
      text: says.forget,
      done: () => {
        forget();
        line.setAttribute("role", "status");
        line.tabIndex = -1;
        line.focus();
        marked.forEach(unmark);
        say(says.forgotten);
      },
    };
    if (!before) return say(says.first, button);
    const seen = new Set(before.ids);
    // Older pages of a list hold what a reader may never have opened: that is not new.
    marked = isFirst ? items.filter((item) => idsOf(item).some((id) => !seen.has(id))) : [];
    for (const item of marked) mark(item, says.mark);
    const count = marked.length.toLocaleString(document.documentElement.lang || undefined);
    say(marked.length ? says.some.replace("{number}", count) : says.none, button);
  }

  if (list && line) main().catch(() => {});
})();

// What a phone lays out late it lays out once the page rests, part after part, and keeps: whoever pictures the whole page,
// or jumps to its end, finds all of it there.
addEventListener("load", () => {
  const parts = [...document.querySelectorAll(".nd-story > section")];
  const rest = window.requestIdleCallback ?? ((work) => setTimeout(work, 50));
  const lay = () => {
    const part = parts.shift();
    if (!part) return;
    part.style.contentVisibility = "visible";
    rest(lay);
  };
  rest(lay);
});

// The key / leads to the search field, as on the search page, where it can be switched off.
(() => {
  const field = document.querySelector(".nd-find input");
  if (!field || document.getElementById("shortcut")) return;
  const isOff = () => {
    try {
      return localStorage.getItem("nd-slash") === "off";
    } catch {
      return false;
    }
  };
  addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.defaultPrevented) return;
    if (event.target.closest?.("input:not([type=checkbox]), select, textarea, [contenteditable]") || isOff()) return;
    event.preventDefault();
    // On a narrow screen there is no field but a sign, which leads to that of the search page.
    if (!field.getClientRects().length) return field.form.submit();
    field.focus();
    field.select();
  });
})();

// What is folded opens where a link leads into it: older browsers leave it, and stay where they are.
(() => {
  const unfold = () => {
    const target = document.querySelector(":target");
    const folded = [];
    for (let at = target; (at = at?.parentElement?.closest("details:not([open])"));) folded.push(at);
    for (const one of folded) one.open = true;
    if (folded.length) target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();
})();
