/* Stands in for the rule's own module: a few words, so that the tests of the page hold whatever the rule becomes. */

const PLACES = [
  [/are you hiring( right now)?\??/giu, "breaks", "openings"],
  [/I.ve attached my résumé/giu, "breaks", "resume-push"],
  [/keep me in mind if anything\s+comes up/giu, "breaks", "veiled-opportunity"],
  [/would you look at my résumé\?/giu, "grey", "resume-feedback"],
];

export function createChecker(data) {
  return {
    check: (text) =>
      PLACES.flatMap(([pattern, severity, category]) =>
        [...text.matchAll(pattern)].map((match) => ({
          start: match.index,
          end: match.index + match[0].length,
          category,
          severity,
          text: match[0],
          why: data.why[category],
          better: data.better[category],
        })),
      ).sort((one, other) => one.start - other.start),
  };
}
