/* Lists what is kept on this device: pages by their titles, files by their names. Everything is text. */

import { ourCaches, root } from "./kept.js";

const said = document.querySelector(".kept-said");
const list = document.querySelector(".kept-list");
const FILE = /\.(?:pdf|docx|txt)$/;

/* {address, title} of each; a stub that leads on, a picture or a script is nothing to read. */
async function titled(cache, { url }) {
  if (FILE.test(url)) return { address: url, title: url.split("/").pop() };
  const answer = await cache.match(url);
  if (!answer?.headers.get("Content-Type")?.startsWith("text/html")) return undefined;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html"); // runs nothing
  return page.querySelector("article") ? { address: url, title: page.title.split(" · ")[0] } : undefined;
}

async function keptThings() {
  const found = new Map();
  for (const name of await ourCaches()) {
    const cache = await caches.open(name);
    for (const thing of await Promise.all((await cache.keys()).map((request) => titled(cache, request))))
      if (thing) found.set(thing.address, thing);
  }
  return [...found.values()].sort((one, other) => (one.address < other.address ? -1 : 1));
}

function entry({ address, title }) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = address;
  link.textContent = title;
  item.append(link);
  return item;
}

async function show() {
  const things = await keptThings().catch(() => []);
  list.replaceChildren(...things.filter(({ address }) => address !== new URL("offline/", root).href).map(entry));
  const here = list.children.length;
  said.textContent = here
    ? `${here} ${here === 1 ? "page or file is" : "pages and files are"} on this device.`
    : "Nothing is kept on this device yet. Stay on any page for a moment while you are connected.";
}

show();
document.querySelector(".kept").classList.remove("js-only");
