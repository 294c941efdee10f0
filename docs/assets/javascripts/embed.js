/* A page inside another page's frame: `?embed=1`. The script in the head (first-script.html) sets the class `embedded`, which hides
   the site's frame, before anything is painted, and adds this script, which no other page has to fetch; here links stay embedded, what leads elsewhere opens a tab of its own, and the page
   around is told how high this one is. A plain script, not a module: in a sandbox without an origin a browser refuses
   modules that the host does not offer to everybody. Nothing that others send is read. */

(() => {
  const root = document.documentElement;
  const site = new URL("../../", document.currentScript.src);
  const isFile = (path) => /\.[a-z0-9]+$/i.test(path) && !path.endsWith(".html");
  const isPage = (url) => url.origin === site.origin && url.pathname.startsWith(site.pathname) && !isFile(url.pathname);

  function openApart(link) {
    link.target = "_blank";
    link.rel = "noopener";
  }

  function leave() {
    const whole = new URL(location.href);
    whole.searchParams.delete("embed");
    for (const link of document.querySelectorAll("[data-leaves-frame]")) link.href = whole.href;
  }

  function leaveFiles() {
    for (const link of document.querySelectorAll("a[href]")) {
      if (/^https?:$/.test(link.protocol) && !isPage(new URL(link.href))) openApart(link);
    }
  }

  /* A link gets the parameter when it is followed within the frame; opened in a tab of its own, it shows the whole page. */
  addEventListener("click", (event) => {
    const link = event.target.closest?.("a[href]");
    if (!link || !/^https?:$/.test(link.protocol) || link.target === "_blank") return;
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const url = new URL(link.href);
    if (!isPage(url)) return openApart(link);
    if (link.getAttribute("href").startsWith("#") || url.searchParams.has("embed")) return;
    url.searchParams.set("embed", "1");
    link.href = url.href;
  }, true);

  let told = 0;

  function tellHeight() {
    const height = Math.ceil(root.getBoundingClientRect().height);
    if (height === told) return;
    told = height;
    parent.postMessage({ type: "informational-interview-guide:height", height, path: location.pathname }, "*");
  }

  function start() {
    leaveFiles();
    leave();
    addEventListener("hashchange", leave);
    if (parent === window) return;
    addEventListener("load", () => {
      told = 0; // once more, for a page around that did not listen before
      tellHeight();
    });
    new ResizeObserver(tellHeight).observe(root);
  }

  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
