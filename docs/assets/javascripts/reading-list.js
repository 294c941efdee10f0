/* A reading list that fits in a link: the whole list stands in the fragment, and no server sees or keeps it.

   1;Before_the_talk;Read_these;20261204;Gnever-ask;_what-counts=Twice;Wlearn-15;0abc123

   Fields are parted by ;: version, title, note, due date, each item, and last the check value, the CRC-32 of all that
   stands before its ;, as seven digits to the base 36. The last sign is always a letter or a digit: programs that find
   links in a text leave a final dot or dash out. None of the signs needs a percent sign in a fragment.

   Text      letters, digits and - stand for themselves, _ for a space; anything else is .base64url of its UTF-8. (with
             a dot at both ends), as long a run as there is. Text is tidy (see below).
   Due date  YYYYMMDD, or empty.
   Item      its address from the root of the site, and after = a note if it has one. The first / and the one at the end
             of a page's address are left out (but the home page is /), # is _, and a folder of FOLDERS is its letter. An
             item on the page of the item before begins with _.

   A list has one way to be written, so a link whose list would be written otherwise is no link of ours. The same format
   stands in Python in tests/reading_list_tools.py. Version 1 never changes, since coaches hand these links out: what has
   to be different is a version 2, beside it. */

export const LONGEST = 2000;
export const LONGEST_TEXT = { title: 100, note: 400, item: 200 };

const VERSION = "1";
const FOLDERS = { G: "guide", Q: "questions", W: "worksheets", T: "comparisons", S: "scripts", C: "coaches" };
const PATH = /^\/(?:[a-z0-9-]+\/)*(?:[a-z0-9-]+(?:\.[a-z0-9-]+)+)?(?:#[a-z0-9-]+)?$/;
const ESCAPED = /[^A-Za-z0-9 -]+(?: [^A-Za-z0-9 -]+)*/gu;
const RUN = /\.([A-Za-z0-9_-]+)\./g;
const SPACE = /[\s\p{Cc}]+/gu;
const UNSEEN = /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufff9-\ufffb\u{e0000}-\u{e007f}]|\p{Cs}/gu;

/* Why a fragment is not read: `reason` is long, signs, other, version, cut, changed or wrong. */
export class Damaged extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

export const isPath = (path) => PATH.test(path);

/* One line without what cannot be seen: control signs, marks that turn the direction of text, halves of characters. */
export function tidy(text, longest) {
  const line = text.replace(UNSEEN, "").replace(SPACE, " ").trim();
  return [...line].slice(0, longest).join("").trim();
}

/* The fragment of a list {title, note, due, items: [{path, note}]} whose texts are tidy, paths good and due is YYYY-MM-DD. */
export function encode({ title, note, due, items }) {
  let page;
  const written = items.map((item) => {
    const [path, anchor] = item.path.split("#");
    const place = anchor && path === page ? "" : shortened(path);
    page = path;
    return place + (anchor ? `_${anchor}` : "") + (item.note ? `=${escaped(item.note)}` : "");
  });
  const body = [VERSION, escaped(title), escaped(note), due.replaceAll("-", ""), ...written].join(";");
  return `${body};${check(body)}`;
}

/* The list of a fragment (without its #). Throws Damaged. */
export function decode(fragment) {
  if (fragment.length > LONGEST) throw new Damaged("long");
  const text = unquoted(fragment);
  if (!/^[A-Za-z0-9_./=;-]*$/.test(text)) throw new Damaged("signs");
  const version = /^(\d{1,3});/.exec(text);
  if (!version) throw new Damaged("other");
  if (version[1] !== VERSION) throw new Damaged("version");
  const end = text.lastIndexOf(";");
  if (!/^[0-9a-z]{7}$/.test(text.slice(end + 1))) throw new Damaged("cut");
  if (check(text.slice(0, end)) !== text.slice(end + 1)) throw new Damaged("changed");
  const [, title = "", note = "", due = "", ...items] = text.slice(0, end).split(";");
  const list = { title: unescaped(title), note: unescaped(note), due: day(due), items: paths(items) };
  if (!isSound(list) || encode(list) !== text) throw new Damaged("wrong");
  return list;
}

/* What tells one list from another. */
export const checkOf = (list) => encode(list).slice(-7);

function isSound({ title, note, due, items }) {
  const texts = [[title, LONGEST_TEXT.title], [note, LONGEST_TEXT.note], ...items.map((i) => [i.note, LONGEST_TEXT.item])];
  const isDay = !due || new Date(`${due}T00:00Z`).toJSON()?.startsWith(due);
  const places = new Set(items.map((item) => item.path));
  return items.length > 0 && places.size === items.length && [...places].every(isPath) && isDay &&
    texts.every(([text, longest]) => tidy(text, longest) === text);
}

/* Some programs write _ or ; with percent signs. */
function unquoted(fragment) {
  try {
    return fragment.includes("%") ? decodeURIComponent(fragment) : fragment;
  } catch {
    throw new Damaged("signs");
  }
}

function shortened(path) {
  if (path === "/") return path;
  const place = path.slice(1).replace(/\/$/, "");
  const [folder, ...rest] = place.split("/");
  const letter = Object.keys(FOLDERS).find((key) => FOLDERS[key] === folder);
  return letter ? letter + rest.join("/") : place;
}

function paths(items) {
  let page = "";
  return items.map((item) => {
    const [place, note, ...more] = item.split("=");
    const [written, anchor, ...rest] = place.split("_");
    if (more.length || rest.length || note === "" || anchor === "") throw new Damaged("wrong");
    if (written || anchor === undefined) page = lengthened(written);
    return { path: page + (anchor ? `#${anchor}` : ""), note: unescaped(note ?? "") };
  });
}

function lengthened(place) {
  if (place === "/") return place;
  const folder = Object.hasOwn(FOLDERS, place[0] ?? "") ? FOLDERS[place[0]] : "";
  const path = folder ? [folder, place.slice(1)].filter(Boolean).join("/") : place;
  return `/${path}${path.split("/").at(-1).includes(".") ? "" : "/"}`;
}

function day(written) {
  if (written && !/^20\d{6}$/.test(written)) throw new Damaged("wrong");
  return written.replace(/^(....)(..)(..)$/, "$1-$2-$3");
}

function escaped(text) {
  const runs = text.replace(ESCAPED, (run) => `.${base64(new TextEncoder().encode(run))}.`);
  return runs.replaceAll(" ", "_");
}

const base64 = (bytes) =>
  btoa(String.fromCharCode(...bytes)).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");

/* In a run _ is a digit of base64url, elsewhere a space. */
function unescaped(written) {
  const parts = written.split(RUN);
  return parts.map((part, at) => (at % 2 ? fromBase64(part) : part.replaceAll("_", " "))).join("");
}

function fromBase64(digits) {
  try {
    const bytes = Uint8Array.from(atob(digits.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Damaged("wrong");
  }
}

/* CRC-32 as in ZIP, PNG and Python's zlib, to the base 36. */
function check(text) {
  let crc = ~0;
  for (const sign of text) {
    crc ^= sign.charCodeAt(0);
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return (~crc >>> 0).toString(36).padStart(7, "0");
}
