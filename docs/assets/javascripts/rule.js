/* The rule, applied: finds where a text asks for a job, why it asks, and what to say instead. The same as
   hooks/guidebook/rule/ does in Python, from the same data (assets/rule.json and assets/rule-weights.txt); a test holds the
   two against each other. */

const COMMA = 1, CLAUSE = 2, SENTENCE = 3, LONGEST = 120, SHORTEST = 3;
const TURNS = new Set(["but", "though", "however"]);
const FRAME = 5, GREETINGS = new Set(["hi", "hello", "hey", "dear", "good"]);
const SIGN_OFFS = new Set(["thanks", "thank", "many", "cheers", "best", "kind", "warm", "regards", "sincerely", "yours"]);

/* ── Reading ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

const SPACE = "\\t\\n\\v\\f\\r \\u00a0\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const LETTER = "A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u024f";
const MARK = "\\u0300-\\u036f\\u00ad\\u200b-\\u200d";
const regex = (source, flags = "u") => new RegExp(source, flags);
const WORD = regex(`(?:https?://|www\\.)[^${SPACE}<>]+|[0-9${LETTER}${MARK}]+(?:['’‘ʼ\`´][${LETTER}${MARK}]+)*`, "gu");
const SOLID = regex(`[0-9${LETTER}]`);
const CAPITAL = /^[A-Z\u00c0-\u00d6\u00d8-\u00de](?![A-Z])/u;
const LONE_I = regex(`^I(?![${LETTER}${MARK}])`);
const IGNORED = regex(`[${MARK}]`, "gu");
const REPLY = /(?:^|\n)[ \t]*>[^\n]*/gu;
const FORWARDED = /(?:^|\n)[ \t]*-{2,}[ \t]*(?:[Oo]riginal [Mm]essage|[Ff]orwarded [Mm]essage)/u;
const QUOTED = regex(
  `“[^“”]{1,900}”|"(?:[^"\\n]|\\n(?![${SPACE}]*\\n)){1,900}"|„[^„“”]{1,900}[“”]|«[^«»]{1,900}»`, "gu");
const QUOTED_SINGLY = regex(
  `(?:^|[${SPACE}(:—–])([‘'][${LETTER}][^‘\\n]{2,300}?[A-Za-z.?!,…][’'])(?![${LETTER}])`, "gu");
const LINE = regex(`\\n[${SPACE}]*[\\n*•–—‣◦·▪+\\-]`);
const STOP = regex(`[.!?]["'”’)\\]]*[${SPACE}]|[?!。！？]`);
const ITEM = regex(`^[${SPACE}]*(?:(?:[*•–—‣◦·▪+\\-]|[0-9]{1,2}[.)])[${SPACE}].*|[^.?!]*\\?[${SPACE}]*)$`, "su");
const SURE_STOP = /[?!。！？]/u;
const DASH = regex(`[;:()\\[\\]—–…]|\\.\\.|[${SPACE}]-+[${SPACE}]|--`);
const ENDINGS = { "'m": " am", "'re": " are", "'ve": " have", "'ll": " will", "'d": " would", "'s": "" };
const NEGATED = { ca: "can", wo: "will", sha: "shall" };
const IS = new Set(["it", "that", "there", "what", "who", "how", "here", "he", "she", "where", "when", "this"]);

const count = (text, pattern) => (text.match(pattern) ?? []).length;
const split = (text) => text.split(" ").filter(Boolean);

/* The word with one letter left out, at each place but the first. */
const shortened = (word) => Array.from({ length: Math.max(Math.min(word.length, 20) - 1, 0) },
  (_, at) => word.slice(0, at + 1) + word.slice(at + 2));

function uncontracted(word) {
  if (word.endsWith("n't")) {
    const base = word.slice(0, -3);
    return `${Object.hasOwn(NEGATED, base) ? NEGATED[base] : base} not`;
  }
  const sign = word.lastIndexOf("'"), base = word.slice(0, sign), ending = word.slice(sign);
  if (ending === "'s" && IS.has(base)) return `${base} is`;
  if (ending === "'s" && base === "let") return "let us";
  return Object.hasOwn(ENDINGS, ending) ? base + ENDINGS[ending] : word.replaceAll("'", "");
}

class Spelling {
  constructor({ same, slips, abbreviations }) {
    this.same = new Map(Object.entries(same).map(([word, meant]) => [word, split(meant)]));
    this.near = new Map();
    for (const word of slips) {
      for (const variant of [word, ...shortened(word)]) if (!this.near.has(variant)) this.near.set(variant, word);
    }
    this.known = new Set(slips);
    this.abbreviations = new Set(abbreviations);
  }

