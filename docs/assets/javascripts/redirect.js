// A page that moved in parts: a section's old address leads to where the section stands now, all others to the page.
// Not a module, and without the refresh that pages without sections have, so that the two cannot race.
addEventListener("DOMContentLoaded", () => {
  const section = location.hash && document.getElementById(location.hash.slice(1));
  const link = (section || document).querySelector("a");
  location.replace(link.hash || !location.hash ? link.href : link.href + location.hash);
});
