/* Makes reading lists: what is chosen, in which order, with which words, becomes one link at once. The list stands in this
   page's own address as well, so that a reload, or the way back, keeps it. Nothing is sent or stored. */

import { announce, copyText } from "./copy-link.js";
import { REASONS } from "./reading-list-problems.js";
import { LONGEST, LONGEST_TEXT, decode, encode, isPath, tidy } from "./reading-list.js";
import { addressOf, find, kindOf, loadIndex, root } from "./reading-list-index.js";

const form = document.querySelector("form.assign");
const part = (name, within = form) => within.querySelector(name);
const { words, kind, title, due, note } = form.elements;
const count = part(".assign-count");
const results = part(".assign-results");
const more = part("[data-more]");
const list = part(".assign-items");
const problem = part("[data-problem]");
const link = part("#__assign-link");
const page = new URL("reading-list/", root).href;

const FIRST = 5;
const NEXT = 20;
const PAUSE = 300;
const NAMED = 20; // a page whose address is the very words, before everything else

let index;
let found = [];
let shown = FIRST;
let items = []; // {path, thing, note, made}

const copyOf = (name) => part(`[data-${name}]`).content.firstElementChild.cloneNode(true);

/* ── What can be chosen ──────────────────────────────────────────────────────────────────────────────────────────── */

/* Without case, accents and signs; a space before each word, so that " " + word finds its beginning. */
const plain = (text) =>
  ` ${text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean).join(" ")}`;

/* How well a thing fits all the words: 0 not at all, more for a word in its title, most at the title's beginning. */
function fit(thing, terms) {
  thing.named ??= plain(thing.title);
  thing.near ??= plain(`${thing.within} ${thing.path} ${kindOf(thing)}`);
  let sum = 1;
  for (const term of terms) {
    if (thing.named.startsWith(` ${term}`)) sum += 4;
    else if (thing.named.includes(` ${term}`)) sum += 3;
    else if (thing.near.includes(` ${term}`)) sum += 1;
    else return 0;
  }
  const isNamedSo = !thing.within && thing.path.endsWith(`/${terms.join("-")}/`);
  return sum + (thing.within ? 0 : 1) + (isNamedSo ? NAMED : 0);
}

/* The paths of a text that is addresses of this site and nothing else, whole ones or from the root; else undefined.
   An address of elsewhere, or one that cannot be on a list, is null. */
