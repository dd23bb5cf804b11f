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

// said is what the fields say, without what the form knows of its draft.
function said(form) {
  const data = body(form);
  data.delete("draft_at");
  return data.toString();
}

// Either how it stands with the draft or that something is not saved yet: one takes the place of the other, so that the button beside them does not move
// from under a finger.
function say(form, words, tone) {
  const el = form.querySelector("[data-draft-state]");
  if (!el) return;
  el.textContent = words;
  el.hidden = !words;
  el.classList.toggle("late", tone === "late");
  for (const hint of form.querySelectorAll("[data-unsaved]")) hint.hidden = !!words;
}

async function keep(form) {
  const s = stateOf(form);
  clearTimeout(s.timer);
  s.timer = 0;
  if (!s.typed || s.sending || form.dataset.sent) return;
  s.typed = false;
  s.due = 0;
  s.sending = new AbortController();
  s.said = said(form);
  try {
    const answer = await fetch(form.dataset.draftTo, { method: "POST", body: body(form), signal: s.sending.signal, redirect: "error" });
    const el = form.querySelector("[data-draft-state]");
    if (answer.ok) {
      const kept = await answer.json();
      form.elements.draft_at.value = kept.at;
      if (!s.typed) say(form, kept.words);
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
  if (s.typed && !s.timer && !form.dataset.sent) plan(form); // somebody went on typing meanwhile
}

function failed(form, s) {
  say(form, form.querySelector("[data-draft-state]")?.dataset.failed, "late");
  s.typed = true;
  s.timer = setTimeout(() => keep(form), again);
}

function plan(form) {
  const s = stateOf(form);
  if (!s.typed) say(form, "");
  s.typed = true;
  s.due ||= Date.now() + often;
  clearTimeout(s.timer);
  s.timer = setTimeout(() => keep(form), Math.max(0, Math.min(pause, s.due - Date.now())));
}

document.addEventListener("input", (event) => { if (stateOf(event.target.form) && event.target.name) plan(event.target.form); });
// Leaving a field says that it has changed, which is known already; a button that fills one says nothing else.
document.addEventListener("change", (event) => {
  const s = stateOf(event.target.form);
  if (s && event.target.name && said(event.target.form) !== s.said) plan(event.target.form);
});
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
    if ((!s.typed && !s.sending) || form.dataset.sent) continue;
    unsure(form, s);
    if (navigator.sendBeacon(form.dataset.draftTo, body(form))) s.typed = false;
  }
}
addEventListener("pagehide", leave);
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") leave(); });
for (const form of document.querySelectorAll("form[data-draft-now]")) plan(form);
