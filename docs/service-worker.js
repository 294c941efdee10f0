/* Keeps what was read, the guide, the sheets and the tools on the device, to be read without a connection. The page
   /offline/ says what in words. BUILD is filled in when the site is published (hooks/guidebook/publishing/offline.py);
   unfilled (the site is switched to keep nothing, or runs under `make serve`), this worker takes itself back.

   One build, one cache. A page enters with all that it needs or not at all, and only if every file that it names by its
   content is of this build; so no page ever meets the scripts, styles or data of another. The next build fills its own cache
   first, with what has not changed from this one, and replaces this worker at once. That is safe for pages that are open:
   what they still ask for by its content is served from the older cache, which goes when the last of them is closed. */

/* {version, offline, kept: {path: digest}, others: {path: digest}, files: [path], needs: {number: [number]}} */
const BUILD = JSON.parse("null");

const ROOT = registration.scope;
const OURS = `guidebook ${ROOT} `;
const NAME = OURS + BUILD?.version;
const HELD = `${ROOT}service-worker.js?held`; // who was there when this build took over
const PATIENCE = 4000; // milliseconds for an answer, where there is a page to show instead
const AT_ONCE = 6;
const NAMED_BY_CONTENT = /[\w-]+(?:\.[\w-]+)*\.[0-9a-f]{8}\.[a-z]+\b/g;
const LOADED = /\s(?:src|href)=["']?[^"'\s>]+/g;
const KEPT_WHEN_OPENED = /\.(?:pdf|docx|txt|svg|png|jpe?g|json)$/;

const absolute = (path) => new URL(path, ROOT).href;
const FILES = new Map(BUILD?.files.map((path, number) => [path.split("/").pop(), { address: absolute(path), number }]));
const ofOurs = async () => (await caches.keys()).filter((name) => name.startsWith(OURS));
const ofOlder = async () => (await ofOurs()).filter((name) => name !== NAME);

/* The cache, or undefined once it was erased: then nothing is kept any more. */
const open = async () => ((await caches.has(NAME)) ? caches.open(NAME) : undefined);
const kept = async (address) => (await open())?.match(address, { ignoreVary: true });

/* In this build's cache or an older one of ours. */
async function keptByAny(address) {
  for (const name of await ofOurs()) {
    const found = await (await caches.open(name)).match(address, { ignoreVary: true });
    if (found) return found;
  }
  return undefined;
}

/* The address of a page or file without what makes no other answer. */
function plain(address) {
  const url = new URL(address);
  url.search = url.hash = "";
  return url.href.replace(/\/index\.html$/, "/");
}

const isPage = (response) => response.headers.get("Content-Type")?.startsWith("text/html");
const isWhole = (response) => response.status === 200 && response.type === "basic" && !response.redirected;

/* Data is dear to who says so, and slow where the browser finds it slow. */
const isSparing = () => navigator.connection?.saveData || /2g$/.test(navigator.connection?.effectiveType);

const filesNamedIn = (text) => [...new Set(text?.match(NAMED_BY_CONTENT))].map((name) => FILES.get(name));

/* The files that a page needs, also through one another, or undefined if one of them is not of this build. Who saves data gets
   those that the page loads by itself; what it loads when it is used, as the search, is kept when it is. */
function needsOf(html) {
  if (filesNamedIn(html).includes(undefined)) return undefined;
  const named = filesNamedIn(isSparing() ? html.match(LOADED)?.join(" ") : html);
  const all = new Set(named.map(({ number }) => number));
  for (const number of all) for (const other of BUILD.needs[number] ?? []) all.add(other); // grows while it is walked
  return [...all].map((number) => absolute(BUILD.files[number]));
}

async function keepFile(cache, address) {
  if (await cache.match(address, { ignoreVary: true })) return;
  const found = (await keptByAny(address)) ?? (await fetch(address));
  if (!isWhole(found)) throw new TypeError(`${address}: ${found.status}`);
  await cache.put(address, found);
}

/* Keeps an answer; a page with what it needs. */
async function keep(cache, address, response) {
  if (!isWhole(response)) return;
  if (isPage(response)) {
    const needs = needsOf(await response.clone().text());
    if (!needs) return;
    await Promise.all(needs.map((file) => keepFile(cache, file)));
  }
  await cache.put(address, response);
}

/* ── Installing ──────────────────────────────────────────────────────────────────────────────────────────────────── */

async function digestOf(response) {
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await response.arrayBuffer()));
  return [...digest.slice(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/* What an earlier build kept, if it is the same in this one; else what the host has now. */
async function bring(cache, address) {
  if (await cache.match(address, { ignoreVary: true })) return;
  const path = address.slice(ROOT.length);
  const digest = BUILD.kept[path] ?? BUILD.others[path];
  for (const name of digest ? await ofOlder() : []) {
    const found = await (await caches.open(name)).match(address, { ignoreVary: true });
    if (found && (await digestOf(found.clone())) === digest) return keep(cache, address, found);
  }
  await keep(cache, address, await fetch(address, { cache: "no-cache", redirect: "manual" }));
}

async function bringAll(cache, addresses) {
  const left = [...addresses];
  const one = async () => {
    while (left.length) await bring(cache, left.shift());
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
}

const toKeep = () => (isSparing() ? [] : Object.keys(BUILD.kept).map(absolute));

/* What was kept before this build: not its files by content, nor its own notes. */
async function keptBefore() {
  const older = await Promise.all((await ofOlder()).map((name) => caches.open(name)));
  const requests = (await Promise.all(older.map((cache) => cache.keys()))).flat();
  return requests.map(({ url }) => url).filter((url) => url !== HELD && !url.match(NAMED_BY_CONTENT));
}

async function openPages() {
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  return windows.filter(({ frameType, url }) => frameType === "top-level" && url.startsWith(ROOT)).map(({ url }) => plain(url));
}

/* An update is complete or fails, and the build before stays; a first one may go on later (`fill`). */
async function install() {
  const before = await keptBefore();
  const cache = await caches.open(NAME);
  await bring(cache, absolute(BUILD.offline));
  if (!(await kept(absolute(BUILD.offline)))) throw new TypeError("There is no page to show offline.");
  const rest = bringAll(cache, new Set([...(await openPages()), ...before, ...toKeep()]));
  await (before.length ? rest : rest.catch(() => {}));
  await skipWaiting();
}

let filled;

/* Once in the life of a worker: what a first visit was too short for. */
async function fill() {
  const cache = await open();
  if (cache) await bringAll(cache, toKeep()).catch(() => {});
}

/* ── Making room ─────────────────────────────────────────────────────────────────────────────────────────────────── */

async function activate() {
  const windows = await clients.matchAll({ type: "window", includeUncontrolled: true });
  await (await open())?.put(HELD, new Response(JSON.stringify(windows.map(({ id }) => id))));
  await registration.navigationPreload?.enable();
  await tidy();
}

let isTidy = false;

/* Drops older builds once nothing is open that began with one of them. */
async function tidy() {
  if (isTidy) return;
  const older = await ofOlder();
  const held = older.length ? ((await (await kept(HELD))?.json()) ?? []) : [];
  const there = await Promise.all(held.map((id) => clients.get(id)));
  if (there.some(Boolean)) return;
  await Promise.all(older.map((name) => caches.delete(name)));
  isTidy = true;
}

async function takeBack() {
  await Promise.all((await ofOurs()).map((name) => caches.delete(name)));
  await registration.unregister();
}

/* ── Answering ───────────────────────────────────────────────────────────────────────────────────────────────────── */

const store = (address, response) => open().then((cache) => cache && keep(cache, address, response)).catch(() => {});

/* What the host has now; what is kept, if it has nothing to say or takes long. */
async function fromHost(event, address, isKept) {
  const asked = Promise.resolve(event.preloadResponse).then((early) => early ?? fetch(event.request));
  const answer = asked.then(async (response) => {
    if (isKept) event.waitUntil(store(address, response.clone()));
    return response.status >= 500 ? ((await kept(address)) ?? response) : response;
  });
  const late = new Promise((resolve) => { setTimeout(resolve, PATIENCE); }).then(() => kept(address)).then((found) => found ?? answer);
  event.waitUntil(asked.catch(() => {}));
  return Promise.race([answer, late]);
}

/* The page that is shown for any address: it is made for its own, so its links are led from the root. */
async function offlinePage() {
  const page = await kept(absolute(BUILD.offline));
  if (!page) return Response.error();
  const html = (await page.text()).replace(/(=["']?)\.\.(?:\/|(?=["'\s>]))/g, (_, before) => before + new URL(ROOT).pathname);
  return new Response(html, { status: 503, headers: page.headers });
}

async function answerPage(event) {
  const address = plain(event.request.url);
  try {
    return await fromHost(event, address, event.request.destination === "document");
  } catch {
    return (await kept(address)) ?? offlinePage();
  }
}

async function answerFile(event) {
  const address = plain(event.request.url);
  try {
    return await fromHost(event, address, KEPT_WHEN_OPENED.test(address));
  } catch {
    return (await kept(address)) ?? Response.error();
  }
}

/* What is named by its content never changes; what an open page of an older build needs is in that build's cache. */
async function answerByContent(event) {
  const found = await keptByAny(event.request.url);
  if (found) return found;
  const response = await fetch(event.request);
  if (FILES.has(event.request.url.split("/").pop())) event.waitUntil(store(event.request.url, response.clone()));
  return response;
}

function answer(event) {
  const { request } = event;
  if (request.method !== "GET" || !request.url.startsWith(ROOT) || request.headers.has("Range")) return;
  event.waitUntil(tidy().catch(() => {}));
  if (request.mode === "navigate") {
    event.waitUntil((filled ??= fill()));
    event.respondWith(answerPage(event));
  } else {
    event.respondWith(request.url.match(NAMED_BY_CONTENT) ? answerByContent(event) : answerFile(event));
  }
}

if (BUILD) {
  addEventListener("install", (event) => event.waitUntil(install()));
  addEventListener("activate", (event) => event.waitUntil(activate()));
  addEventListener("fetch", answer);
} else {
  addEventListener("install", () => skipWaiting());
  addEventListener("activate", (event) => event.waitUntil(takeBack()));
}
