// Buttons that fill a field (today, yesterday), and a chosen result that a second press takes back.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-fill]");
  if (!button) return;
  const field = document.getElementById(button.dataset.fill);
  if (!field) return;
  field.value = button.dataset.value;
  field.dispatchEvent(new Event("change", { bubbles: true }));
  field.focus();
});

let chosen = null; // the radio that was already chosen when the press began
document.addEventListener("pointerdown", (event) => {
  const radio = event.target.closest("label")?.querySelector("[data-unpick]");
  chosen = radio?.checked ? radio : null;
});
document.addEventListener("click", (event) => {
  if (chosen && event.target === chosen) {
    chosen.checked = false;
    chosen.dispatchEvent(new Event("change", { bubbles: true }));
    chosen = null;
  }
});
document.addEventListener("keydown", (event) => {
  const radio = event.target;
  if ((event.key === "Delete" || event.key === "Backspace") && radio.matches?.("[data-unpick]:checked")) {
    radio.checked = false;
    radio.dispatchEvent(new Event("change", { bubbles: true }));
  }
});

// After an error the summary takes the focus; browsers ignore autofocus when the address has a fragment.
const summary = document.getElementById("errors");
if (summary) summary.focus({ preventScroll: false });
