/* The filter of the list of all questions. What is chosen stands in the address, so that a coach can link to it:
   ?purpose=learn&purpose=validate&words=first+year shows what serves one of the two and has both words. Everything from the
   address is compared with the form's own values or shown as text. */

const form = document.querySelector(".question-filter");
const search = form.elements.words;
const boxes = [...form.querySelectorAll("input[type=checkbox]")];
const names = [...new Set(boxes.map((box) => box.name))];
const status = form.querySelector("[role=status]");
const heading = document.querySelector(".filter-on");
const size = document.querySelector(".bank-size");

/* Without case, accents and signs; a space before each word, so that " " + word finds its beginning. */
const plain = (text) =>
  ` ${text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean).join(" ")}`;
const terms = () => plain(search.value).split(" ").filter(Boolean);
const label = (box) => box.parentElement.textContent.trim();

const groups = [...document.querySelectorAll("h2[id^=all-]")].map((title) => {
  const list = title.nextElementSibling;
  const entries = [...list.querySelectorAll(".entry")].map((entry) => ({
    item: entry.closest("li"),
    text: plain(entry.textContent),
    purpose: entry.dataset.purposes.split(" "),
    stage: [entry.dataset.stage],
    audience: entry.dataset.audience.split(" "),
    topic: [title.id.slice("all-".length)],
  }));
  const links = [...document.querySelectorAll(`.contents a[href$="#${title.id}"]`)].map((link) => link.closest("li"));
  return { parts: [title, list, ...links], entries };
});
const total = groups.reduce((sum, group) => sum + group.entries.length, 0);

const chosen = () => names.map((name) => [name, boxes.filter((box) => box.name === name && box.checked)]);

function read() {
  const query = new URLSearchParams(location.search);
  for (const box of boxes) box.checked = query.getAll(box.name).includes(box.value);
  search.value = query.getAll("words").join(" ").slice(0, search.maxLength);
}

function show() {
  const words = terms();
  const wanted = chosen().filter(([, some]) => some.length).map(([name, some]) => [name, some.map((box) => box.value)]);
  let shown = 0;
  for (const { parts, entries } of groups) {
    let here = 0;
    for (const entry of entries) {
      const fits =
        words.every((word) => entry.text.includes(` ${word}`)) &&
        wanted.every(([name, values]) => values.some((value) => entry[name].includes(value)));
      entry.item.hidden = !fits;
      here += fits;
    }
    for (const part of parts) part.hidden = !here;
    shown += here;
  }
  const on = chosen().map(([, some]) => some.map(label).join(" or ")).filter(Boolean);
  if (words.length) on.push(`“${search.value.trim()}”`);
  heading.textContent = `Filter: ${on.join(" · ")}`;
  heading.hidden = !on.length;
  size.hidden = on.length > 0;
  for (const details of form.querySelectorAll("details")) {
    const number = details.querySelectorAll("input:checked").length;
    details.querySelector(".chosen").textContent = number ? `${number} chosen` : "";
  }
  return shown;
}

/* What is said and what stands in the address; not at every key, which a screen reader would have to read out. */
function tell(shown) {
  status.textContent = `${shown} of ${total} questions${shown ? "" : ". Choose less, or clear the filters."}`;
}

function remember() {
  const url = new URL(location.href);
  for (const name of [...names, "words"]) url.searchParams.delete(name);
  for (const box of boxes) if (box.checked) url.searchParams.append(box.name, box.value);
  if (terms().length) url.searchParams.set("words", search.value.trim());
  history.replaceState(history.state, "", url);
}

let typing;

function settle() {
  clearTimeout(typing);
  tell(show());
  remember();
}

form.addEventListener("input", (event) => {
  if (event.target !== search) return;
  show();
  clearTimeout(typing);
  typing = setTimeout(settle, 300);
});
form.addEventListener("change", settle);
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
form.classList.remove("js-only");
