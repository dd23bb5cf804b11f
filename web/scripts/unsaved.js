// Says beside the save button that something was typed and is not saved yet.
const show = (form, typed) => { for (const hint of form?.querySelectorAll("[data-unsaved]") ?? []) hint.hidden = !typed; };
const typed = (event) => { if (!event.target.form?.dataset.draft) show(event.target.form, true); }; // a form with a draft says so itself: draft.js
document.addEventListener("input", typed);
document.addEventListener("change", typed);
document.addEventListener("submit", (event) => { if (!event.defaultPrevented) show(event.target, false); });
