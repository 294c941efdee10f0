/* Erases what this site stored on the device, and says what that was. Where storage is refused, nothing can be there. */

import { ourCaches, ourKeys, root } from "./kept.js";

const part = (selector) => document.querySelector(selector);
const count = (number, one, several) => (number ? [`${number} ${number === 1 ? one : several}`] : []);

/* The value of a step, or what stands for it where the browser refuses. */
async function orElse(nothing, step) {
  try {
    return await step();
  } catch {
    return nothing;
  }
}

function eraseKeys(storage) {
  const keys = ourKeys(storage);
  for (const key of keys) storage.removeItem(key);
  return keys.length;
}

async function eraseCaches() {
  let pages = 0;
  for (const name of await ourCaches()) {
    pages += (await (await caches.open(name)).keys()).length;
    await caches.delete(name);
  }
  return pages;
}

async function unregister() {
  const ours = (await navigator.serviceWorker.getRegistrations()).filter(({ scope }) => scope === root.href);
  await Promise.all(ours.map((registration) => registration.unregister()));
}

/* Until the page is left the worker still answers, but it keeps nothing once its caches are gone. */
async function erase() {
  document.documentElement.dataset.erased = ""; // offline.js begins nothing anew on this page
  const settings = (await orElse(0, () => eraseKeys(localStorage))) + (await orElse(0, () => eraseKeys(sessionStorage)));
  await orElse(undefined, unregister);
  const files = await orElse(0, eraseCaches);
  const erased = [...count(settings, "setting", "settings"), ...count(files, "kept page or file", "kept pages and files")];
  part(".erased").textContent = erased.length
    ? `Erased: ${erased.join(" and ")}. Nothing of this site is stored on this device now.`
    : "There was nothing to erase. Nothing of this site is stored on this device.";
}

part("[data-erase-all]").addEventListener("click", erase);
part(".eraser").classList.remove("js-only");
