/* The rule, applied: finds where a text asks for a job, why it asks, and what to say instead. The same as
   hooks/guidebook/rule/ does in Python, from the same data (assets/rule.json); a test holds the two against each other.
   A pattern is a row of items: word, <list>, (one|of them), (or none)?, ..3 for up to three words, !(what does not
   follow), ^ where a clause begins and $ where one ends. Nothing repeats without a bound. */

const COMMA = 1, CLAUSE = 2, SENTENCE = 3, LONGEST = 120;

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
  constructor({ same, slips, abbreviations }, known) {
    this.same = new Map(Object.entries(same).map(([word, meant]) => [word, split(meant)]));
    this.near = new Map();
    for (const word of slips) {
      for (const variant of [word, ...shortened(word)]) if (!this.near.has(variant)) this.near.set(variant, word);
    }
    this.known = new Set([...known, ...slips]);
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

/* ── Patterns ────────────────────────────────────────────────────────────────────────────────────────────────────── */

const TOKEN = /\s*(?:([a-z0-9]+)|<([a-z0-9-]+)>|\.\.(\d+)|(!\(|\(|\)\?|\)|\||\^|\$))/gy;

class Grammar {
  constructor(lexicon) {
    this.known = new Set();
    this.lists = new Map(Object.entries(lexicon).map(([name, patterns]) => [name, patterns.map((one) => this.parse(one))]));
    this.shapes = new Map();
    this.compiled = new Map();
  }

  parse(pattern) {
    const tokens = [...pattern.matchAll(TOKEN)];
    let at = 0;
    const options = () => {
      const rows = [[]];
      for (; at < tokens.length; at++) {
        const [, word, list, gap, sign] = tokens[at], row = rows.at(-1);
        if (word) {
          this.known.add(word);
          row.push({ kind: "words", words: new Set([word]) });
        } else if (list) row.push({ kind: "list", list });
        else if (gap) row.push({ kind: "gap", size: Number(gap) });
        else if (sign === "^" || sign === "$") row.push({ kind: sign });
        else if (sign === "|") rows.push([]);
        else if (sign.startsWith(")")) break;
        else {
          at++;
          row.push({ kind: sign === "!(" ? "not" : "any", options: options(), optional: tokens[at][4] === ")?" });
        }
      }
      return rows;
    };
    const rows = options();
    return rows.length > 1 ? [{ kind: "any", options: rows, optional: false }] : rows[0];
  }

  /* The words that an item can begin with (null: any), and whether it can match nothing. */
  shapeOf(item) {
    if (item.kind === "words") return { first: item.words, empty: false };
    if (item.kind === "gap") return { first: null, empty: true };
    if (item.kind === "list") {
      if (!this.shapes.has(item.list)) this.shapes.set(item.list, this.shapeOfOptions(this.lists.get(item.list)));
      return this.shapes.get(item.list);
    }
    if (item.kind !== "any") return { first: new Set(), empty: true };
    if (!item.shape) {
      const { first, empty } = this.shapeOfOptions(item.options);
      item.shape = { first, empty: empty || item.optional };
    }
    return item.shape;
  }

  shape(row) {
    let first = new Set();
    for (const item of row) {
      const shape = this.shapeOf(item);
      first = first && shape.first && (first.size ? new Set([...first, ...shape.first]) : shape.first);
      if (!shape.empty) return { first, empty: false };
    }
    return { first, empty: true };
  }

  shapeOfOptions(rows) {
    const shapes = rows.map((row) => this.shape(row));
    const first = shapes.some((shape) => !shape.first) ? null : new Set(shapes.flatMap((shape) => [...shape.first]));
    return { first, empty: shapes.some((shape) => shape.empty) };
  }

  compile(row) {
    let steps, needs;
    return {
      first: this.shape(row).first,
      steps: () => (steps ??= this.steps(row)),
      needs: () => (needs ??= row.filter(({ kind }) => kind === "words" || kind === "list" || kind === "any")
        .map((item) => this.shapeOf(item)).filter(({ first, empty }) => first?.size && !empty).map(({ first }) => first)),
    };
  }

  steps(row) {
    return row.map((item) => {
      if (item.kind === "list") {
        if (!this.compiled.has(item.list)) {
          this.compiled.set(item.list, this.choice({ kind: "list", list: item.list, options: this.lists.get(item.list) }));
        }
        return this.compiled.get(item.list);
      }
      if (!item.options) return item;
      const plain = item.kind === "any" && !item.optional
        && item.options.every((one) => one.length === 1 && one[0].kind === "words");
      return plain
        ? { kind: "words", words: new Set(item.options.flatMap(([{ words }]) => [...words])) }
        : this.choice(item);
    });
  }

  /* A step that knows by the next word which of its options are worth trying; those of "" are worth it always. All
     this is made when a text first needs it, so that the page need not wait. */
  choice(item) {
    let table;
    return { ...item, table: () => (table ??= this.table(item)) };
  }

  table(item) {
    const options = new Map([["", []]]);
    for (const row of item.options) {
      const { first, empty } = this.shape(row), steps = this.steps(row);
      for (const word of !empty && first?.size ? first : [""]) {
        if (!options.has(word)) options.set(word, []);
        options.get(word).push(steps);
      }
    }
    return options;
  }
}

/* Finds where patterns end in one sentence. */
class Matcher {
  constructor(sentence, joints) {
    this.words = sentence.map(({ word }) => word);
    this.breaks = sentence.map(({ weight }) => weight);
    this.all = new Set(this.words);
    this.joints = joints;
    this.known = new Map();
    this.able = new Map();
  }

  canMatch(pattern) {
    let able = this.able.get(pattern);
    if (able === undefined) {
      able = pattern.needs().every((need) => {
        for (const word of this.all) if (need.has(word)) return true;
        return false;
      });
      this.able.set(pattern, able);
    }
    return able;
  }

  ends(steps, at) {
    let places = new Set([at]);
    for (const step of steps) {
      const found = new Set();
      for (const place of places) this.take(step, place, found);
      places = found;
      if (!found.size) break;
    }
    return places;
  }

  take(step, at, found) {
    const { kind } = step, { words, breaks } = this;
    if (kind === "words") {
      if (at < words.length && step.words.has(words[at])) found.add(at + 1);
    } else if (kind === "gap") {
      for (let end = at; end <= Math.min(at + step.size, words.length); end++) found.add(end);
    } else if (kind === "^") {
      if (at === 0 || (at < words.length && (breaks[at] || this.joints.has(words[at - 1])))) found.add(at);
    } else if (kind === "$") {
      if (at === words.length || breaks[at]) found.add(at);
    } else if (kind === "not") {
      if (!this.options(step, at).size) found.add(at);
    } else {
      for (const end of kind === "list" ? this.list(step, at) : this.options(step, at)) found.add(end);
      if (step.optional) found.add(at);
    }
  }

  options(step, at) {
    const found = new Set();
    const table = step.table();
    for (const steps of (at < this.words.length && table.get(this.words[at])) || []) {
      for (const end of this.ends(steps, at)) found.add(end);
    }
    for (const steps of table.get("")) for (const end of this.ends(steps, at)) found.add(end);
    return found;
  }

  list(step, at) {
    if (!this.known.has(step)) this.known.set(step, []);
    return (this.known.get(step)[at] ??= this.options(step, at));
  }
}

/* ── Judging ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Whether the match begins in a range, or a range that may (`inside`) begins in the match. */
const meets = (match, ranges) => ranges.some(([start, end, inside]) =>
  match.start < end && (start <= match.start || (inside && start < match.end)));

/* Matches that overlap or touch become one, of the kind that stands first in the data. */
function merged(matches) {
  const found = [];
  for (const match of [...matches].sort((a, b) => a.start - b.start || a.end - b.end || a.kind - b.kind)) {
    const last = found.at(-1);
    if (last && match.start <= last.end) {
      last.end = Math.max(last.end, match.end);
      last.kind = Math.min(last.kind, match.kind);
    } else found.push({ ...match });
  }
  return found;
}

class Checker {
  constructor(data) {
    const grammar = new Grammar(data.lexicon), rows = [];
    this.kinds = [];
    this.asks = new Map();
    this.excuses = new Map();
    const index = (into, patterns, kind) => {
      for (const pattern of patterns) rows.push([into, grammar.parse(pattern), kind]);
    };
    for (const [severity, kinds] of [["breaks", data.categories], ["grey", data.grey]]) {
      for (const { patterns, ...kind } of kinds) {
        index(this.asks, patterns, this.kinds.length);
        this.kinds.push({ ...kind, severity });
      }
    }
    for (const { inside, patterns } of data.excuses) index(this.excuses, patterns, Number(inside));
    for (const [into, row, kind] of rows) {
      const pattern = grammar.compile(row);
      for (const word of pattern.first) {
        if (!into.has(word)) into.set(word, []);
        into.get(word).push([pattern, kind]);
      }
    }
    this.spelling = new Spelling(data.reading, grammar.known);
    [this.turns, this.openers, this.joints] = ["turns", "openers", "joints"].map((name) => new Set(data.reading[name]));
  }

  check(text) {
    const known = new Map();
    return sentences(text, this.spelling).flatMap((sentence) => {
      const key = sentence.map(({ word, weight }) => word + weight).join(" ");
      if (!known.has(key)) known.set(key, this.judge(sentence));
      return known.get(key).map((match) => {
        const { id, severity, why, better } = this.kinds[match.kind];
        const { start } = sentence[match.start], { end } = sentence[match.end - 1];
        return { start, end, category: id, severity, text: text.slice(start, end), why, better };
      });
    });
  }

  /* What remains of the matches of one sentence after excuses, each place once. */
  judge(sentence) {
    const matcher = new Matcher(sentence, this.joints);
    const matches = this.matches(this.asks, matcher);
    if (!matches.length) return [];
    const range = (match, inside) => [match.start, this.reach(match.end, matcher), inside];
    const excused = this.matches(this.excuses, matcher).map((match) => range(match, Boolean(match.kind)));
    const is = (severity) => ({ kind }) => this.kinds[kind].severity === severity;
    const grey = matches.filter(is("grey")).filter((match) => !meets(match, excused));
    excused.push(...grey.filter(({ kind }) => this.kinds[kind].cancels).map((match) => range(match, true)));
    const asks = merged(matches.filter(is("breaks")).filter((match) => !meets(match, excused)));
    const taken = asks.map(({ start, end }) => [start, end, true]);
    return [...asks, ...merged(grey.filter((match) => !meets(match, taken)))]
      .sort((a, b) => a.start - b.start || a.end - b.end || a.kind - b.kind);
  }

  matches(index, matcher) {
    const found = [];
    matcher.words.forEach((word, start) => {
      for (const [pattern, kind] of index.get(word) ?? []) {
        if (!matcher.canMatch(pattern)) continue;
        const ends = matcher.ends(pattern.steps(), start);
        if (ends.size) found.push({ start, end: Math.min(...ends), kind });
      }
    });
    return found;
  }

  /* How far an excuse reaches: to the end of its clause, or to a turn such as “but”. */
  reach(end, { words, breaks }) {
    for (let at = end; at < words.length; at++) {
      if (this.turns.has(words[at]) || breaks[at] >= CLAUSE) return at;
      const joined = breaks[at] || words[at - 1] === "and" || words[at - 1] === "or";
      if (joined && this.openers.has(words[at])) return at;
    }
    return words.length;
  }
}

/* A checker over the data of assets/rule.json. `check(text)` gives, in order, each place that asks: start and end (in
   units of the string), category, severity ("breaks" or "grey"), text, why, and better wordings. */
export const createChecker = (data) => new Checker(data);
