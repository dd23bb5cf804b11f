// Keys: / goes to the search, j and k walk through rows, Enter opens the row's link, Ctrl+Enter saves the form.
const typing = (el) => el.closest("input, select, textarea, [contenteditable]");
const rows = () => [...document.querySelectorAll("[data-row]")].filter((row) => row.checkVisibility?.() ?? true);

function walk(step) {
  const all = rows();
  if (!all.length) return false;
  const here = all.indexOf(document.activeElement.closest?.("[data-row]"));
  const next = all[Math.max(0, Math.min(all.length - 1, here < 0 ? (step > 0 ? 0 : all.length - 1) : here + step))];
  const link = next.querySelector("[data-row-link]") ?? next;
  link.focus();
  next.scrollIntoView({ block: "nearest" });
  return true;
}

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.altKey) return; // an input method is choosing characters
  const target = event.target;
  if ((event.ctrlKey || event.metaKey) && event.key === "Enter") {
    const form = target.closest("form") ?? document.querySelector("form[data-main]");
    if (form) { event.preventDefault(); form.requestSubmit(form.querySelector("[data-save]") ?? undefined); }
    return;
  }
  if (event.ctrlKey || event.metaKey || typing(target)) return;
  if (event.key === "/") {
    const box = [...document.querySelectorAll("[data-search]")].find((el) => el.checkVisibility?.() ?? true);
    if (box) { event.preventDefault(); box.focus(); box.select(); }
  } else if (event.key === "j" || event.key === "k") {
    if (walk(event.key === "j" ? 1 : -1)) event.preventDefault();
  }
});
