/* The link directory: search, filter, and a button beside each link that copies it in the form chosen above the list. What is
   chosen stands in the address: ?words=never+ask&kind=section&copy=apa. Everything from the address is compared with the
   form's own values or shown as text. While nothing is searched, what is on a page is folded under it. */

import { announce, copyText } from "./copy-link.js";

const form = document.querySelector(".link-filter");
const search = form.elements.words;
const boxes = [...form.querySelectorAll("input[name=kind]")];
const copies = [...form.elements.copy];
const status = form.querySelector("[role=status]");

const number = (value) => value.toLocaleString("en-US");

/* Without case, accents and signs; a space before each word, so that " " + word finds its beginning. */
const plain = (text) =>
  ` ${text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean).join(" ")}`;
const terms = () => plain(search.value).split(" ").filter(Boolean);

const groups = [...document.querySelectorAll(".kind-page h3[id^=list-]")].map((title) => {
  const list = title.nextElementSibling;
  const links = [...document.querySelectorAll(`.contents a[href$="#${title.id}"]`)].map((link) => link.closest("li"));
  return { parts: [title, list, ...links], pages: [...list.querySelectorAll("dt")].map(pageOf) };
});
const total = groups.flatMap(({ pages }) => pages).reduce((sum, page) => sum + 1 + page.places.length, 0);

function entry(item, page) {
  const link = item.querySelector("a");
  const short = item.querySelector(".short");
  const word = short?.textContent.split("/").at(-2);
  if (word) short.after(" ", codeOf(word));
  const words = `${link.textContent} ${word ?? ""}`;
  return { item, page, link, short, kind: link.className, text: plain(words), dressed: false };
}

/* The link to the QR code of a short address, which every short address has. */
function codeOf(word) {
  const code = document.createElement("a");
  code.className = "qr";
  code.href = `qr/${word}.svg`;
  code.download = `${word}.svg`;
  code.textContent = "QR code";
  return code;
}

function pageOf(term) {
  const about = term.nextElementSibling;
  const page = entry(term, null);
  page.text += plain(about.querySelector("p")?.textContent ?? "");
  page.about = about;
  page.list = about.querySelector("ul");
  page.places = [...about.querySelectorAll("li")].map((item) => entry(item, page));
  page.open = false;
  if (page.list) page.toggle = toggleOf(page);
  return page;
}

/* The button that unfolds what is on a page: “Show 12 sections, 1 file”. */
function toggleOf(page) {
  const button = document.createElement("button");
  const of = document.createElement("span");
  const kinds = [...new Set(page.places.map(({ kind }) => kind))];
  const names = kinds.map((kind) => {
    const several = page.places.filter((place) => place.kind === kind).length;
    return `${several} ${kind}${several === 1 ? "" : "s"}`;
  });
  button.type = "button";
  button.className = "unfold";
  button.setAttribute("aria-expanded", "false");
  of.className = "visually-hidden";
  of.textContent = ` on “${page.link.textContent}”`;
  button.append(names.join(", "), of);
  button.addEventListener("click", () => {
    page.open = !page.open;
    show();
  });
  page.list.before(button);
  return button;
}

/* The button and the full address, made when an entry is first shown. */
function dress(one) {
  if (one.dressed) return;
  one.dressed = true;
  const address = document.createElement("span");
  const button = document.createElement("button");
  const of = document.createElement("span");
  address.className = "address";
  address.textContent = one.link.href;
  button.type = "button";
  button.className = "button copy";
  of.className = "visually-hidden";
  of.textContent = ` “${one.link.textContent}”`;
  button.append("Copy", of);
  button.addEventListener("click", () => copy(one, button));
  one.link.after(" ", button, " ", address);
}