function addresses(text) {
  const parts = text.split(/\s+/).filter(Boolean);
  if (!parts.length || !parts.every((one) => /^(https?:\/)?\//i.test(one))) return undefined;
  return parts.map((one) => {
    const url = urlOf(one);
    if (url?.origin !== root.origin || !url.pathname.startsWith(root.pathname)) return null;
    const [last] = url.pathname.split("/").slice(-1);
    const folder = last && !last.includes(".") ? "/" : "";
    const path = `/${url.pathname.slice(root.pathname.length)}${folder}${url.hash}`.replace(/index\.html(?=#|$)/, "");
    return isPath(path) ? path : null;
  });
}

function urlOf(text) {
  try {
    return text.startsWith("/") ? new URL(`.${text}`, root) : new URL(text);
  } catch {
    return undefined;
  }
}

let search = 0;
let counting;

/* The index comes when it is first needed: the page without it is there at once. */
let loading;

function load() {
  loading ??= loadIndex().then(
    (found) => { index = found; },
    () => { count.textContent = "What there is to choose from could not be loaded. Reload the page to try again."; },
  ).then(look);
  return loading;
}

async function look() {
  if (!index) return;
  const turn = (search += 1);
  shown = FIRST;
  const pasted = addresses(words.value);
  if (pasted) {
    const things = await Promise.all(pasted.map((path) => path && find(path, index)));
    if (turn !== search) return;
    found = things.filter(Boolean);
    draw(pastedInWords(things));
    return;
  }
  const terms = plain(words.value).split(" ").filter(Boolean);
  const kinds = kind.value.split(" ");
  const fits = index.things.map((thing) => ({ thing, fit: kind.value && !kinds.includes(thing.kind) ? 0 : fit(thing, terms) }));
  found = fits.filter((one) => one.fit).sort((a, b) => b.fit - a.fit || a.thing.place - b.thing.place).map((one) => one.thing);
  if (found.length) draw(terms.length ? `${found.length} found` : `${found.length} to choose from`);
  else draw("Nothing found. Try another word, or show everything.");
}

function pastedInWords(things) {
  const missing = things.filter((thing) => !thing).length;
  if (!missing) return things.length === 1 ? "This address is on this site." : `All ${things.length} addresses are on this site.`;
  const where = `Copy it from a page that starts with ${root.href}.`;
  return things.length === 1 ? `No page of this site has this address. ${where}` : `${missing} of ${things.length} are not on this site. ${where}`;
}

/* The count is said when the typing rests; at every key a screen reader would have to read it out. */
function draw(sentence) {
  clearTimeout(counting);
  counting = setTimeout(() => { count.textContent = sentence; }, PAUSE);
  results.replaceChildren(...found.slice(0, shown).map(result));
  more.hidden = found.length <= shown;
}

function result(thing) {
  const made = copyOf("result");
  const button = part("[data-add]", made);
  fillIn(made, thing);
  part("[data-name]", made).textContent = thing.title;
  button.addEventListener("click", () => {
    const there = items.findIndex((item) => item.path === thing.path);
    if (there < 0) add(thing);
    else remove(items[there]);
  });
  made.path = thing.path;
  mark(made);
  return made;
}

function mark(made) {
  const on = items.some((item) => item.path === made.path);
  const button = part("[data-add]", made);
  button.setAttribute("aria-pressed", on);
  part(".word", button).textContent = on ? "Added" : "Add";
}

function fillIn(made, thing) {
  const name = part("a", made);
  name.textContent = thing.title;
  name.href = addressOf(thing.path);
  part(".facts", made).textContent = kindOf(thing);
}

/* ── What is chosen ──────────────────────────────────────────────────────────────────────────────────────────────── */

function itemOf(thing, remark = "") {
  const made = copyOf("item");
  const item = { path: thing.path, thing, note: remark, made };
  const input = part("input", made);
  fillIn(made, thing);
  input.value = remark;
  part("label .visually-hidden", made).textContent = `on ${thing.title}`;
  for (const [name, word] of [["up", "Move up"], ["down", "Move down"], ["remove", "Remove"]])
    part(`[data-${name}] span`, made).textContent = `${word}: ${thing.title}`;
  part("[data-up]", made).addEventListener("click", () => move(item, -1, "up"));
  part("[data-down]", made).addEventListener("click", () => move(item, 1, "down"));
  part("[data-remove]", made).addEventListener("click", () => {
    const at = items.indexOf(item);
    remove(item);
    const next = items[Math.min(at, items.length - 1)];
    (next ? part("[data-remove]", next.made) : words).focus();
  });
  input.addEventListener("input", () => {
    item.note = input.value;
    settle();
  });
  made.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    move(item, event.key === "ArrowUp" ? -1 : 1);
  });
  return item;
}

function add(thing) {
  const item = itemOf(thing);
  const over = page.length + 1 + encode(asList([...items, item])).length - LONGEST;
  if (over > 0) {
    problem.textContent = `“${thing.title}” was not added: the link would be ${over} characters too long. Remove something, or shorten a note.`;
    announce(problem.textContent);
    return;
  }
  items.push(item);
  changed(`Added: ${thing.title}. ${items.length} on the list.`);
}

function remove(item) {
  items = items.filter((one) => one !== item);
  changed(`Removed: ${item.thing.title}. ${items.length} on the list.`);
}

function move(item, by, button) {
  const at = items.indexOf(item);
  const to = at + by;
  if (to < 0 || to >= items.length) return;
  const focused = document.activeElement;
  items.splice(to, 0, ...items.splice(at, 1));
  changed(`${item.thing.title} is now ${to + 1} of ${items.length}.`);
  focused.focus();
  if (button && focused.disabled) part(`[data-${button === "up" ? "down" : "up"}]`, item.made).focus();
}

function changed(sentence) {
  list.replaceChildren(...items.map((item) => item.made));
  for (const [at, { made }] of items.entries()) {
    part("[data-up]", made).disabled = at === 0;
    part("[data-down]", made).disabled = at === items.length - 1;
  }
  part(".assign-empty").hidden = items.length > 0;
  for (const made of results.children) mark(made);
  hand();
  announce(sentence);
}

/* ── The link ────────────────────────────────────────────────────────────────────────────────────────────────────── */

const asList = (some) => ({
  title: tidy(title.value, LONGEST_TEXT.title),
  note: tidy(note.value, LONGEST_TEXT.note),
  due: /^20\d\d-\d\d-\d\d$/.test(due.value) ? due.value : "",
  items: some.map((item) => ({ path: item.path, note: tidy(item.note, LONGEST_TEXT.item) })),
});

let typing;

function settle() {
  clearTimeout(typing);
  typing = setTimeout(hand, PAUSE);
}

/* Gives the link of the list as it is now, in every place that shows it. */
function hand() {
  clearTimeout(typing);
  const fragment = items.length ? encode(asList(items)) : "";
  const address = `${page}#${fragment}`;
  const left = LONGEST - address.length;
  const good = items.length > 0 && left >= 0;
  problem.textContent = left < 0 ? `The link is ${-left} characters too long. Shorten a note, or remove something.` : "";
  link.value = good ? address : "";
  part(".assign-left").textContent = good ? `${address.length} characters; ${left} are left.` : "";
  part("[data-copy]").disabled = !good;
  part("[data-qr]").disabled = !good;
  const opener = part("[data-open]");
  opener.hidden = !good;
  if (good) opener.href = address;
  else opener.removeAttribute("href");
  if (good || !items.length) {
    history.replaceState(history.state, "", good ? `#${fragment}` : location.pathname + location.search);
  }
  drawCode();
}

part("[data-copy]").addEventListener("click", async () => {
  hand();
  if (!link.value || (await copyText(link.value, part("[data-copy]"), "Link copied"))) return;
  link.select();
  announce("The link is marked. Copy it with your keyboard or menu.");
});

/* ── The QR code ─────────────────────────────────────────────────────────────────────────────────────────────────── */

const SVG = "http://www.w3.org/2000/svg";
const QUIET = 4;
const MODULE = 0.5; // millimeters: what a telephone still reads from paper, as on the printed sheets
const DENSE = 300; // from here on less is spent on mending, so that the squares stay larger
const PIXELS = 1200;

const box = part(".assign-qr");
const opener = part("[data-qr]");
let code;

async function drawCode() {
  const address = link.value;
  if (box.hidden && address) return;
  if (!address) {
    box.hidden = true;
    opener.setAttribute("aria-expanded", false);
    return;
  }
  const { correction, generate } = await import("./vendor/lean-qr.js");
  if (address !== link.value) return;
  code = generate(address, { minCorrectionLevel: address.length > DENSE ? correction.L : correction.M });
  part(".qr-plate").replaceChildren(picture());
  const side = Math.max(20, Math.ceil((code.size + 2 * QUIET) * MODULE));
  part(".qr-size").textContent = `Print it at least ${side} mm wide${side > 40 ? ": a long list makes a fine pattern" : ""}.`;
}

function picture() {
  const side = code.size + 2 * QUIET;
  const svg = document.createElementNS(SVG, "svg");
  const dark = document.createElementNS(SVG, "path");
  const light = document.createElementNS(SVG, "path");
  let path = "";
  for (let y = 0; y < code.size; y += 1) {
    for (let x = 0; x < code.size; x += 1) {
      if (!code.get(x, y)) continue;
      let run = 1;
      while (code.get(x + run, y)) run += 1;
      path += `M${x + QUIET} ${y + QUIET}h${run}v1h-${run}z`;
      x += run;
    }
  }
  svg.setAttribute("viewBox", `0 0 ${side} ${side}`);
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", "QR code that opens the reading list");
  svg.setAttribute("shape-rendering", "crispEdges");
  light.setAttribute("fill", "#fff");
  light.setAttribute("d", `M0 0h${side}v${side}h-${side}z`);
  dark.setAttribute("d", path);
  svg.append(light, dark);
  return svg;
}

function save(blob, ending) {
  const name = plain(title.value).trim().replaceAll(" ", "-").replace(/[^a-z0-9-]/g, "").slice(0, 60) || "reading-list";
  const to = document.createElement("a");
  to.href = URL.createObjectURL(blob);
  to.download = `${name}.${ending}`;
  to.click();
  setTimeout(() => URL.revokeObjectURL(to.href), 10000);
}

part('[data-save="svg"]').addEventListener("click", () => {
  const text = new XMLSerializer().serializeToString(part(".qr-plate svg"));
  save(new Blob([text], { type: "image/svg+xml" }), "svg");
});

part('[data-save="png"]').addEventListener("click", () => {
  const scale = Math.ceil(PIXELS / (code.size + 2 * QUIET));
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = (code.size + 2 * QUIET) * scale;
  const pen = canvas.getContext("2d");
  pen.fillStyle = "#fff";
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = "#000";
  pen.scale(scale, scale);
  pen.fill(new Path2D(part(".qr-plate path:last-child").getAttribute("d")));
  canvas.toBlob((blob) => save(blob, "png"), "image/png");
});

opener.addEventListener("click", () => {
  box.hidden = !box.hidden;
  opener.setAttribute("aria-expanded", !box.hidden);
  drawCode();
});

/* ── Beginning ───────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Takes over the list of the address, if there is one. */
async function read() {
  const fragment = location.hash.slice(1);
  const damaged = part("#__assign-damaged");
  if (!fragment || document.getElementById(fragment)) return;
  damaged.hidden = true;
  let given;
  try {
    given = decode(fragment);
  } catch (error) {
    if (!error.reason) throw error;
    damaged.textContent = `The list of this link could not be opened. ${REASONS[error.reason]} You can make a new one here.`;
    damaged.hidden = false;
    return;
  }
  await load();
  const things = await Promise.all(given.items.map(({ path }) => index && find(path, index)));
  [title.value, note.value, due.value] = [given.title, given.note, given.due];
  const gone = given.items.filter((_, at) => index && !things[at]);
  items = given.items.flatMap((item, at) => {
    const thing = things[at] ?? (index ? undefined : { kind: "page", title: item.path, path: item.path, within: "" });
    return thing ? [itemOf(thing, item.note)] : [];
  });
  items = items.filter((item, at) => items.findIndex((one) => one.path === item.path) === at); // two may have moved to one place
  changed("");
  if (gone.length) problem.textContent = `Left out, since it is not on this site any more: ${gone.map((item) => item.path).join(", ")}.`;
}

form.addEventListener("submit", (event) => event.preventDefault());
words.addEventListener("input", look);
words.addEventListener("keydown", (event) => {
  if (event.key !== "Enter") return;
  event.preventDefault();
  part("[data-add]", results)?.focus();
});
kind.addEventListener("change", look);
more.addEventListener("click", () => {
  const next = shown;
  shown += NEXT;
  results.append(...found.slice(next, shown).map(result));
  more.hidden = found.length <= shown;
  part("[data-add]", results.children[next]).focus();
});
for (const field of [title, due, note]) field.addEventListener("input", settle);

for (const field of [words, kind]) field.addEventListener("focus", load, { once: true });
words.addEventListener("focus", () => words.select()); // the next word takes the place of the last
addEventListener("hashchange", read);
read();
