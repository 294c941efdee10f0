/* Shows a worksheet's Print button, which without scripts would do nothing, and makes it print. */

for (const button of document.querySelectorAll("button[data-print]")) {
  button.addEventListener("click", () => window.print());
  button.hidden = false;
}
