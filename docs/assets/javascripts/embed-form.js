/* The code for a frame, written anew at each change of the form. It is only ever text, and holds nothing but what the form's
   own list offers, an anchor of plain letters, and a number. */

import { announce, copyText } from "./copy-link.js";

const form = document.querySelector(".embed-form");
const code = document.getElementById("__embed-code");
const look = form.querySelector(".embed-look");
const pattern = code.textContent;
const { page, section, height } = form.elements;
const siteName = pattern.match(/ · ([^"]*)"/)[1];
const quoted = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

function write() {
  const anchor = (section.value.split("#").pop().match(/^\s*([a-z0-9-]+)\s*$/) || ["", ""])[1];
  const address = `${page.value}?embed=1${anchor && `#${anchor}`}`;
  const high = Math.round(Math.min(Math.max(Number(height.value) || 700, Number(height.min)), Number(height.max)));
  const title = `${page.selectedOptions[0].textContent} · ${siteName}`;
  code.textContent = pattern
    .replace(/title="[^"]*"/, () => `title="${quoted(title)}"`)
    .replace(/src="[^"]*"/, () => `src="${quoted(address)}"`)
    .replace(/height="\d+"/, `height="${high}"`);
  look.href = address;
}

/* A whole address of this site chooses its page, too. */
function choose() {
  const [address] = section.value.trim().split(/[?#]/);
  if (section.value.includes("#") && [...page.options].some((option) => option.value === address)) page.value = address;
}

form.addEventListener("input", (event) => {
  if (event.target === section) choose();
  write();
});
form.addEventListener("submit", (event) => event.preventDefault());
write();

for (const button of document.querySelectorAll("button[data-copy-text]")) {
  const text = document.getElementById(button.dataset.copyText);
  button.addEventListener("click", async () => {
    if (await copyText(text.textContent, button, "Copied")) return;
    getSelection().selectAllChildren(text);
    announce("The code is selected. Copy it from there.");
  });
}
