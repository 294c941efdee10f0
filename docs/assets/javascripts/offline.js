/* Has the worker keep the site for reading without a connection, once the page is there and the reader stays. Not in another
   page's frame, and not before the site is published: only then its files are named by their content. */

const REST = 3000;
const isPublished = !import.meta.url.endsWith("/offline.js");

async function start() {
  if (document.documentElement.hasAttribute("data-erased")) return; // by erase.js, on this very page
  try {
    await navigator.serviceWorker.register(new URL("../../service-worker.js", import.meta.url));
  } catch {
    // Storage is refused, or the connection is not a secure one: the site works as it is.
  }
}

if (isPublished && self === top && location.protocol !== "file:") {
  const wait = () => setTimeout(start, REST);
  if (document.readyState === "complete") wait();
  else addEventListener("load", wait);
}