  words(written) {
    let plain = written.replace(/[’‘ʼ`´]/gu, "'");
    if (/[^\0-\x7f]/u.test(plain)) plain = plain.normalize("NFD").replace(IGNORED, "");
    plain = plain.toLowerCase();
    if (/^(?:https?:|www\.)/u.test(plain)) return ["url"];
    if (this.same.has(plain)) return this.same.get(plain);
    if (plain.includes("'")) return split(uncontracted(plain)).flatMap((part) => this.words(part));
    if (!this.known.has(plain) && plain.length > 5) {
      for (const variant of [plain, ...shortened(plain)]) {
        const meant = this.near.get(variant);
        if (meant && meant[0] === plain[0] && Math.abs(meant.length - plain.length) < 2) return [meant];
      }
    }
    return [plain];
  }
}

/* Where the text quotes: lines of a reply, forwarded messages, and three words or more in quotation marks. */
function hiddenParts(text) {
  const replies = [...text.matchAll(REPLY)].map((match) => [match.index, match.index + match[0].length]);
  const forwarded = text.match(FORWARDED);
  if (forwarded) replies.push([forwarded.index, text.length]);
  const quoted = [QUOTED, QUOTED_SINGLY].flatMap((pattern) => [...text.matchAll(pattern)].map((match) => {
    const end = match.index + match[0].length;
    return [end - (match[1] ?? match[0]).length, end];
  })).filter(([start, end]) => count(text.slice(start, end), /[ \n]/gu) > 1);
  const outside = count(text, WORD) - quoted.reduce((sum, span) => sum + count(text.slice(...span), WORD), 0);
  const merged = [];
  for (const [start, end] of [...replies, ...(outside > 2 ? quoted : [])].sort((a, b) => a[0] - b[0] || a[1] - b[1])) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/* How much of a break the signs between two words are. */
function weightOf(text, before, start, last, spelling) {
  const between = text.slice(before, start);
  if (between === " " || between === "") return 0;
  if ((between.length > 200 && [...between].length > 200) || LINE.test(between)) return SENTENCE;
  const next = text.slice(start, start + 2);
  if (STOP.test(between)) {
    const plain = last.toLowerCase();
    const short = spelling.abbreviations.has(plain) || (last.length === 1 && plain !== "i" && plain !== "u");
    if (!short || !between.startsWith(".") || SURE_STOP.test(between)) return SENTENCE;
  } else if (between === "." && last.length > 2 && CAPITAL.test(next)) return SENTENCE;
  if (between.includes("\n") && CAPITAL.test(next) && !LONE_I.test(next)) {
    const line = [...text.slice(before && text.lastIndexOf("\n", before - 1) + 1, before)].length;
    if (line < 40 || (!between.includes(",") && line < 55)) return SENTENCE;
  }
  return DASH.test(between) ? CLAUSE : between.includes(",") ? COMMA : 0;
}

/* The sentences of `text` without what it quotes from others: words in one spelling, each with its place. */
function sentences(text, spelling) {
  const hidden = hiddenParts(text), found = [[]];
  let before = 0, last = "", turn = 0;
  for (const { 0: written, index: start } of text.matchAll(WORD)) {
    while (turn < hidden.length && hidden[turn][1] <= start) turn++;
    if ((turn < hidden.length && hidden[turn][0] <= start) || !SOLID.test(written)) continue;
    const end = start + written.length, weight = weightOf(text, before, start, last, spelling);
    const words = spelling.words(written);
    if (weight === SENTENCE || found.at(-1).length >= LONGEST) found.push([]);
    words.forEach((word, place) => found.at(-1).push({ word, start, end, weight: place ? 0 : weight }));
    before = end;
    last = written;
  }
  return found.filter((sentence) => sentence.length);
}

/* The sentence apart from a greeting before it and a sign-off behind it. */
function unframed(sentence) {
  const opening = GREETINGS.has(sentence[0].word) ? sentence.findIndex(({ weight }, at) => at && weight) : 0;
  const begin = opening > 0 && opening <= FRAME ? opening : 0, least = Math.max(begin + 1, sentence.length - FRAME);
  const closing = sentence.findIndex(({ word, weight }, at) => at >= least && weight && SIGN_OFFS.has(word));
  const end = closing < 0 ? sentence.length : closing;
  return [sentence.slice(0, begin), sentence.slice(begin, end), sentence.slice(end)].filter((part) => part.length);
}

/* Whether a clause is a greeting, a sign-off or a name, and adds nothing to the length of a message. */
const frames = ([{ word }, ...rest]) =>
  rest.length + 1 < SHORTEST || (rest.length < FRAME && (GREETINGS.has(word) || SIGN_OFFS.has(word)));

/* Whether a clause is a short word of thanks, which asks for nothing. */
const thanks = ([{ word }, ...rest]) =>
  rest.length < FRAME && word.startsWith("thank") && !rest.some(({ weight }) => weight);

/* The clauses of `text`: cut at strong signs, and where a sentence turns; with the tokens that are weighed. */
function clauses(text, spelling) {
  return sentences(text, spelling).flatMap(unframed).flatMap((sentence) => {
    const parts = [[]];
    for (const word of sentence) {
      if (parts.at(-1).length >= SHORTEST && (word.weight >= CLAUSE || TURNS.has(word.word))) parts.push([]);
      parts.at(-1).push(word);
    }
    if (parts.length > 1 && parts.at(-1).length < SHORTEST) {
      const rest = parts.pop();
      parts.at(-1).push(...rest);
    }
    const { end } = sentence.at(-1), sign = [...text.slice(end, end + 6)].slice(0, 3).includes("?") ? "?" : "$";
    return parts.map((words, position) => {
      const tokens = [[position ? "^^" : "^", 0]];
      words.forEach(({ word, weight }, at) => {
        if (at && weight) tokens.push([",", at]);
        tokens.push([word, at]);
      });
      tokens.push([position === parts.length - 1 ? sign : "+", words.length - 1]);
      return { words, tokens };
    });
  });
}

/* For each place, in order, the number of the line that it is on if that is an item of a list; otherwise -1. An item begins
   with a sign or a number, or is one question alone. Each is judged as a text of its own. */
function listItems(text, places) {
  let number = -1, end = -1, item = false;
  return places.map((place) => {
    while (place > end) {
      const start = end + 1, found = text.indexOf("\n", start);
      number++;
      end = found < 0 ? text.length : found;
      item = ITEM.test(text.slice(start, end));
    }
    return item ? number : -1;
  });
}

/* ── Clues ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

const BITS = 19, TYPICAL = 64;
const ALONE = [0x9E3779B1], PAIR = [0x85EBCA77, 0xC2B2AE3D], APART = [0x165667B1, 0x27D4EB2F];
const TRIPLE = [0xD3A2646D, 0xFD7046C5, 0xB55A4F09];
const STEM_ENDINGS = ["ingly", "ings", "ing", "edly", "ies", "ed", "es", "s", "ly", "e"];

function stem(written) {
  let word = written;
  if (word.length < 4) return word;
  const ending = STEM_ENDINGS.find((one) => word.endsWith(one) && word.length - one.length >= 3);
  if (ending) word = word.slice(0, word.length - ending.length) + (ending === "ies" ? "i" : "");
  if (word.length > 3 && word.at(-1) === word.at(-2) && !"lsz".includes(word.at(-1))) word = word.slice(0, -1);
  return word.endsWith("y") ? `${word.slice(0, -1)}i` : word;
}

const CRC = Int32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = (rest >>> 1) ^ (rest & 1 ? 0xEDB88320 : 0);
  return rest;
});

function numberOf(word) {
  let rest = -1;
  for (const sign of word) {
    const code = sign.codePointAt(0);
    rest = (rest >>> 8) ^ CRC[(rest ^ (code < 128 ? code : 63)) & 255];
  }
  return ~rest;
}

function placeOf(numbers, factors) {
  let mixed = 0;
  numbers.forEach((number, at) => { mixed = (mixed + Math.imul(number, factors[at])) | 0; });
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x2C1B3C6D);
  return (mixed ^ (mixed >>> 13)) >>> (32 - BITS);
}

/* What is weighed: words, two and three in a row, and two with another between them; by its place, each with the first and
   last word that it comes from. */
function clues({ tokens }) {
  const found = new Map();
  const numbers = tokens.map(([word, at]) => [numberOf(stem(word)), at]);
  const add = (factors, ...parts) => {
    const place = placeOf(parts.map(([number]) => number), factors);
    if (!found.has(place)) found.set(place, { place, first: parts[0][1], last: parts.at(-1)[1] });
  };
  numbers.forEach((part, position) => {
    const following = numbers.slice(position + 1, position + 3);
    add(ALONE, part);
    if (following.length) add(PAIR, part, following[0]);
    if (following.length > 1) {
      add(TRIPLE, part, ...following);
      add(APART, part, following[1]);
    }
  });
  return [...found.values()];
}

/* ── Judging ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const TOP = 4, REST = 6;
const SIGN_TELLS = 4;

/* The weights by place. Each sign stands for six bits; of each weight there are the distance from the one before it, divided
   by 64, as so many ones and a zero; the rest of the distance; whether the weight is under zero; and its size less one, as
   so many ones and a zero, which the greatest does without. */
function unpacked(text) {
  const bits = Array.from(text, (sign) => SIGNS.indexOf(sign).toString(2).padStart(6, "0")).join("");
  const table = new Map();
  for (let place = 0, at = 0, end; (end = bits.indexOf("0", at)) >= 0; place++) {
    const sign = end + 1 + REST;
    place += ((end - at) << REST) + parseInt(bits.slice(end + 1, sign), 2);
    let size = 1;
    at = sign + 1;
    while (size < TOP && bits[at] === "1") [size, at] = [size + 1, at + 1];
    if (size < TOP) at++;
    table.set(place, bits[sign] === "1" ? -size : size);
  }
  return table;
}

class Checker {
  constructor({ categories, unless, grey, reading, weights }, table) {
    this.categories = categories;
    this.plain = categories.filter(({ pattern }) => pattern).map((kind) => [kind, regex(kind.pattern)]);
    this.unless = unless && regex(unless);
    this.grey = grey.map((reason) => ({ ...reason, pattern: regex(reason.pattern) }));
    this.spelling = new Spelling(reading);
    this.weights = weights;
    this.table = unpacked(table);
  }

  check(text) {
    const weighed = clauses(text, this.spelling).map((clause) => this.weigh(clause));
    const items = listItems(text, weighed.map(({ words }) => words[0].start)), sizes = new Map();
    items.forEach((item, at) => sizes.set(item, (sizes.get(item) ?? 0) + !frames(weighed[at].words)));
    return weighed.flatMap((one, at) => this.judge(text, one, this.limit(sizes.get(items[at]))));
  }

  /* What a clause has to come to in a text of so many clauses. */
  limit(size) {
    const { breaks, many, further } = this.weights;
    return Math.max(breaks, many + further * Math.log2(Math.max(size, 1)));
  }

  weigh(clause) {
    const found = clues(clause);
    let total = 0;
    for (const { place } of found) total += this.table.get(place) ?? 0;
    const share = Math.sqrt(Math.sqrt(TYPICAL / Math.max(found.length, 1)));
    const said = ` ${clause.words.map(({ word }) => word).join(" ")} `, plain = this.saidPlainly(said);
    const weight = this.weights.bias + total * share + (plain ? this.weights.plain : 0);
    return { ...clause, found, said, plain, weight };
  }

  /* The category whose pattern the clause has, unless something in it speaks against that. */
  saidPlainly(said) {
    const plain = this.plain.find(([, pattern]) => pattern.test(said));
    return plain && !(this.unless && this.unless.test(said)) ? plain[0] : undefined;
  }

  judge(text, one, limit) {
    let reason, severity = "grey";
    if (thanks(one.words)) return [];
    if (one.weight >= limit) [reason, severity] = [this.category(one), "breaks"];
    else reason = this.grey.find(({ pattern }) => pattern.test(one.said));
    if (!reason && one.weight >= limit - this.weights.near) reason = this.category(one);
    if (!reason) return [];
    const [first, last] = this.part(one);
    const { start } = one.words[first], { end } = one.words[last], { id, why, better } = reason;
    return [{ start, end, category: id, severity, text: text.slice(start, end), why, better }];
  }

  /* The category of its pattern, or else the first of those that the words of the clause tell of most. */
  category({ words, plain }) {
    if (plain) return plain;
    const { words: known, ground } = this.weights, totals = Array.from(ground, Number);
    for (const word of new Set(words.map(({ word }) => stem(word)))) {
      if (Object.hasOwn(known, word)) totals.forEach((_, at) => { totals[at] += Number(known[word][at]); });
    }
    for (const word of new Set(words.map(({ word }) => word))) {
      this.categories.forEach(({ signs }, at) => { totals[at] += signs.includes(word) ? SIGN_TELLS : 0; });
    }
    return this.categories[totals.indexOf(Math.max(...totals))];
  }

  /* The first and last word of the part of the clause, between commas, that weighs most. */
  part({ words, found }) {
    const end = words.length - 1, weights = new Float64Array(words.length);
    for (const { place, first, last } of found) {
      for (let at = first; at <= last; at++) weights[at] += (this.table.get(place) ?? 0) / (last - first + 1);
    }
    let first = 0, last = end, best = 0, begin = 0, total = 0;
    weights.forEach((weight, at) => {
      if (total <= 0) [begin, total] = [at, 0];
      total += weight;
      if (total > best) [first, last, best] = [begin, at, total];
    });
    while (first && words[first].weight < COMMA) first--;
    while (last < end && words[last + 1].weight < COMMA) last++;
    return [first, last];
  }
}

/* A checker over the data of assets/rule.json and the text of assets/rule-weights.txt. `check(text)` gives, in order, each
   place that asks: start and end (in units of the string), category, severity ("breaks" or "grey"), text, why, and better
   wordings. */
export const createChecker = (data, table) => new Checker(data, table);
