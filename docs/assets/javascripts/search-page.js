/* The search as a page: /search/?q=words. The address follows what is typed, so that it can be linked to. On the page for
   unknown addresses the words of that address are typed already. Whatever the address holds is text. */

const place = document.querySelector("[data-search]");
const isUnknown = place.dataset.search === "unknown";

/* The words of an address that leads nowhere: “/guide/thank-yous.html” is “thank yous”. */
function wordsOf(path) {
  const last = path.replace(/\/(index\.html?)?$/i, "").split("/").pop() ?? "";
  let text = last.replace(/\.[a-z0-9]{1,5}$/i, "");
  try {
    text = decodeURIComponent(text);
  } catch {
    // as it stands
  }
  return text.replace(/[^\p{L}\p{N}]+/gu, " ").trim();
}

/* The address follows what is typed. */
function follow(box) {
  let typing;
  box.changed = () => {
    clearTimeout(typing);
    typing = setTimeout(() => {
      const url = new URL(location.href);
      url.searchParams.delete("q");
      if (box.query) url.searchParams.set("q", box.query);
      history.replaceState(history.state, "", url);
    }, 300);
  };
}

/* Whoever came by a wrong address has not asked for a search yet: it is loaded when they type, or send the words off. */
function offer(form) {
  form.elements.q.value = wordsOf(location.pathname);
  const begin = async (event) => {
    if (event.type === "submit") event.preventDefault();
    form.removeEventListener("input", begin);
    form.removeEventListener("submit", begin);
    try {
      const { searchHere } = await import("./search.js");
      searchHere(form, form.elements.q.value);
    } catch {
      if (event.type === "submit") form.submit(); // to the search page, which may be kept on the device
    }
  };
  form.addEventListener("input", begin);
  form.addEventListener("submit", begin);
}

async function search(form) {
  const { searchHere } = await import("./search.js");
  const given = new URLSearchParams(location.search).getAll("q").join(" ");
  const box = searchHere(form, given);
  follow(box);
  if (!given) box.field.focus();
}

/* Not for an embedded page, which has no search. */
if (!document.documentElement.classList.contains("embedded")) {
  const form = place.querySelector("form");
  if (isUnknown) offer(form);
  else search(form);
}
