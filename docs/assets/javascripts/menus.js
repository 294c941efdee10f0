/* The header's buttons. Material opens its drawer and its search with check boxes and labels, which a keyboard cannot reach;
   the buttons press those labels, say whether they are open, and move the focus in and out. */

const page = ".md-skip, .md-header, .md-tabs, .md-content, .md-sidebar--secondary, .md-footer";
const drawer = document.querySelector("#__drawer");
const search = document.querySelector("#__search");
const query = document.querySelector(".md-search__input");
const opener = (toggle) => document.querySelector(`.md-header [data-opens="${toggle.id}"]`);

function press(button) {
  const id = button.dataset.opens;
  document.querySelector(`label[for="${id}"]`).click();
  if (id === "__search") query.focus(); // at once: a phone shows its keyboard only in answer to the tap itself
}

function drawerChanged() {
  const open = drawer.checked;
  opener(drawer).setAttribute("aria-expanded", open);
  for (const part of document.querySelectorAll(page)) part.inert = open;
  (open ? document.querySelector(".menu [data-opens]") : opener(drawer)).focus();
}

function searchChanged() {
  const button = opener(search);
  button.setAttribute("aria-expanded", search.checked);
  if (!search.checked && (document.activeElement === document.body || query.closest(".md-search").contains(document.activeElement)))
    button.focus();
}

for (const button of document.querySelectorAll("button[data-opens]")) button.addEventListener("click", () => press(button));
drawer.addEventListener("change", drawerChanged);
search?.addEventListener("change", searchChanged);

addEventListener("keydown", (event) => {
  if (event.key === "Escape" && drawer.checked) drawer.click();
});
matchMedia("(min-width: 76.25em)").addEventListener("change", (wide) => {
  if (wide.matches && drawer.checked) drawer.click();
});

document.querySelector("button[data-scheme]")?.addEventListener("click", () => {
  document.querySelector(".palette label:not([hidden])")?.click();
});
