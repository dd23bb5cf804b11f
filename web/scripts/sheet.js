// Month sheet: counts the rows in which something is filled in and not saved yet.
const filled = (row) => [...row.querySelectorAll("input")].some((el) => (el.type === "radio" || el.type === "checkbox" ? el.checked : el.name.startsWith("note-") && el.value.trim() !== ""));
function count(form) {
  const note = form.querySelector("[data-sheet-filled]");
  if (!note) return;
  const n = [...form.querySelectorAll("[data-sheet-row]")].filter(filled).length;
  note.querySelector("[data-sheet-count]").textContent = n;
  note.hidden = n === 0;
}
for (const kind of ["change", "input"]) document.addEventListener(kind, (event) => { if (event.target.form) count(event.target.form); });
for (const form of document.forms) count(form);
// A day of its own stands out from the days that follow the one above; the attribute is what the stylesheet sees.
document.addEventListener("change", (event) => { if (event.target.matches(".sheet-row [type=date]")) event.target.setAttribute("value", event.target.value); });
