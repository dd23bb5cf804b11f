// Picking rows of a table: all of the page, none, and how many.
const boxes = (form) => [...form.querySelectorAll("[data-pick]")];
function count(form) {
  const n = boxes(form).filter((box) => box.checked).length;
  for (const el of form.querySelectorAll("[data-pick-count]")) el.textContent = n;
  const all = form.querySelector("[data-pick-all]");
  if (all) { all.checked = n > 0 && n === boxes(form).length; all.indeterminate = n > 0 && !all.checked; }
}
document.addEventListener("change", (event) => {
  const form = event.target.closest("form");
  if (!form) return;
  if (event.target.matches("[data-pick-all]")) for (const box of boxes(form)) box.checked = event.target.checked;
  if (event.target.matches("[data-pick], [data-pick-all]")) count(form);
});
for (const form of document.forms) if (form.querySelector("[data-pick]")) count(form);
document.addEventListener("click", (event) => {
  if (!event.target.closest("[data-pick-none]")) return;
  const form = event.target.closest("form");
  for (const box of boxes(form)) box.checked = false;
  count(form);
});
