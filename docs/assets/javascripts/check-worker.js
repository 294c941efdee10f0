/* Reads drafts beside the page, so that a long one never holds up the typing. Is sent the addresses of the rule's data and
   of its weights once, then drafts; answers each with its findings, or with a fault. */

import { createChecker } from "./rule.js";

let checker;

async function read(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return response.text();
}

async function load(files) {
  const [rule, weights] = await Promise.all(files.map(read));
  return createChecker(JSON.parse(rule), weights);
}

async function answer({ files, draft }) {
  if (!files) return { findings: (await checker).check(draft) };
  checker = load(files);
  await checker;
  return { ready: true };
}

addEventListener("message", ({ data }) => {
  answer(data).then(postMessage, (error) => postMessage({ fault: String(error) }));
});
