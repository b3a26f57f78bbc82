// The page that looks an article up by its address: its state is its own address, so that a bookmark can lead to it.
import { lookupKey, placeOf } from "./address.js";

const form = document.getElementById("lookup");
const field = document.getElementById("url");
const list = document.getElementById("found");
let latest = 0;

function say(which) {
  for (const one of document.querySelectorAll("#answer [data-says]")) one.hidden = one.dataset.says !== which;
}

async function heldBy(address) {
  const [file, name] = await placeOf(lookupKey(address), Number(form.dataset.files));
  const answer = await fetch(`${file.toString(16)}.json`);
  if (!answer.ok) throw new Error(answer.statusText);
  return (await answer.json())[name] ?? [];
}

async function look(addresses) {
  const round = ++latest;
  list.replaceChildren();
  const wanted = [...new Set(addresses.filter((address) => lookupKey(address)))];
  if (!addresses[0]) return say("");
  if (!wanted.length) return say("odd");
  if (!globalThis.crypto?.subtle) return say("insecure");
  say("wait");
  let held = [];
  try {
    for (const address of wanted) {
      held = await heldBy(address);
      if (held.length) break;
    }
  } catch {
    return round === latest && say("fault");
  }
  if (round !== latest) return;
  say(!held.length ? "none" : held.every(([, , withdrawn]) => withdrawn) ? "withdrawn" : "here");
  for (const [path, title] of held) {
    const link = document.createElement("a");
    link.href = `../${path}`;
    link.dir = "auto";
    link.textContent = title;
    const item = document.createElement("li");
    item.append(link);
    list.append(item);
  }
}

function show() {
  const asked = new URL(location).searchParams;
  field.value = asked.get("url") ?? "";
  look([field.value, asked.get("canonical") ?? ""]);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  history.pushState(null, "", field.value ? `?url=${encodeURIComponent(field.value)}` : "./");
  look([field.value]);
});
// The browser itself would refuse an address without https://, which is no fault of whoever pastes it.
form.noValidate = true;
addEventListener("popstate", show);

// The page that is looked at may say which of its addresses is its own.
const here = new URL("./", location).href;
const code = `javascript:void(open(${JSON.stringify(`${here}?url=`)}+encodeURIComponent(location.href)+` +
  `"&canonical="+encodeURIComponent((document.querySelector("link[rel=canonical]")||{}).href||"")))`;
document.getElementById("drag").href = code;
document.getElementById("code").value = code;
document.getElementById("copy").addEventListener("click", async () => {
  document.getElementById("code").select();
  await navigator.clipboard?.writeText(code);
});
document.getElementById("bookmarklet").hidden = false;
show();
