// The stub of a page that moved. A section that went elsewhere leads there; any other keeps its fragment, which a refresh
// would drop. Hence the refresh stands in <noscript>, where it cannot race with this script.
addEventListener("DOMContentLoaded", () => {
  const section = location.hash && document.getElementById(location.hash.slice(1));
  const link = (section || document).querySelector("a");
  location.replace(section || !location.hash ? link.href : link.href.split("#")[0] + location.hash);
});
