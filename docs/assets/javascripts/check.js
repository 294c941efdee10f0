/* The page that checks a draft against the rule. The draft lives in the text area and in this module's memory: it is never
   sent, stored, or put into the address, and it reaches the page as text nodes alone.

   Behind the text area lies its twin, the same text in the same type but transparent, which gives the box its height and
   the marks their places. A worker finds what to mark; until its next answer, marks move along with the text. */

import { announce } from "./copy-link.js";

const LONGEST = 100_000; // characters that are checked
const MOST_SHOWN = 50; // findings with a mark and an entry; the rest is counted
const TYPED = 5000; // characters that may be put in as if they were typed
const REST = 250; // milliseconds without typing before a check
const QUIET = 1000; // … and before the verdict is said aloud
const BLANK = /\[[^[\]\n]{1,60}\]/g;
const SEVERITIES = { breaks: "Asks for a job", grey: "Some would take this as asking" };
const CLASSES = { breaks: "asks", grey: "unsure", change: "changed" };
const COMMON = new Set("the to and of a in i for is you that it your with on my be at as have are this me would from what do how about if not can or".split(" "));

const form = document.querySelector(".check");
const { draft, script } = form.elements;
const part = (selector) => form.querySelector(selector);
const [verdict, twin, marks, list] = [".verdict", ".draft-twin", ".draft-marks", ".findings"].map(part);
const examples = new Map(
  [...form.querySelectorAll("[data-text]")].map((holder) => [holder.dataset.example ?? holder.value, holder.dataset.text]),
);

let text = ""; // the text area's, as this module last saw it
let findings = []; // the first ones, each with its start and end in `text`
let changes = []; // what was put in: where it stands now, and the finding that it took the place of
let total = { breaks: 0, grey: 0 };
let example = ""; // the id of the example that stands in the text area as it is
let kept = ""; // the reader's own text, pushed aside by an example

/* ── Words about a text ────────────────────────────────────────────────────────────────────────────────────────────── */

const count = (number, noun) => `${number.toLocaleString("en-US")} ${noun}${number === 1 ? "" : "s"}`;
const short = (words) => (words.length > 90 ? `${words.slice(0, 89).trimEnd()}…` : words);

/* As scripts are counted: whatever stands between spaces and has a letter or a digit. */
const wordsOf = (value) => value.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word));

/* Whether this is beyond the checker. A dozen words without any of the commonest ones are not English. */
function isForeign(value) {
  const letters = value.match(/\p{L}/gu)?.length ?? 0;
  if (letters > 8 && (value.match(/\p{Script=Latin}/gu)?.length ?? 0) < letters / 2) return true;
  const words = wordsOf(value.slice(0, 5000).toLowerCase()).map((word) => word.replace(/[^\p{L}]+/gu, ""));
  return words.length >= 12 && words.filter((word) => COMMON.has(word)).length < words.length / 10;
}

function verdictOf({ breaks, grey }) {
  const some = grey ? `. Some would take ${breaks ? `${grey.toLocaleString("en-US")} more` : count(grey, "place")} as asking` : "";
  if (breaks) return `${count(breaks, "place")} ${breaks === 1 ? "asks" : "ask"} for a job${some}`;
  if (!grey && isForeign(text)) return "We can judge English alone";
  return `Nothing here asks for a job${some}`;
}

/* ── Places that move along with the text ──────────────────────────────────────────────────────────────────────────── */

function difference(before, after) {
  const most = Math.min(before.length, after.length);
  let start = 0;
  while (start < most && before.charCodeAt(start) === after.charCodeAt(start)) start += 1;
  let tail = 0;
  while (tail < most - start && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail)) tail += 1;
  return { start, end: before.length - tail, by: after.length - before.length };
}

/* Moves a place after an edit; whether it is still there. */
function follows(place, { start, end, by }) {
  if (place.end <= start) return true;
  if (place.start >= end) place.start += by;
  else if (place.start > start || end > place.end || (place.start === start && end === place.end)) return false;
  place.end += by;
  return true;
}

