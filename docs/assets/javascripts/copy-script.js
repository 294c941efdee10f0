/* A button beside each text of a script that copies it as plain text, blanks in brackets. Without this script there is no
   button; when the browser refuses the clipboard, the text is selected, ready to be copied by hand. */

import { announce, copyText } from "./copy-link.js";

const plain = (quotation) => [...quotation.querySelectorAll("p")].map((line) => line.textContent.trim()).join("\n\n");

async function copy(button, quotation) {
  if (await copyText(plain(quotation), button, "Copied")) return;
  getSelection().selectAllChildren(quotation);
  announce("The text is selected. Copy it from there.");
}

for (const label of document.querySelectorAll(".kind-script-group .label")) {
  const quotation = label.nextElementSibling;
  const title = [...label.closest(".together").firstElementChild.childNodes].filter((node) => !node.classList?.contains("headerlink"));
  const of = document.createElement("span");
  of.className = "visually-hidden";
  of.textContent = ` of “${title.map((node) => node.textContent).join("").trim()}”`;
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button";
  button.append(`Copy ${label.textContent.trim().toLowerCase()}`, of);
  button.addEventListener("click", () => copy(button, quotation));
  label.append(button);
}
