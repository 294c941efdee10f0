/* The header's buttons. Material opens its drawer with a check box and a label, which a keyboard cannot reach; the buttons
   press that label, say whether it is open, and move the focus in and out. The search is loaded when it is first used. */

const page = ".md-skip, .md-header, .md-tabs, .md-content, .md-sidebar--secondary, .md-footer";
const drawer = document.querySelector("#__drawer");
const opener = document.querySelector('.md-header [data-opens="__drawer"]');

function drawerChanged() {
  const open = drawer.checked;
  opener.setAttribute("aria-expanded", open);
  for (const part of document.querySelectorAll(page)) part.inert = open;
  (open ? document.querySelector(".menu [data-opens]") : opener).focus();
}

for (const button of document.querySelectorAll("button[data-opens]")) {
  button.addEventListener("click", () => document.querySelector(`label[for="${button.dataset.opens}"]`).click());
}
drawer.addEventListener("change", drawerChanged);

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && drawer.checked) drawer.click();
});
matchMedia("(min-width: 76.25em)").addEventListener("change", (wide) => {
  if (wide.matches && drawer.checked) drawer.click();
});

document.querySelector("button[data-scheme]")?.addEventListener("click", () => {
  document.querySelector(".palette label:not([hidden])")?.click();
});

/* The search: its module comes while the finger is still down. The dialog opens at once, since
   a phone shows its keyboard only in answer to the tap itself; what is typed before the module is there is not lost. */
const search = document.querySelector("dialog.search");
const searchButton = document.querySelector("[data-search-opens]");
const embedded = document.documentElement.classList.contains("embedded");
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

if (search && !embedded) {
  for (const kind of ["pointerdown", "focus"]) searchButton.addEventListener(kind, () => loadSearch().catch(() => (module = undefined)), { once: true });
  searchButton.addEventListener("click", openSearch);
  addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input, textarea, select, [contenteditable]");
    const asked = (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) || (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey);
    if (!asked || search.open || drawer.checked) return;
    event.preventDefault();
    openSearch();
  });
}