/* All places, as they stand in the text; findings have a number. */
function placesInOrder() {
  const numbered = findings.map((place, at) => ({ place, number: at + 1, severity: place.severity }));
  return [...numbered, ...changes.map((place) => ({ place, severity: "change" }))].sort(
    (one, other) => one.place.start - other.place.start,
  );
}

/* ── The sentence around a place ───────────────────────────────────────────────────────────────────────────────────── */

const REACH = 600; // characters before and after a place in which its sentence begins and ends
const OPENING = /^(?:[ \t]*(?:[-*•–]|\d{1,2}[.)])[ \t]+)?(?:(?:hi|hello|hey|dear|good (?:morning|afternoon|evening))\b[^,.!?\n]{0,40}(?:(?:dr|mr|mrs|ms|prof)\.[^,.!?\n]{0,40})?,[ \t]*)?/iu;
const STOPS = /(?<!\b(?:dr|mr|mrs|ms|prof|st|vs|e\.g|i\.e))[.?!…]+["”’)]*(?=\s|$)|\n[ \t]*\n|[,:;]?[ \t]*\n(?=[ \t]*(?:[-*•–>]|\d{1,2}[.)])[ \t])|(?<=[,:])[ \t]*\n/giu;

/* A better wording is a whole sentence, so it takes the place of one; a list's sign and a greeting stay. */
function sentenceAround({ start, end }) {
  const from = Math.max(0, start - REACH);
  let begin = from;
  for (const stop of text.slice(from, start).matchAll(STOPS)) begin = from + stop.index + stop[0].length;
  begin += /^\s*/u.exec(text.slice(begin, start))[0].length;
  begin += OPENING.exec(text.slice(begin, start))[0].length;
  const ahead = text.slice(end - 1, end + REACH);
  const stop = [...ahead.matchAll(STOPS)].find(({ index, 0: signs }) => index + signs.length > 0);
  const close = stop ? end - 1 + stop.index + (/^[.?!…]/u.test(stop[0]) ? stop[0].length : 0) : end - 1 + ahead.length;
  return { start: begin, end: Math.max(end, begin + text.slice(begin, close).trimEnd().length) };
}

/* The sentence, where it is more than the words that were found in it. */
function restOf(finding) {
  const { start, end } = sentenceAround(finding);
  const sentence = text.slice(start, end).replace(/\s+/gu, " ");
  return sentence.replace(/[.?!…\s]+$/u, "") === finding.text.replace(/[.?!…\s]+$/u, "") ? "" : short(sentence);
}

/* The better words, in lower case after a greeting, and with the old full stop where they have none. */
function fitted(instead, start, end) {
  const goesOn = /,[ \t]+$/u.test(text.slice(Math.max(0, start - 20), start)) && !/^I\b/u.test(instead);
  const sign = /[.?!…]$/u.test(instead) ? "" : (/[.?!…]+$/u.exec(text.slice(start, end))?.[0] ?? "");
  return (goesOn ? instead[0].toLowerCase() + instead.slice(1) : instead) + sign;
}

/* ── Marks behind the text ─────────────────────────────────────────────────────────────────────────────────────────── */

const twinText = twin.appendChild(document.createTextNode("\n")); // the break at its end makes an empty last line count

/* The places without what an earlier one covers, each with the mark that it gets. */
function* markedPlaces() {
  let done = 0;
  for (const [index, { place, number, severity }] of placesInOrder().entries()) {
    const start = Math.max(place.start, done);
    const mark = document.createElement("mark");
    mark.className = CLASSES[severity];
    mark.dataset.index = index;
    if (number) mark.setAttribute("data-number", number);
    if (place.end > start) yield { start, end: place.end, mark };
    done = Math.max(done, place.end);
  }
}

/* Boxes where the words stand. Elements around the words would round their widths, and wrap lines elsewhere than the text
   area does. */
function drawMarks() {
  const origin = marks.getBoundingClientRect();
  const boxes = document.createDocumentFragment();
  const range = document.createRange();
  for (const { start, end, mark } of markedPlaces()) {
    range.setStart(twinText, start);
    range.setEnd(twinText, end);
    for (const { left, top, width, height } of range.getClientRects()) {
      if (!width) continue;
      const box = mark.cloneNode();
      Object.assign(box.style, { left: `${left - origin.left}px`, top: `${top - origin.top}px`, width: `${width}px`, height: `${height}px` });
      boxes.append(box);
      mark.removeAttribute("data-number"); // stands at the beginning alone
    }
  }
  marks.replaceChildren(boxes);
}

/* On paper the words and their marks are one text, which wraps as the paper wants. */
function writeForPrint() {
  const printed = document.createTextNode(text);
  const paper = part(".draft-print");
  paper.replaceChildren(printed);
  for (const { start, end, mark } of [...markedPlaces()].reverse()) { // so that earlier positions stay true
    const words = printed.splitText(start);
    words.splitText(end - start);
    words.replaceWith(mark);
    mark.append(words);
  }
}

/* ── The list of findings and changes ──────────────────────────────────────────────────────────────────────────────── */

function filled(name, slots) {
  const entry = part(`template[data-part=${name}]`).content.firstElementChild.cloneNode(true);
  for (const [slot, words] of Object.entries(slots)) entry.querySelector(`[data-slot=${slot}]`).textContent = words;
  return entry;
}

function onPress(entry, action, run) {
  const button = entry.querySelector(`[data-action=${action}]`);
  button.addEventListener("click", run);
  return button;
}

function findingEntry({ place: { severity, text: words, why, better, sentence }, number }) {
  const slots = { number, severity: SEVERITIES[severity], words, why, which: ` (place ${number})` };
  const entry = filled("finding", { ...slots, instead: sentence ? `Instead of “${sentence}” say:` : "Say instead:" });
  entry.className = CLASSES[severity];
  onPress(entry, "show", () => show(findings[number - 1]));
  const choices = entry.querySelector(".finding-better");
  better.forEach((instead, position) => {
    const choice = filled("better", { words: instead });
    const quotation = choice.querySelector("q");
    quotation.id = `__better-${number}-${position}`;
    onPress(choice, "use", () => use(findings[number - 1], instead)).setAttribute("aria-describedby", quotation.id);
    choices.append(choice);
  });
  if (!better.length) for (const unused of [entry.querySelector(".finding-instead"), choices]) unused.remove();
  return entry;
}

function changeEntry({ place }) {
  const entry = filled("change", { words: place.words, back: ` (back to “${short(place.finding.text)}”)`, which: ` (“${short(place.words)}”)` });
  onPress(entry, "undo", () => undo(place));
  onPress(entry, "show", () => show(place));
  return entry;
}

let listed = "";

/* Made again only if it changed; then the focus stays as near as it can. */
function listPlaces(places) {
  const key = JSON.stringify(places.map(({ place: { text: words, why, better, sentence, words: instead }, severity }) => [severity, words, why, better, sentence, instead]));
  if (key === listed) return;
  listed = key;
  const buttons = () => [...list.querySelectorAll("button")];
  const had = buttons().indexOf(document.activeElement);
  list.replaceChildren(...places.map((entry) => (entry.number ? findingEntry(entry) : changeEntry(entry))));
  if (had >= 0) (buttons().at(Math.min(had, buttons().length - 1)) ?? draft).focus({ preventScroll: true });
}

const entryOf = (place) => list.children[placesInOrder().findIndex((entry) => entry.place === place)];

/* ── What is shown ─────────────────────────────────────────────────────────────────────────────────────────────────── */

function countUp() {
  const sizes = { characters: [...text].length, words: wordsOf(text).length };
  for (const [unit, size] of Object.entries(sizes)) part(`[data-count=${unit}]`).textContent = count(size, unit.slice(0, -1));
  for (const room of form.querySelectorAll(".room")) {
    const over = sizes[room.dataset.unit] - Number(room.dataset.most);
    room.textContent = over > 0 ? `${over.toLocaleString("en-US")} too many` : "fits";
    room.classList.toggle("over", over > 0);
  }
  const blanks = [...new Set(text.match(BLANK))];
  part(".blanks-left").hidden = !blanks.length;
  part(".blanks-left span").textContent = blanks.slice(0, 12).join(", ") + (blanks.length > 12 ? " …" : "");
}

function showPlaces() {
  drawMarks();
  listPlaces(placesInOrder());
}

let said = "";
let saying;

/* What a screen reader hears: the verdict, once the typing has paused, and only if it is another one. */
function say(words) {
  clearTimeout(saying);
  saying = setTimeout(() => {
    if (words && words !== said) announce(words);
    said = words;
  }, QUIET);
}

function showVerdict() {
  const empty = !text.trim();
  const words = empty ? "Nothing to check yet" : verdictOf(total);
  const unsure = !empty && !total.breaks && !total.grey;
  verdict.textContent = words;
  verdict.setAttribute("data-verdict", empty ? "" : total.breaks ? "breaks" : total.grey ? "grey" : isForeign(text) ? "" : "fine");
  part(".found-empty").hidden = !empty;
  part(".found-nothing").hidden = !unsure;
  const hidden = total.breaks + total.grey - findings.length;
  const notes = [
    hidden > 0 ? `The first ${findings.length} are shown; ${count(hidden, "more place")} will follow.` : "",
    text.length > LONGEST ? `Only the first ${LONGEST.toLocaleString("en-US")} characters are checked.` : "",
  ].filter(Boolean);
  part(".found-more").textContent = notes.join(" ");
  part(".found-more").hidden = !notes.length;
  say(empty ? "" : words);
}

/* ── Checking ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

const worker = new Worker(new URL("check-worker.js", import.meta.url), { type: "module" });
let ready = false;
let reading; // the text that the worker is busy with
let due;

function check() {
  clearTimeout(due);
  if (!ready || reading !== undefined) return; // its answer asks again
  reading = text;
  worker.postMessage({ draft: text.slice(0, LONGEST) });
}

function answered(found) {
  const of = reading;
  reading = undefined;
  if (of !== text) return check();
  total = { breaks: 0, grey: 0 };
  for (const { severity } of found) total[severity] += 1;
  findings = found.slice(0, MOST_SHOWN).map((finding) => ({ ...finding, sentence: restOf(finding) }));
  showPlaces();
  showVerdict();
  form.removeAttribute("aria-busy");
}

function failed() {
  verdict.textContent = "The checker doesn’t work here. Reload the page, or use the list below.";
  verdict.setAttribute("data-verdict", "");
  form.removeAttribute("aria-busy");
  reading = undefined;
}

worker.addEventListener("error", failed);
worker.addEventListener("message", ({ data }) => {
  if (data.findings) answered(data.findings);
  else if (data.fault) failed();
  else {
    ready = true;
    check();
  }
});

/* ── Changing the text ─────────────────────────────────────────────────────────────────────────────────────────────── */

function changed() {
  if (draft.value === text) return;
  const edit = difference(text, draft.value);
  text = draft.value;
  findings = findings.filter((place) => follows(place, edit));
  changes = changes.filter((place) => follows(place, edit) && text.slice(place.start, place.end) === place.words);
  named("");
  twinText.replaceData(edit.start, edit.end - edit.start, text.slice(edit.start, edit.end + edit.by));
  showPlaces();
  countUp();
  clearTimeout(saying);
  clearTimeout(due);
  form.setAttribute("aria-busy", "true");
  due = setTimeout(check, text.trim() ? REST : 0);
}

/* Puts words in as if they were typed, so that the browser's own undo takes them back; but it types line by line, which is
   too slow for a long text. No keyboard jumps up on a phone. */
function put(start, end, words) {
  if (start === end && !words) return;
  draft.inputMode = "none";
  draft.focus({ preventScroll: true });
  draft.setSelectionRange(start, end);
  const typed = words.length < TYPED && document.execCommand(words ? "insertText" : "delete", false, words);
  if (!typed) draft.setRangeText(words, start, end, "end");
  draft.inputMode = "";
  changed();
}

function use(finding, instead) {
  const { start, end } = sentenceAround(finding);
  const words = fitted(instead, start, end);
  const change = { start, end: start + words.length, words, was: text.slice(start, end), finding, at: finding.start - start };
  findings = findings.filter((place) => place !== finding);
  total[finding.severity] -= 1;
  put(start, end, words);
  changes.push(change);
  showPlaces();
  showVerdict();
  entryOf(change).querySelector("[data-action=undo]").focus({ preventScroll: true });
}

function undo(change) {
  const { start, end, was, finding, at } = change;
  changes = changes.filter((place) => place !== change);
  put(start, end, was);
  Object.assign(finding, { start: start + at, end: start + at + finding.text.length });
  findings = [...findings, finding].sort((one, other) => one.start - other.start);
  total[finding.severity] += 1;
  showPlaces();
  showVerdict();
  entryOf(finding).querySelector("button").focus({ preventScroll: true });
}

function show(place) {
  draft.focus({ preventScroll: true });
  draft.setSelectionRange(place.start, place.end);
  const index = placesInOrder().findIndex((entry) => entry.place === place);
  (marks.querySelector(`[data-index="${index}"]`) ?? draft).scrollIntoView({ block: "center" });
}

/* ── Examples and scripts ──────────────────────────────────────────────────────────────────────────────────────────── */

/* The address names the example as long as the text is the example's. It never holds anything of the reader's. */
function named(id) {
  if (id === example) return;
  example = id;
  history.replaceState(history.state, "", id ? `#example=${id}` : location.pathname + location.search);
  part(".example-link").hidden = !id;
  if (id) part(".example-link a").href = `#example=${id}`;
}

function putAside() {
  if (!example && text.trim()) kept = text;
  part("[data-back]").hidden = !kept;
}

function tryOut(id) {
  putAside();
  part(".example-fault").hidden = true;
  put(0, text.length, examples.get(id));
  named(id);
  draft.setSelectionRange(0, 0);
  form.scrollIntoView();
}

function followAddress() {
  const id = new URLSearchParams(location.hash.slice(1)).get("example");
  if (id === null || (id && id === example)) return;
  const known = examples.has(id);
  const name = /^[a-z0-9-]{1,48}$/.test(id) ? ` “${id}”` : " of that name";
  part(".example-fault").textContent = `There is no example${name}. Choose one here.`;
  part(".example-fault").hidden = known;
  if (!known) announce(part(".example-fault").textContent);
  else if (text) tryOut(id);
  else {
    draft.value = examples.get(id);
    changed();
    named(id);
  }
}

/* ── What the reader does ──────────────────────────────────────────────────────────────────────────────────────────── */

draft.addEventListener("input", changed);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("keydown", (event) => {
  const back = (event.ctrlKey || event.metaKey) && !event.shiftKey && event.key.toLowerCase() === "z";
  if (!back || event.target === draft || !changes.length) return;
  event.preventDefault();
  undo(changes.at(-1));
});
for (const button of form.querySelectorAll("[data-example]")) button.addEventListener("click", () => tryOut(button.dataset.example));
part("[data-start]").addEventListener("click", () => (script.value ? tryOut(script.value) : script.focus()));
part("[data-clear]").addEventListener("click", () => {
  putAside();
  put(0, text.length, "");
});
part("[data-back]").addEventListener("click", () => {
  const own = kept;
  kept = "";
  put(0, text.length, own);
  part("[data-back]").hidden = true;
});
part("[data-copy]").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    draft.select();
    announce("The text is selected. Copy it from there.");
    return;
  }
  announce("Copied");
  part("[data-copy]").classList.add("copied");
  setTimeout(() => part("[data-copy]").classList.remove("copied"), 2000);
});
addEventListener("hashchange", followAddress);
addEventListener("beforeprint", writeForPrint);
new ResizeObserver(drawMarks).observe(twin);

worker.postMessage({ files: [form.dataset.rule, form.dataset.weights].map((file) => new URL(file, location.href).href) });
countUp();
changed(); // what was typed before this script ran
followAddress();
document.querySelector(".check-place").hidden = true;
form.classList.remove("js-only");
