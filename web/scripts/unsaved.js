// Says beside the save button that something was typed and is not saved yet.
const show = (form, typed) => { for (const hint of form?.querySelectorAll("[data-unsaved]") ?? []) hint.hidden = !typed; };
document.addEventListener("input", (event) => show(event.target.form, true));
document.addEventListener("change", (event) => show(event.target.form, true));
document.addEventListener("submit", (event) => { if (!event.defaultPrevented) show(event.target, false); });
