// A form is sent once: a second click or Enter while the first is on its way does nothing. Coming back with the Back button frees it.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.target === "_blank") return;
  if (form.dataset.sent) return event.preventDefault();
  form.dataset.sent = "1";
  // Disabled buttons would not be sent, so they are only marked.
  for (const button of form.querySelectorAll("button:not([type=button])")) button.setAttribute("aria-busy", "true");
});
// The second click of a double click sends nothing: a fast answer may have put another person's button under the pointer.
document.addEventListener("click", (event) => {
  if (event.detail > 1 && event.target.closest?.("button:not([type=button]), input[type=submit]")) event.preventDefault();
}, true);
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  }
});
// A form that changes with its fields (filters, the day) is sent when one changes; its button is for those without script.
document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-auto]");
  if (form && event.target.name) form.requestSubmit();
});
