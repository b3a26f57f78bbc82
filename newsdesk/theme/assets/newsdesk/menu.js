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
