// The stub of a page that moved. A section that went elsewhere leads there; any other keeps its fragment, which a refresh
// would drop, and its query, so that a page in a frame stays embedded. Hence the refresh stands in <noscript>, where it
// cannot race with this script.
addEventListener("DOMContentLoaded", () => {
  const section = location.hash && document.getElementById(location.hash.slice(1));
  const link = (section || document).querySelector("a");
  const target = new URL(link.href);
  target.search = location.search;
  if (!section && location.hash) target.hash = location.hash;
  location.replace(target);
});
