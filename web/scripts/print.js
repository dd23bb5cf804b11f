// The print button of a paper; without script the browser's own menu prints.
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-print]")) print();
});
