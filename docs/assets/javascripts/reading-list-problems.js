/* Why a reading list's link is not read, in words. */

export const REASONS = {
  long: "The link is longer than 2,000 characters, and no list’s link is.",
  signs: "The link has characters in it that no list’s link has.",
  other: "The address is not the link of a reading list.",
  version: "The link is of a kind that this site does not know. It may be newer than this copy of the page: reload it.",
  cut: "The end of the link is missing.",
  changed: "A part of the link was lost or changed on the way.",
  wrong: "The link is whole, but what it holds is no list that this site makes.",
};
