/* The search as a page: /search/?q=words. The address follows what is typed, so that it can be linked to. On the page for
   unknown addresses the words of that address are typed already. Whatever the address holds is text. */

import { searchHere } from "./search.js";

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

/* Not for an embedded page, which has no search. */
if (!document.documentElement.classList.contains("embedded")) {
  const given = isUnknown ? wordsOf(location.pathname) : new URLSearchParams(location.search).getAll("q").join(" ");
  const box = searchHere(place.querySelector("form"), given);
  let typing;
  if (!isUnknown) {
    box.changed = () => {
      clearTimeout(typing);
      typing = setTimeout(() => {
        const url = new URL(location.href);
        url.searchParams.delete("q");
        if (box.query) url.searchParams.set("q", box.query);
        history.replaceState(history.state, "", url);
      }, 300);
    };
    if (!given) box.field.focus();
  }
}
