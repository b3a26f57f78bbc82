// What the spellings of one address share: `lookup_key` in newsdesk/evidence/cited/addresses.py makes the same.

// What tells where a reader came from and not which article it is, as the package courlan knows it.
const TRACKERS = new RegExp(
  "^(?:dc|fbc|gc|twc|yc|ysc)lid|^(?:click|gbra|msclk|igsh|partner|wbra)id|" +
    "^(?:ads?|mc|ga|gs|itm|mc|mkt|ml|mtm|oly|pk|utm|vero)_|" +
    "(?:\\b|_)(?:aff|affi|affiliate|campaign|cl?id|eid|ga|gl|kwd|keyword|medium|ref|referr?er|session|source|uid|xtor)",
);
const OTHER_HOST = /^(?:m|mobile|amp|touch|wap)\.(?=[^.]+\.)/;
const OTHER_PATH = /^\/amp(?=\/.)|(?:\/amp|\.amp)$|(?:\.amp|\/amp)(?=\.html$)/g;
const OTHER_QUERY = ["amp", "outputtype"];

// Codes are read as UTF-8; what is none is shown by a mark, as everywhere.
const read = (text) =>
  text.replace(/(?:%[0-9a-f]{2})+/gi, (codes) =>
    new TextDecoder("utf-8", { ignoreBOM: true }).decode(
      Uint8Array.from(codes.slice(1).split("%"), (code) => parseInt(code, 16)),
    ),
  );

// The key of an address; "" for what is no address of a page.
export function lookupKey(address) {
  const text = address.trim();
  let url;
  try {
    url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`);
  } catch {
    return "";
  }
  if (!/^https?:$/.test(url.protocol) || !/^[^%]+\.[^%]+$/.test(url.hostname)) return "";
  const host = url.hostname.replace(/^www\./, "").replace(OTHER_HOST, "");
  const path = read(url.pathname.replace(/\/+/g, "/").replace(/\/+$/, "")).replace(OTHER_PATH, "").replace(/\/+$/, "");
  const pairs = [...url.searchParams]
    .filter(([name, value]) => value && !TRACKERS.test(name.toLowerCase()) && !OTHER_QUERY.includes(name.toLowerCase()))
    .sort(([one], [other]) => (one < other ? -1 : one > other ? 1 : 0))
    .map(([name, value]) => `${name}=${value}`);
  return `${host}${path}${pairs.length ? "?" : ""}${pairs.join("&")}`;
}

// In which of so many files a key is looked up, and under which name there.
export async function placeOf(key, files) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(key)));
  const digest = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return [parseInt(digest.slice(0, 4), 16) % files, digest.slice(4, 16)];
}
