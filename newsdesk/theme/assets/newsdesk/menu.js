// The menu of Material on a narrow screen is opened by a label, which no key reaches: here it is a button.
// No module: the preview of a desk has no origin, and there a browser loads none.
(() => {
  const toggle = document.getElementById("__drawer");
  const label = document.querySelector(".md-header__button[for=__drawer]");
  const drawer = document.querySelector(".md-sidebar--primary");

  if (toggle && label && drawer) {
    drawer.id ||= "nd-drawer";
    // A label may not be given the role of a button. Its `for` stays, by which the sheets of Material know it.
    const opener = document.createElement("button");
    for (const { name, value } of label.attributes) opener.setAttribute(name, value);
    for (const [name, value] of Object.entries({ type: "button", "aria-controls": drawer.id })) opener.setAttribute(name, value);
    opener.append(...label.childNodes);
    label.replaceWith(opener);
    opener.setAttribute("aria-label", drawer.querySelector("nav")?.getAttribute("aria-label") ?? "Menu");
    const told = () => opener.setAttribute("aria-expanded", toggle.checked);
    const turn = (open) => {
      if (toggle.checked !== open) toggle.click();
      told();
      // What is hidden takes no focus: a moment later it is there.
      if (open) setTimeout(() => drawer.querySelector("a")?.focus(), 50);
      else opener.focus();
    };
    told();
    toggle.addEventListener("change", told);
    opener.addEventListener("click", () => turn(!toggle.checked));
    addEventListener("keydown", (event) => { if (event.key === "Escape" && toggle.checked) turn(false); });
  }
})();

// The script of Material answers readers: on a narrow screen it comes when one touches, scrolls or presses a key, since
// until then it would only reckon all styles once more; or when the system turns dark. On a wide one it places what
// stands at the sides.
(() => {
  const later = document.querySelector("script[data-nd-later]");
  if (!later) return;
  const NEEDED = ".md-content__inner > table:not([class]), .md-content__inner > pre, .highlight, .tabbed-set, .mermaid";
  const [wide, dark] = ["(min-width: 76.25em)", "(prefers-color-scheme: dark)"].map((query) => matchMedia(query));
  const signs = ["pointerdown", "touchstart", "click", "keydown", "wheel", "scroll"];
  let chosen;
  const choose = ({ target }) => { if (target.name === "__palette") chosen = target; };
  const start = () => {
    for (const sign of signs) removeEventListener(sign, start, true);
    for (const turn of [wide, dark]) turn.removeEventListener("change", start);
    const script = document.createElement("script");
    script.src = later.dataset.ndLater;
    // What was chosen while it was on its way is chosen once more.
    script.onload = () => {
      removeEventListener("change", choose);
      chosen?.dispatchEvent(new Event("change", { bubbles: true }));
    };
    document.body.append(script);
  };
  addEventListener("change", choose);
  if (location.hash || wide.matches || document.querySelector(NEEDED)) start();
  else {
    for (const sign of signs) addEventListener(sign, start, { capture: true, passive: true });
    for (const turn of [wide, dark]) turn.addEventListener("change", start);
  }
})();
