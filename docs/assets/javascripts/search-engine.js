/* What search finds, and in which order. Knows neither the page nor the network: it is given what the two index files hold
   and answers with things. MiniSearch finds each word, also half typed or misspelled; how the words of a query come
   together is decided here. */

import MiniSearch from "./vendor/minisearch.js";

const LONGEST = 200; // characters of a query that are read
const MOST_WORDS = 12;
const BOOST = { title: 4, keys: 1.5, page: 1, text: 1 };
const SYNONYM = 0.5; // what a word is worth that stands for the one that was typed
const KINDS = { page: 1.25, topic: 1.25, sheet: 1.25, table: 1.25, row: 0.7, source: 0.5, claim: 0.9 };
const COACHES = 0.8; // most who search are not coaches
const MINOR = 0.3; // what a common word is worth beside one that tells something
const WHOLE = 1.5; // a title that has all that was typed, and nothing else

/* Words that say little where others stand beside them. */
const COMMON = new Set(
  ("a an and are as at be but by can could did do does dont for from has have he her how i if im in is it its ive me my of on or our " +
    "she should so that the their them they this to was we what when where which who will with would you your").split(" "),
);

/* As hooks/guidebook/search/terms.py does; a test holds the two equal. */
export function terms(text) {
  const plain = text.normalize("NFD").replace(/\p{M}/gu, "").replace(/['’]/g, "").toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+/gu) ?? []).map(term);
}

function term(word) {
  if (word.length > 4 && word.endsWith("ies")) word = `${word.slice(0, -3)}y`;
  else if (word.length > 3 && /[^sui]s$/.test(word)) word = word.slice(0, -1);
  if (word.length > 5 && word.endsWith("ing")) word = word.slice(0, -3);
  else if (word.length > 4 && /[^e]ed$/.test(word)) word = word.slice(0, -2);
  if (word.length > 4 && /([^lsz])\1$/.test(word)) word = word.slice(0, -1);
  if (word.length > 3 && word.endsWith("e")) word = word.slice(0, -1);
  return word.length > 3 && word.endsWith("i") ? `${word.slice(0, -1)}y` : word;
}

const COMMON_TERMS = new Set([...COMMON].map(term));

/* `titles` and `words` are the index files; without `words` the titles alone answer. */
export function createEngine(titles, words) {
  const things = thingsOf(titles);
  const texts = things.map(() => []);
  if (words) {
    const list = words.words.split(" ");
    words.places.forEach((distances, at) => {
      let number = 0;
      for (const distance of distances) texts[(number += distance)].push(list[at]);
    });
  }
  const index = new MiniSearch({
    fields: Object.keys(BOOST),
    idField: "number",
    stringifyField: (value) => value,
    tokenize: (value) => value,
    processTerm: (value) => value,
  });
  index.addAll(
    things.map(({ title, page, keys }, number) => ({
      number,
      title: terms(title),
      keys: terms(keys),
      page: page ? terms(page.title) : [],
      text: texts[number],
    })),
  );
  const synonyms = titles.synonyms.flatMap(([means, ...said]) => {
    const meant = terms(means);
    return said.map((one) => ({ said: terms(one), means: meant }));
  });
  const fuzzy = (word) => (word.length > 7 ? 2 : word.length > 3 ? 1 : 0);

  const match = (word, options) => {
    const found = new Map();
    const all = { boost: BOOST, tokenize: (value) => [value], processTerm: (value) => value, ...options };
    for (const { id, score, match: words } of index.search(word, all)) found.set(id, { score, words: Object.keys(words) });
    return found;
  };

  /* What one term finds: by thing its score, and the words that were found. A word that nothing has may be misspelled: two
     letters may have changed places, or one or two be wrong. */
  function one(word, { prefix = false, exact = false }) {
    const found = match(word, { prefix });
    if (found.size || exact) return found;
    for (let at = 1; at < word.length && word.length > 3; at += 1) {
      const swapped = match(word.slice(0, at - 1) + word[at] + word[at - 1] + word.slice(at + 1));
      if (swapped.size) return swapped;
    }
    return match(word, { fuzzy: fuzzy(word) });
  }

  /* What several terms find that belong together: it counts least where only some of them are there. */
  function together(list, options) {
    if (list.length === 1) return one(list[0], options);
    const sums = new Map();
    for (const word of list) {
      for (const [id, { score, words }] of one(word, options)) {
        const sum = sums.get(id) ?? { score: 0, words: [], had: 0 };
        sums.set(id, { score: sum.score + score, words: [...sum.words, ...words], had: sum.had + 1 });
      }
    }
    for (const sum of sums.values()) sum.score *= (sum.had / list.length) ** 2;
    return sums;
  }

  /* The query's parts: words, and phrases that a synonym knows, each with what else it may be called. Two words may also be
     one that was written apart. */
  function partsOf(list) {
    const parts = [];
    for (let at = 0; at < list.length; ) {
      const known = synonyms.filter(({ said }) => said.every((word, next) => list[at + next] === word));
      const size = Math.max(1, ...known.map(({ said }) => said.length));
      const means = known.filter(({ said }) => said.length === size).map((one) => one.means);
      const words = list.slice(at, at + size);
      const common = size === 1 && !means.length && COMMON_TERMS.has(words[0]);
      if (size === 1 && !common && at + 1 < list.length && !COMMON_TERMS.has(list[at + 1])) means.push([words[0] + list[at + 1]]);
      parts.push({ words, means, common });
      at += size;
    }
    return parts;
  }

  /* Things with their scores, best first. */
  function search(query) {
    const list = terms(query.slice(0, LONGEST)).slice(0, MOST_WORDS);
    if (!list.length) return [];
    const parts = partsOf(list);
    const telling = parts.filter(({ common }) => !common);
    const last = parts.at(-1);
    const open = /[\p{L}\p{N}]$/u.test(query); // the last word may not be complete
    const total = new Map();
    for (const part of parts) {
      const minor = part.common && telling.length > 0;
      const best = together(part.words, { prefix: part === last && open && !part.common, exact: part.common });
      for (const means of part.means) {
        for (const [id, { score, words }] of together(means, { exact: true })) {
          const had = best.get(id) ?? { score: 0, words: [] };
          best.set(id, { score: had.score + score * SYNONYM, words: [...had.words, ...words] });
        }
      }
      for (const [id, { score, words }] of best) {
        const sum = total.get(id) ?? { score: 0, parts: 0, words: [] };
        total.set(id, {
          score: sum.score + score * (minor ? MINOR : 1),
          parts: sum.parts + !minor,
          words: minor ? sum.words : [...sum.words, ...words],
        });
      }
    }
    const whole = list.join(" ");
    const needed = telling.length || parts.length;
    return [...total]
      .filter(([, sum]) => sum.parts)
      .map(([id, sum]) => {
        const thing = things[id];
        const of = (KINDS[thing.kind] ?? 1) * (thing.path.startsWith("/coaches/") ? COACHES : 1);
        const same = terms(thing.title).join(" ") === whole ? WHOLE : 1;
        return { thing, words: sum.words, score: sum.score * (sum.parts / needed) * of * same };
      })
      .sort((a, b) => b.score - a.score || a.thing.number - b.thing.number);
  }

  return { search, things };
}

/* The things of the titles' file in their order: {number, kind, title, path, about, page, keys}. */
function thingsOf({ kinds, pages }) {
  const things = [];
  const add = (kind, title, path, short, about, page) => {
    const keys = `${path.split(/[/#]/).filter(Boolean).at(-1) ?? ""} ${short ?? ""}`;
    things.push({ number: things.length, kind: kinds[kind], title, path, about, page, keys });
    return things.at(-1);
  };
  for (const [kind, title, path, short, about, places = []] of pages) {
    const page = add(kind, title, path, short, about);
    for (const [of, name, anchor, word] of places) add(of, name, `${path}#${anchor}`, word, "", page);
  }
  return things;
}

/* The best places to show, page by page in the order of their best: [{page, places}]. Their texts are in pieces, each with
   whether it was found. */
export function byPage(found, { pages = 8, places = 4, least = 0.45 } = {}) {
  const groups = new Map();
  for (const { thing, score, words } of found) {
    const page = thing.page ?? thing;
    const group = groups.get(page);
    if (group ? group.places.length >= places || score < group.best * least : groups.size >= pages) continue;
    const marked = new Set(words);
    const place = { kind: thing.kind, path: thing.path, pieces: pieces(thing.title, marked) };
    if (thing.about) place.about = pieces(thing.about, marked);
    if (group) group.places.push(place);
    else groups.set(page, { page: { title: page.title, path: page.path }, best: score, places: [place] });
  }
  return [...groups.values()];
}

function pieces(text, marked) {
  const found = [];
  for (const part of text.split(/([\p{L}\p{M}\p{N}'’]+)/u)) {
    const is = terms(part).some((word) => marked.has(word));
    if (found.length && found.at(-1)[1] === is) found.at(-1)[0] += part;
    else if (part) found.push([part, is]);
  }
  return found;
}
