/* The search: in a dialog over any page, or in the page /search/. Loaded when it is first used. What is typed is sent to a
   worker, which alone loads the index, and reaches the page as text nodes alone; it is not stored. */

const root = new URL("../../", import.meta.url);
const dialog = document.querySelector("dialog.search");
const QUIET = 700; // milliseconds without typing before the count is said aloud
const HELP = [
  ["questions/all/", "All questions"],
  ["scripts/", "Scripts"],
  ["worksheets/", "Worksheets"],
  ["guide/faq/", "Frequently asked questions"],
  ["coaches/links/", "A list of everything"],
];
const KINDS = { question: "Question", script: "Script", sheet: "Worksheet", table: "Table", row: "Row of a table", claim: "Figure", source: "Source" };
const FOLDERS = { guide: "Guide", questions: "Questions", scripts: "Scripts", worksheets: "Worksheets", comparisons: "Table", coaches: "For coaches", own: "Own pages" };

let worker;
let boxes = []; // the dialog's, and the page's if there is one
let asked = 0;

if (!document.querySelector(`link[href="${dialog.dataset.style}"]`)) {
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = dialog.dataset.style;
  document.head.append(style);
}

/* ── The worker, shared by both ────────────────────────────────────────────────────────────────────────────────────── */

function begin() {
  if (!worker) {
    worker = new Worker(new URL("search-worker.js", import.meta.url), { type: "module" });
    worker.addEventListener("message", ({ data }) => boxes.find((box) => box.number === data.number)?.show(data));
    worker.addEventListener("error", () => {
      worker = undefined;
      for (const box of boxes) box.show({ fault: "worker" });
    });
  }
  const { titles, words } = dialog.dataset;
  worker.postMessage({ titles: new URL(titles, location.href).href, words: new URL(words, location.href).href });
}

/* ── Pieces of the page ────────────────────────────────────────────────────────────────────────────────────────────── */

function element(name, className, ...parts) {
  const made = document.createElement(name);
  if (className) made.className = className;
  made.append(...parts);
  return made;
}

const addressOf = (path) => new URL(path.replace(/^\//, ""), root).href;

function link(path, pieces) {
  const made = element("a", "", ...pieces.map(([text, found]) => (found ? element("mark", "", text) : text)));
  made.href = addressOf(path);
  return made;
}

function groupOf({ page, places }) {
  const first = places[0].path === page.path;
  const folder = FOLDERS[page.path.split("/")[1]] ?? "Page";
  const label = element("p", "search-label", element("span", "search-kind", folder), first ? "" : ` ${page.title}`);
  const list = element("ul", "");
  for (const place of places) {
    const item = element("li", "", link(place.path, place.pieces));
    const kind = KINDS[place.kind];
    if (kind && place.path !== page.path) item.append(" ", element("span", "search-kind", kind));
    if (place.about) item.append(element("p", "search-about", ...place.about.map(([text, found]) => (found ? element("mark", "", text) : text))));
    list.append(item);
  }
  return element("li", "", label, list);
}

function help(...lead) {
  const items = HELP.map(([path, title]) => element("li", "", link(path, [[title]])));
  return [...lead, element("ul", "search-help", ...items)];
}

/* ── One box: a field, its results, and what is said about them ────────────────────────────────────────────────────── */

class Box {
  constructor(form) {
    this.form = form;
    this.field = form.elements.q;
    this.found = form.parentElement.querySelector(".search-found");
    this.status = form.parentElement.querySelector("[role=status]");
    this.number = 0;
    this.pending = false; // Enter was pressed before the answer came
    this.told = 0;
    boxes.push(this);
    form.addEventListener("input", () => this.ask());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.enter();
    });
    form.parentElement.addEventListener("keydown", (event) => this.move(event));
    this.found.addEventListener("click", (event) => {
      if (event.target.closest("[data-retry]")) this.retry();
      else if (event.target.closest("a")) this.form.closest("dialog")?.close();
    });
  }

  get query() {
    return this.field.value.trim();
  }

  get links() {
    return [...this.found.querySelectorAll("a, button")];
  }

  ask() {
    this.pending = false;
    this.number = asked += 1;
    this.changed?.();
    if (!this.query) return this.rest();
    if (!worker) begin();
    worker.postMessage({ query: this.query, number: this.number });
    if (!this.found.hasChildNodes()) this.tell("Searching …");
  }

  /* Nothing typed: ways on, which the search page has in its text. */
  rest() {
    this.found.replaceChildren(...(this.form.closest("dialog") ? help(element("p", "", "Or begin here:")) : []));
    this.tell("");
  }

  retry() {
    begin();
    this.field.focus();
    this.found.replaceChildren();
    this.ask();
  }

  show({ number, groups, whole, missing, fault }) {
    if (!this.query) return;
    if (fault) return this.fail();
    const places = groups.flatMap((group) => group.places);
    if (!places.length && !whole && !missing) return; // the texts may have it
    this.shown = number;
    const focused = this.found.contains(document.activeElement) && document.activeElement.href;
    const words = `“${this.query.length > 60 ? `${this.query.slice(0, 59)}…` : this.query}”`;
    const results = places.length
      ? [element("ol", "search-groups", ...groups.map(groupOf))]
      : help(element("p", "", "Try fewer or other words, or look here:"));
    if (missing) results.push(this.again("Only titles were searched: the rest could not be loaded."));
    this.found.replaceChildren(...results);
    if (focused) (this.links.find(({ href }) => href === focused) ?? this.field).focus();
    this.tell(places.length ? `${places.length} found on ${groups.length} page${groups.length === 1 ? "" : "s"}` : `Nothing found for ${words}.`);
    if (this.pending && (whole || missing)) this.enter();
  }

  fail() {
    this.pending = false;
    this.found.replaceChildren(...help(this.again("The search could not be loaded. Are you offline?"), element("p", "", "Or look here:")));
    this.tell("The search could not be loaded.");
  }

  again(text) {
    const button = element("button", "button", "Try again");
    button.type = "button";
    button.dataset.retry = "";
    return element("p", "search-fault", `${text} `, button);
  }

  /* Said when the typing rests, and only if it is something new: a screen reader would read out every change. */
  tell(text) {
    clearTimeout(this.told);
    if (text !== this.status.textContent) this.told = setTimeout(() => (this.status.textContent = text), text ? QUIET : 0);
  }

  /* Enter opens the first result, also if it has yet to come. */
  enter() {
    this.pending = Boolean(this.query) && this.shown !== this.number;
    if (!this.pending) this.found.querySelector(".search-groups a")?.click();
  }

  move(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.altKey || event.ctrlKey || event.metaKey) return;
    const stops = [this.field, ...this.links];
    const at = stops.indexOf(document.activeElement);
    const next = stops[at + step];
    if (at < 0 || !next) return;
    event.preventDefault();
    next.focus();
  }
}

/* ── The dialog ────────────────────────────────────────────────────────────────────────────────────────────────────── */

let box;

/* Opens the dialog, or takes over one that is open already. */
export function openSearch(query) {
  if (!box) {
    box = new Box(dialog.querySelector("form"));
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("[data-close]")) dialog.close();
    });
  }
  if (query !== undefined) box.field.value = query;
  if (!dialog.open) dialog.showModal();
  box.field.focus();
  box.ask();
}

/* The page /search/?q=words: the same in the page itself; the address follows what is typed. */
export function searchHere(form, query) {
  const here = new Box(form);
  here.field.value = query.slice(0, here.field.maxLength);
  here.ask();
  return here;
}
