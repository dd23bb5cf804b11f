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
