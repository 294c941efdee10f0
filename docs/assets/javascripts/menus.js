/* The buttons of the header, and what follows the reader down the page: the menu as a drawer, the color scheme, the search
   (fetched when it is first wanted), the section in sight, and the way back to the top. */

const root = document.documentElement;
const beneath = ".md-skip, .md-header, .md-tabs, .md-content, .md-sidebar--secondary, .md-footer";

/* ── The drawer. A check box holds its state, so that its label opens it without scripts. ─────────────────────────── */

const drawer = document.querySelector("#__drawer");
const opener = document.querySelector(".md-header [data-opens=__drawer]");

drawer.addEventListener("change", () => {
  opener.setAttribute("aria-expanded", drawer.checked);
  for (const part of document.querySelectorAll(beneath)) part.inert = drawer.checked;
  (drawer.checked ? document.querySelector(".menu [data-opens=__drawer]") : opener).focus();
});
for (const button of document.querySelectorAll("[data-opens=__drawer]")) button.addEventListener("click", () => drawer.click());
addEventListener("keydown", (event) => {
  if (event.key === "Escape" && drawer.checked) drawer.click();
});
matchMedia("(min-width: 76.25em)").addEventListener("change", (wide) => {
  if (wide.matches && drawer.checked) drawer.click();
});

/* ── The color scheme: the system's, until a reader chooses. The line in the head restores the choice. ────────────── */

const SCHEME = "informational-interview-guide:scheme";
const dark = matchMedia("(prefers-color-scheme: dark)");

function tellBrowser() {
  for (const meta of document.querySelectorAll("[name=theme-color]")) meta.content = getComputedStyle(document.body).backgroundColor;
}

document.querySelector("[data-switch-scheme]").addEventListener("click", () => {
  root.dataset.scheme = (root.dataset.scheme || (dark.matches ? "dark" : "light")) === "dark" ? "light" : "dark";
  tellBrowser();
  try {
    localStorage.setItem(SCHEME, root.dataset.scheme);
  } catch {
    // A frame may be refused its storage: the choice holds until the next page.
  }
});
if (root.dataset.scheme) tellBrowser();

/* ── The search. Its module comes while the finger is still down. The dialog opens at once, since a phone shows its keyboard
      only in answer to the tap itself; what is typed before the module is there is not lost. ─────────────────────────── */

const search = document.querySelector("dialog.search");
const searchButton = document.querySelector("[data-search-opens]");
let module;

const loadSearch = () => (module ??= import(new URL(search.dataset.module, location.href)));

async function openSearch() {
  const opened = loadSearch(); // before the dialog, which would cover a fault
  if (!search.open) search.showModal();
  search.querySelector("input").focus();
  try {
    (await opened).openSearch();
  } catch {
    module = undefined; // its form leads to the search page, and the next time it is tried again
  }
}

if (search && !root.classList.contains("embedded")) {
  for (const kind of ["pointerdown", "focus"])
    searchButton.addEventListener(kind, () => loadSearch().catch(() => (module = undefined)), { once: true });
  searchButton.addEventListener("click", openSearch);
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const slash = event.key === "/" && !typing && !event.ctrlKey && !event.metaKey;
    const letter = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey;
    if ((!slash && !letter) || event.altKey || search.open || drawer.checked) return;
    event.preventDefault();
    openSearch();
  });
}

/* ── Down the page ───────────────────────────────────────────────────────────────────────────────────────────────── */

const toTop = document.querySelector(".md-top");
const links = [...document.querySelectorAll(".md-sidebar .contents a")];
const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
let last = scrollY;

function follow() {
  const limit = parseFloat(getComputedStyle(root).scrollPaddingTop) + 8 || 80;
  const here = headings.findLastIndex((heading) => heading?.getBoundingClientRect().top <= limit);
  links.forEach((link, number) => {
    if (number === here) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
  if (toTop) toTop.hidden = scrollY < innerHeight || scrollY >= last;
  last = scrollY;
}

let waiting = false;
addEventListener("scroll", () => {
  if (!waiting) requestAnimationFrame(() => { waiting = false; follow(); });
  waiting = true;
}, { passive: true });
toTop?.addEventListener("click", () => {
  scrollTo({ top: 0 });
  document.querySelector(".wordmark").focus({ preventScroll: true });
});
