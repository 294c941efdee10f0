/* Searches beside the page, so that typing never waits. Is sent the addresses of the two index files once, then queries.
   The titles answer until the words of the texts have come; then the latest query is answered again. */

import { byPage, createEngine } from "./search-engine.js";

let engine;
let whole = false; // whether the texts are searched, too
let latest;
let failed;

async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.json();
}

function answer() {
  if (!latest || !(engine || failed)) return;
  const { query, number } = latest;
  if (engine) postMessage({ number, whole, missing: Boolean(failed), groups: byPage(engine.search(query)) });
  else postMessage({ number, fault: String(failed) });
}

async function begin({ titles, words }) {
  failed = undefined;
  const texts = load(words);
  texts.catch(() => {}); // told below, once the titles are there
  try {
    const named = await load(titles);
    engine = createEngine(named);
    answer();
    engine = createEngine(named, await texts);
    whole = true;
  } catch (error) {
    failed = error;
  }
  answer();
}

addEventListener("message", ({ data }) => {
  if (data.titles) begin(data);
  if ("query" in data) {
    latest = data;
    answer();
  }
});
