// Turns files of ours, which narrow.py makes, into what Pagefind reads: CBOR, of which most is copied byte by byte.
const NARROW = 0xff;
let placeless = 0; // what stands for the place of a word where that is not known: no two words of a page have the same

const partsOf = (raw) => {
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  let at = 3 + raw[2] * 4;
  return [...Array(raw[2]).keys()].map((number) => {
    const part = { raw: raw.subarray(at, at + view.getUint32(3 + number * 4)), at: 0 };
    at += part.raw.length;
    return part;
  });
};
const isOurs = (raw, kind) => raw[0] === NARROW && raw[1] === kind.charCodeAt(0);
const placesOf = (raw) => (isOurs(raw, "w") ? new TextDecoder().decode(partsOf(raw)[0].raw) : "");

// A number that stands in CBOR, of whatever kind.
function headIn(part) {
  const { raw } = part, first = raw[part.at++], short = first & 31;
  let value = short;
  if (short > 23) {
    value = 0;
    for (let left = 1 << (short - 24); left; left--) value = value * 256 + raw[part.at++];
  }
  return first >> 5 === 1 ? -1 - value : value;
}

function written(size) {
  let raw = new Uint8Array(size), at = 0;
  const room = (more) => {
    if (at + more <= raw.length) return;
    const larger = new Uint8Array(Math.max(raw.length * 2, at + more));
    larger.set(raw);
    raw = larger;
  };
  const byte = (value) => { room(1); raw[at++] = value; };
  const copy = (part, start) => { // what was read since
    room(part.at - start);
    for (let from = start; from < part.at; from++) raw[at++] = part.raw[from];
  };
  return {
    byte, done: () => raw.subarray(0, at),
    head(kind, value) {
      const size = value < 24 ? 0 : value < 256 ? 1 : value < 65536 ? 2 : 4;
      room(5);
      raw[at++] = (kind << 5) | (size ? 24 + Math.log2(size) : value);
      for (let left = size - 1; left >= 0; left--) raw[at++] = Math.floor(value / 256 ** left) & 255;
    },
    number(part) { const start = part.at, value = headIn(part); copy(part, start); return value; },
    text(part) { const start = part.at, size = headIn(part); part.at += size; copy(part, start); },
    ascii(text) {
      this.head(3, text.length);
      room(text.length);
      for (let n = 0; n < text.length; n++) raw[at++] = text.charCodeAt(n);
    },
    rest(part) { const start = part.at; part.at = part.raw.length; copy(part, start); },
  };
}

function wideWords([, words, numbers, marks, fields], places) {
  const out = written(words.raw.length + (numbers.raw.length + (places ?? marks.raw).length + fields.raw.length) * 2);
  const where = places ? { raw: places, at: 0 } : marks;
  const list = (part) => { for (let left = out.number(part); left; left--) out.number(part); };
  const marked = () => { // a place counts up
    let place = placeless;
    for (let left = out.number(where); left; left--) {
      if (where.raw[where.at]) out.number(where);
      else { where.at++; out.head(0, place++); }
    }
    return place;
  };
  const pages = () => {
    let most = placeless;
    for (let left = out.number(words); left; left--) {
      out.byte(0x83);
      out.number(numbers);
      if (places) list(where);
      else most = Math.max(most, marked());
      list(fields);
    }
    placeless = most;
  };
  out.byte(0x81);
  for (let left = out.number(words); left; left--) {
    out.byte(0x83);
    out.text(words);
    pages();
    for (let forms = out.number(words); forms; forms--) { out.byte(0x82); out.text(words); pages(); }
  }
  return out.done();
}

function wideFilter([kind, values, numbers]) {
  const out = written(kind.raw.length + values.raw.length + numbers.raw.length * 4);
  out.byte(0x82);
  out.text(kind);
  for (let left = out.number(values); left; left--) {
    out.byte(0x82);
    out.text(values);
    let page = 0;
    for (let pages = out.number(values); pages; pages--) out.head(0, page += headIn(numbers));
  }
  return out.done();
}

function wideMeta([version, blocks, counts, chunks, filters, fields, sort, order]) {
  const found = [];
  while (blocks.at < blocks.raw.length) {
    const end = headIn(blocks) + blocks.at;
    const name = new TextDecoder().decode(blocks.raw.subarray(blocks.at, end));
    blocks.at = end;
    for (let at = 0, count = headIn(blocks); at < count; at++) found.push(`${name}_${at}`);
  }
  const out = written(found.length * 28 + chunks.raw.length);
  out.byte(0x86);
  out.rest(version);
  out.head(4, found.length);
  for (const name of found) { out.byte(0x82); out.ascii(name); out.number(counts); }
  out.rest(chunks);
  out.rest(filters);
  out.byte(0x81);
  out.byte(0x82);
  out.text(sort);
  out.head(4, found.length);
  let page = 0;
  for (const _ of found) out.head(0, page += headIn(order));
  out.rest(fields);
  return out.done();
}

// What Pagefind reads in the place of a file; with `places`, a file of words has the places of its words.
function widened(raw, places) {
  if (isOurs(raw, "w")) return wideWords(partsOf(raw), places || undefined);
  if (isOurs(raw, "f")) return wideFilter(partsOf(raw));
  return isOurs(raw, "m") ? wideMeta(partsOf(raw)) : raw;
}