const escaped = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const forms = {
  address: (one) => one.link.href,
  short: (one) => one.short?.textContent ?? one.link.href,
  markdown: (one) => `[${one.link.textContent.replace(/[\\[\]*_`<>]/g, "\\$&")}](${one.link.href})`,
  html: (one) =>
    `<a href="${one.link.href.replace(/["&<>]/g, (sign) => escaped[sign])}">${one.link.textContent.replace(/["&<>]/g, (sign) => escaped[sign])}</a>`,
};

let citing;

/* Fetched when a style is chosen, since a browser lets a page copy only at once after the press of a button. */
const fetchCiting = () => (citing ??= import("./citation.js"));

async function citation(style, one) {
  const { cite, dayOf } = await fetchCiting();
  const now = new Date();
  const reviewed = (one.page ?? one).link.dataset.reviewed;
  return cite(style, {
    site: form.dataset.site,
    title: one.link.textContent,
    within: one.page?.link.textContent ?? "",
    date: reviewed && dayOf(reviewed),
    today: { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() },
    url: one.link.href,
  });
}

/* When the browser refuses the clipboard, the text appears, marked, to be copied by hand. */
async function copy(one, button) {
  const chosen = form.elements.copy.value;
  const text = forms[chosen]?.(one) ?? (await citation(chosen, one));
  button.parentElement.querySelector("textarea")?.remove();
  if (await copyText(text, button, `Copied: ${text}`)) return;
  const field = document.createElement("textarea");
  field.readOnly = true;
  field.rows = 3;
  field.value = text;
  field.setAttribute("aria-label", "Copy this by hand");
  button.after(field);
  field.focus();
  field.select();
  announce("The text is marked. Copy it with your keyboard or menu.");
}

const chosen = () => boxes.filter((box) => box.checked).map((box) => box.value);

function show() {
  const words = terms();
  const kinds = chosen();
  const all = !words.length && !kinds.length;
  const fits = ({ kind, text }) =>
    (!kinds.length || kinds.includes(kind)) && words.every((word) => text.includes(` ${word}`));
  let found = 0;
  for (const { parts, pages } of groups) {
    let here = 0;
    for (const page of pages) {
      const itself = fits(page);
      let inside = 0;
      for (const place of page.places) {
        const shown = fits(place);
        place.item.hidden = !shown;
        inside += shown;
        if (shown && (!all || page.open)) dress(place);
      }
      const visible = itself || inside > 0;
      page.item.hidden = page.about.hidden = !visible;
      page.item.classList.toggle("context", visible && !itself);
      if (itself) dress(page);
      if (page.list) {
        page.list.hidden = all ? !page.open : !inside;
        page.toggle.hidden = !all;
        page.toggle.setAttribute("aria-expanded", page.open);
      }
      here += itself + inside;
    }
    for (const part of parts) part.hidden = !here;
    found += here;
  }
  return found;
}

/* What is said and what stands in the address; not at every key, which a screen reader would have to read out. */
function tell(found) {
  status.textContent = `${number(found)} of ${number(total)} links${found ? "" : ". Choose less, or clear the search."}`;
}

function remember() {
  if (!forms[form.elements.copy.value]) fetchCiting();
  const url = new URL(location.href);
  for (const name of ["words", "kind", "copy"]) url.searchParams.delete(name);
  if (terms().length) url.searchParams.set("words", search.value.trim());
  for (const kind of chosen()) url.searchParams.append("kind", kind);
  if (!copies[0].checked) url.searchParams.set("copy", form.elements.copy.value);
  history.replaceState(history.state, "", url);
}

function read() {
  const query = new URLSearchParams(location.search);
  for (const box of boxes) box.checked = query.getAll("kind").includes(box.value);
  for (const radio of copies) if (radio.value === query.get("copy")) radio.checked = true;
  search.value = query.getAll("words").join(" ").slice(0, search.maxLength);
}

let typing;

function settle() {
  clearTimeout(typing);
  tell(show());
  remember();
}

form.addEventListener("input", (event) => {
  if (event.target !== search) return;
  clearTimeout(typing);
  typing = setTimeout(settle, 200);
});
form.addEventListener("change", (event) => (event.target.name === "copy" ? remember() : settle()));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  settle();
});
form.querySelector("[data-clear]").addEventListener("click", () => {
  for (const box of boxes) box.checked = false;
  search.value = "";
  settle();
});

read();
tell(show());
if (!forms[form.elements.copy.value]) fetchCiting();
form.classList.remove("js-only");
