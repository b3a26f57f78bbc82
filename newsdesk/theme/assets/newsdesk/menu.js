// The menu of Material on a narrow screen is opened by a label, which no key reaches: here it is a button.
const toggle = document.getElementById("__drawer");
const opener = document.querySelector(".md-header__button[for=__drawer]");
const drawer = document.querySelector(".md-sidebar--primary");

if (toggle && opener && drawer) {
  drawer.id ||= "nd-drawer";
  for (const [name, value] of Object.entries({ role: "button", tabindex: "0", "aria-controls": drawer.id })) opener.setAttribute(name, value);
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
  opener.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    event.stopPropagation(); // Material clicks a label itself, where it hears of Enter
    turn(!toggle.checked);
  });
  addEventListener("keydown", (event) => { if (event.key === "Escape" && toggle.checked) turn(false); });
}
