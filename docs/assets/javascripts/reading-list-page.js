/* The student's page: the list that stands in the address, what is done, and where things are now. Everything from the
   address is text. What is ticked is kept in this browser under the list's check value, and nothing else is. */

import { announce } from "./copy-link.js";
import { REASONS } from "./reading-list-problems.js";
import { checkOf, decode } from "./reading-list.js";
import { addressOf, find, kindOf, loadIndex, root } from "./reading-list-index.js";

const part = (name, within = document) => within.querySelector(name);
const section = part("section.reading-list");
const items = part(".list-items");
const article = section.parentElement;
const about = [...article.children].filter((one) => one.matches(".kicker, .page"));
const ownTitle = document.title;
const heading = document.createElement("h1"); // made here, since the page as built has its title already
heading.id = "__list-title";
heading.dir = "auto";
section.prepend(heading);
section.setAttribute("aria-labelledby", heading.id);

let fragment = "";
let kept = new Set();
let key = "";
let total = 0;
let drawn = 0;

/* ── What is kept on the device ──────────────────────────────────────────────────────────────────────────────────── */

const NOT_KEPT = "This browser keeps nothing for this page. Your ticks are lost when you leave it.";

function recall() {
  try {
    const found = JSON.parse(localStorage.getItem(key) ?? "[]");
    kept = new Set(Array.isArray(found) ? found.filter((path) => typeof path === "string") : []);
    return true;
  } catch (error) {
    kept = new Set();
    return error instanceof SyntaxError;
  }
}

function keep() {
  try {
    if (kept.size) localStorage.setItem(key, JSON.stringify([...kept]));
    else localStorage.removeItem(key);
  } catch {
    say(NOT_KEPT);
  }
}

/* ── What is shown ───────────────────────────────────────────────────────────────────────────────────────────────── */

const said = new Set();

function say(...sentences) {
  for (const sentence of sentences) said.add(sentence);
  part(".list-said").textContent = [...said].join(" ");
}

function fill(element, text) {
  element.textContent = text;
  element.hidden = !text;
}

function tell() {
  const done = items.querySelectorAll("input:checked").length;
  part(".list-progress").textContent = total ? `${done} of ${total} done` : "";
}

const inWords = (due) => {
  const format = { weekday: "long", year: "numeric", month: "long", day: "numeric", timeZone: "UTC" };
  return `Due ${new Date(`${due}T00:00Z`).toLocaleDateString("en-US", format)}`;
};

/* Shows the list, or why there is none, in place of the page's text. */
function open(title) {
  section.hidden = false;
  for (const one of about) one.hidden = true;
  heading.textContent = title;
  document.title = title;
  said.clear();
  items.replaceChildren();
  for (const name of [".list-due", ".list-note", ".list-said", ".list-progress"]) part(name).textContent = "";
  for (const name of [".list-due", ".list-note", ".list-actions", ".list-kept"]) part(name).hidden = true;
}

function close() {
  section.hidden = true;
  for (const one of about) one.hidden = false;
  document.title = ownTitle;
}

async function show(list) {
  const turn = (drawn += 1);
  key = `reading-list:${checkOf(list)}`;
  total = 0;
  open(list.title || "Reading list");
  fill(part(".list-due"), list.due && inWords(list.due));
  fill(part(".list-note"), list.note);
  const canKeep = recall();
  const rows = list.items.map((item) => row(item));
  items.append(...rows);
  part(".list-actions").hidden = false;
  part(".list-kept").hidden = false;
  part("[data-edit]").href = new URL(`coaches/assign/#${fragment}`, root).href;
  total = rows.length;
  tell();
  if (!canKeep) say(NOT_KEPT);
  let index;
  try {
    index = await loadIndex();
  } catch {
    if (turn === drawn) say("The titles could not be loaded. The addresses work all the same.");
    return;
  }
  for (const [place, item] of list.items.entries()) {
    const thing = await find(item.path, index);
    if (turn !== drawn) return;
    if (thing) name(rows[place], item, thing);
    else miss(rows[place], item);
  }
  tell();
}

function row({ path, note }) {
  const made = part("[data-list-item]").content.firstElementChild.cloneNode(true);
  const link = part("a", made);
  const box = part("input", made);
  link.textContent = path;
  link.href = addressOf(path);
  part(".address", made).textContent = link.href;
  part(".done span", made).textContent = `Done: ${path}`;
  fill(part(".item-note", made), note);
  box.checked = kept.has(path);
  box.addEventListener("change", () => {
    if (box.checked) kept.add(path);
    else kept.delete(path);
    keep();
    tell();
  });
  return made;
}

function name(made, { path }, thing) {
  const link = part("a", made);
  link.textContent = thing.title;
  link.href = addressOf(thing.path);
  part(".address", made).textContent = addressOf(thing.short || thing.path);
  part(".done span", made).textContent = `Done: ${thing.title}`;
  const moved = path !== thing.path && path !== thing.short;
  part(".facts", made).textContent = kindOf(thing) + (moved ? " · moved since this list was made" : "");
}

function miss(made, { path }) {
  total -= 1;
  part("input", made).checked = false;
  part(".done", made).hidden = true;
  part(".name", made).textContent = path;
  part(".address", made).hidden = true;
  part(".facts", made).textContent = "Not found any more. Ask whoever gave you the list, or search this site.";
  made.classList.add("missing");
}

/* ── The address ─────────────────────────────────────────────────────────────────────────────────────────────────── */

function read() {
  const now = location.hash.slice(1);
  if (now && document.getElementById(now)) {
    if (fragment) history.replaceState(history.state, "", `#${fragment}`); // a jump within the page must not lose the list
    return;
  }
  fragment = now;
  drawn += 1;
  if (!now) return close();
  try {
    const list = decode(now);
    show(list);
  } catch (error) {
    if (!error.reason) throw error;
    open("This list cannot be shown");
    say(REASONS[error.reason], "Nothing of it is shown. Ask for the link again, and copy all of it.");
  }
}

part("[data-print-list]").addEventListener("click", () => window.print());
part("[data-erase]").addEventListener("click", () => {
  kept.clear();
  keep();
  for (const box of items.querySelectorAll("input")) box.checked = false;
  tell();
  announce("Your progress is erased.");
});

addEventListener("hashchange", read);
read();
document.documentElement.classList.add("list-ready");
