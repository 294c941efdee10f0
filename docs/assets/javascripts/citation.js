/* A page or a place on it as a citation, in plain text. The tests hold it against a citation library. The author is the
   site; the day of reading stands where a style wants it, which is where the page has no date of its own. */

const months = "January February March April May June July August September October November December".split(" ");
const shortMonths = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split(" ");
const small = new Set(
  "a an and as at but by down for from in into nor of on onto or over so the till to up via with yet".split(" "),
);

/* Each word with a capital but the small ones inside; a word with a capital of its own stays as it is. */
export function titleCase(text) {
  let before = ":";
  return text.split(/\s+/).filter(Boolean).map((word) => {
    const plain = word === word.toLowerCase();
    const kept = !plain || (small.has(word) && !/[:.]/.test(before));
    before = word.at(-1);
    return kept ? word : word.replace(/\p{L}/u, (letter) => letter.toUpperCase());
  }).join(" ");
}

/* The full stop after a text, unless that ends in a mark of its own. */
const ended = (text) => (/[.?!]["”’]?$/.test(text) ? text : `${text}.`);

/* In quotation marks, those inside turned; an American full stop stands within. */
const quoted = (text) => `“${ended(text.replaceAll("“", "‘").replaceAll("”", "’"))}”`;

const usual = ({ year, month, day }) => `${months[month - 1]} ${day}, ${year}`;
const british = ({ year, month, day }) => `${day} ${shortMonths[month - 1]} ${year}`;

export function dayOf(iso) {
  const [year, month, day] = iso.split("-").map(Number);
  return { year, month, day };
}

const styles = {
  apa({ site, title, within, date, today, url }) {
    const when = date ? `${date.year}, ${months[date.month - 1]} ${date.day}` : "n.d.";
    const where = date ? url : `Retrieved ${usual(today)}, from ${url}`;
    return [ended(site), `(${when}).`, ended(title), within && ended(titleCase(within)), where];
  },
  mla({ site, title, within, date, today, url }) {
    const dated = date ? `${british(date)}, ${url}.` : `${url}.`;
    const name = within ? [quoted(titleCase(title)), `${titleCase(within)},`] : [ended(titleCase(title))];
    return [ended(site), ...name, dated, !date && `Accessed ${british(today)}.`];
  },
  chicago({ site, title, within, date, today, url }) {
    const name = quoted(titleCase(title));
    if (!within) return [ended(site), name, date ? `${usual(date)}.` : `Accessed ${usual(today)}.`, `${url}.`];
    const container = titleCase(within);
    return [ended(site), name, date ? `${container}, ${usual(date)}.` : `${ended(container)} Accessed ${usual(today)}.`, `${url}.`];
  },
};

/* `work` is {site, title, within, date, today, url}: `within` is the title of the page that a place is on, or empty, `date`
   the day of the page's last review, if there is one, and `today` when it is read, both as {year, month, day}. */
export const cite = (style, work) => styles[style](work).filter(Boolean).join(" ");
