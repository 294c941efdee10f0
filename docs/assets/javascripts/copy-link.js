/* The # beside each heading copies the heading's full address. Without this script, or when the browser refuses the
   clipboard (in an LMS frame, say), it is an ordinary link that leads to the heading, and the address bar has the address. */

const announcer = document.createElement("div");
announcer.className = "visually-hidden";
announcer.setAttribute("role", "status");
document.body.append(announcer);

const ordinary = (event) => event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;

export function announce(text) {
  announcer.textContent = "";
  requestAnimationFrame(() => { announcer.textContent = text; }); // the same words twice are read twice
}

/* Copies the text, says and shows so; whether the browser allowed it. */
export async function copyText(text, pressed, said) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    return false;
  }
  announce(said);
  pressed.classList.add("copied");
  setTimeout(() => pressed.classList.remove("copied"), 2000);
  return true;
}

/* The address to give away: an embedded page's is that of the whole page. */
function address(link) {
  const url = new URL(link.href);
  url.searchParams.delete("embed");
  return url.href;
}

async function copy(link) {
  if (await copyText(address(link), link, "Link copied")) {
    history.replaceState(history.state, "", link.href);
  } else {
    location.assign(link.href);
    announce("The address is in the address bar.");
  }
}

/* The button beside a page's own address does the same; without this script it stays hidden and the address can be marked. */

async function copyAddress(button) {
  const address = document.getElementById(button.dataset.copyLink);
  if (await copyText(address.href, button, "Link copied")) return;
  getSelection().selectAllChildren(address);
  announce("The address is marked. Copy it with your keyboard or menu.");
}

for (const button of document.querySelectorAll("button[data-copy-link]")) {
  button.addEventListener("click", () => copyAddress(button));
  button.hidden = false;
}

for (const link of document.querySelectorAll("a.headerlink")) {
  const heading = link.parentElement;
  const title = [...heading.childNodes].filter((node) => node !== link).map((node) => node.textContent).join("").trim();
  link.setAttribute("aria-label", `Copy link to: ${title}`);
  link.addEventListener("click", (event) => {
    if (ordinary(event) || !navigator.clipboard) return;
    event.preventDefault();
    copy(link);
  });
}
