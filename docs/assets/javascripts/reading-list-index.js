/* What the addresses of a reading list lead to: titles, kinds, what moved. From a small index; only for an address that is
   not in it (a row, a source, a file) from the whole directory of links. */

const SMALL = new URL("../reading-list.json", import.meta.url);
const WHOLE = new URL("../../coaches/links/links.json", import.meta.url);
const MOVES = 5; // more would be a circle

/* The site's root, also below a folder of a host. */
export const root = new URL("../../", import.meta.url);
export const addressOf = (path) => new URL(path.slice(1), root).href;

/* {things, byPath, moved}; a thing is {kind, title, path, short, within, place}, and place its number. Rejects if it cannot be had. */
export async function loadIndex() {
  const { kinds, pages, moved } = await load(SMALL);
  const things = [];
  const add = (kind, title, path, short, within) =>
    things.push({ kind: kinds[kind], title, path, short: short ? `/go/${short}/` : "", within, place: things.length });
  for (const [kind, title, path, ...rest] of pages) {
    const parts = Array.isArray(rest.at(-1)) ? rest.pop() : [];
    add(kind, title, path, rest[0], "");
    for (const [of, name, anchor, word] of parts) add(of, name, `${path}#${anchor}`, word, title);
  }
  return { things, byPath: byAddress(things), moved: new Map(Object.entries(moved)), isWhole: false };
}

/* The thing at a path, also at one that moved or at a short address; undefined if there is none. */
export async function find(path, index) {
  const now = present(path, index);
  if (!index.byPath.has(now) && !index.isWhole) {
    index.isWhole = true;
    try {
      for (const [key, thing] of byAddress((await load(WHOLE)).things)) if (!index.byPath.has(key)) index.byPath.set(key, thing);
    } catch {
      index.isWhole = false;
    }
  }
  return index.byPath.get(now);
}

/* Where what was at a path is now: an anchor by itself, or with its page. */
function present(path, { byPath, moved }) {
  let now = path;
  for (let move = 0; move < MOVES && !byPath.has(now); move += 1) {
    const [page, anchor] = now.split("#");
    const next = moved.get(now) ?? (moved.has(page) && anchor ? `${moved.get(page).split("#")[0]}#${anchor}` : undefined);
    if (!next) break;
    now = next;
  }
  return now;
}

function byAddress(things) {
  const found = new Map();
  for (const thing of things) {
    found.set(thing.path, { short: "", within: thing.in ?? "", ...thing });
    if (thing.short) found.set(thing.short, found.get(thing.path));
  }
  return found;
}

async function load(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${answer.status}`);
  return answer.json();
}

const LABELS = {
  page: "Page", section: "Section", topic: "Questions", question: "Question", table: "Table", row: "Row of a table",
  script: "Script", sheet: "Worksheet", file: "File", claim: "Claim", source: "Source",
};

/* “Section of ‘Find people’”, in words. */
export const kindOf = ({ kind, within }) => `${LABELS[kind] ?? "Page"}${within ? ` in “${within}”` : ""}`;
