// What is typed is kept as a draft on the server: a moment after the last key, now and then while somebody goes on typing, and when the page is left.
// Nothing of it stays in the browser.
const pause = 2500, often = 15000, again = 30000;
const states = new WeakMap();

function stateOf(form) {
  if (!form?.dataset?.draft) return null;
  if (!states.has(form)) states.set(form, { typed: false, timer: 0, due: 0, sending: null });
  return states.get(form);
}

function body(form) {
  const data = new URLSearchParams();
  for (const [name, value] of new FormData(form)) {
    if (typeof value === "string" && form.elements[name]?.type !== "password") data.append(name, value);
  }
  data.append("draft_by", "script");
  return data;
}

function say(form, words, tone) {
  const el = form.querySelector("[data-draft-state]");
  if (!el) return;
  el.textContent = words;
  el.hidden = !words;
  el.classList.toggle("late", tone === "late");
}

async function keep(form) {
  const s = stateOf(form);
  clearTimeout(s.timer);
  if (!s.typed || s.sending || form.dataset.sent) return;
  s.typed = false;
  s.due = 0;
  s.sending = new AbortController();
  try {
    const answer = await fetch(form.dataset.draftTo, { method: "POST", body: body(form), signal: s.sending.signal, redirect: "error" });
    const el = form.querySelector("[data-draft-state]");
    if (answer.ok) {
      const kept = await answer.json();
      form.elements.draft_at.value = kept.at;
      say(form, kept.words);
      if (!s.typed) for (const hint of form.querySelectorAll("[data-unsaved]")) hint.hidden = true;
    } else if (answer.status === 401) {
      say(form, (await answer.json()).words, "late");
    } else if (answer.status === 413) {
      say(form, el?.dataset.large, "late");
    } else {
      failed(form, s);
    }
  } catch (error) {
    if (error.name !== "AbortError") failed(form, s);
  } finally {
    s.sending = null;
  }
  if (s.typed && !form.dataset.sent) plan(form);
}

function failed(form, s) {
  say(form, form.querySelector("[data-draft-state]")?.dataset.failed, "late");
  s.typed = true;
  s.timer = setTimeout(() => keep(form), again);
}

function plan(form) {
  const s = stateOf(form);
  s.typed = true;
  s.due ||= Date.now() + often;
  clearTimeout(s.timer);
  s.timer = setTimeout(() => keep(form), Math.max(0, Math.min(pause, s.due - Date.now())));
}

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => { if (stateOf(event.target.form) && event.target.name) plan(event.target.form); });
}
// The form itself is on its way: a draft that came after it would bring back what is saved.
document.addEventListener("submit", (event) => {
  const s = stateOf(event.target);
  if (!s || event.defaultPrevented || event.submitter?.formTarget === "_blank") return;
  clearTimeout(s.timer);
  s.typed = false;
  unsure(event.target, s);
});
// Whether what is on its way arrives is not known, so the next draft does not take it for another device's.
function unsure(form, s) {
  s.sending?.abort();
  form.elements.draft_at.value = "unknown";
}
function leave() {
  for (const form of document.querySelectorAll("form[data-draft]")) {
    const s = stateOf(form);
    if (!s.typed || form.dataset.sent) continue;
    unsure(form, s);
    if (navigator.sendBeacon(form.dataset.draftTo, body(form))) s.typed = false;
  }
}
addEventListener("pagehide", leave);
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") leave(); });
for (const form of document.querySelectorAll("form[data-draft-now]")) plan(form);
