// Menus made of <details> close on Escape and on a click elsewhere.
function closeAll(except) {
  for (const menu of document.querySelectorAll("details.pop[open]")) if (menu !== except) menu.open = false;
}
document.addEventListener("click", (event) => closeAll(event.target.closest("details.pop")));
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  const menu = document.querySelector("details.pop[open]");
  if (menu) { menu.open = false; menu.querySelector("summary").focus(); }
});
