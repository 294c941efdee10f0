/* Reads drafts beside the page, so that a long one never holds up the typing. Is sent the address of the rule's data once,
   then drafts; answers each with its findings, or with a fault. */

import { createChecker } from "./rule.js";

let checker;

async function load(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address}: ${response.status}`);
  return createChecker(await response.json());
}

async function answer({ rule, draft }) {
  if (!rule) return { findings: (await checker).check(draft) };
  checker = load(rule);
  await checker;
  return { ready: true };
}

addEventListener("message", ({ data }) => {
  answer(data).then(postMessage, (error) => postMessage({ fault: String(error) }));
});
