// Runs in the page, also where the page's own scripts are switched off. `scope` is a list of [kind, words] that narrow the search.
const norm = (s) => (s ?? "").replace(/\s+/g, " ").trim();
const shown = (e) => {
	const b = e.getBoundingClientRect();
	return b.width > 0 && b.height > 0 && getComputedStyle(e).visibility !== "hidden";
};
const words = (e) => norm(e.innerText ?? e.textContent);
/** The best of the candidates: whose words are the wanted ones, begin with them, or have them inside. */
const best = (candidates, wanted, wordsOf) => {
	wanted = norm(wanted);
	const all = [...candidates].map((e) => [e, wordsOf(e).map(norm).filter(Boolean)]);
	for (const fits of [(w) => w === wanted, (w) => w.startsWith(wanted), (w) => w.includes(wanted)]) {
		const hit = all.find(([, ws]) => ws.some(fits));
		if (hit) return hit[0];
	}
	return null;
};
const narrow = (root, [kind, what]) => {
	if (!root) return null;
	if (kind === "css") return [...root.querySelectorAll(what)].find(shown) ?? null;
	if (kind === "group") return find.group(root, what);
	// A row: the smallest row-like thing with the words in it.
	const rows = [...root.querySelectorAll("tr, li, article, fieldset, .card, section")].filter((e) => shown(e) && words(e).includes(norm(what)));
	const leaf = rows.filter((e) => !rows.some((o) => o !== e && e.contains(o)));
	return leaf[0] ?? null;
};
const within = (scope) => scope.reduce(narrow, document);
const labelled = (e) => {
	const by = (e.getAttribute("aria-labelledby") ?? "").split(/\s+/).map((id) => document.getElementById(id)?.textContent);
	return [...(e.labels ? [...e.labels].map((l) => l.textContent) : []), e.getAttribute("aria-label"), ...by, e.name, e.placeholder];
};
const controls = "input:not([type=hidden]):not([type=submit]), select, textarea";
const find = {
	control: (root, label) => best([...root.querySelectorAll(controls)].filter(shown), label, labelled),
	group: (root, label) => best([...root.querySelectorAll("fieldset, [role=radiogroup], [role=group]")].filter(shown), label,
		(e) => [e.querySelector("legend")?.textContent, ...labelled(e), e.querySelector("input")?.name]),
	tick: (root, label) => best([...root.querySelectorAll("input[type=checkbox], input[type=radio]")].filter((e) => shown(e) || [...e.labels].some(shown)), label, (e) => [...labelled(e), e.value]),
	clickable: (root, text) => best([...root.querySelectorAll("a[href], button, summary, input[type=submit], [role=button], [role=tab], [role=menuitem]")].filter(shown), text,
		(e) => [words(e), e.getAttribute("aria-label"), e.title, e.value]),
	css: (root, selector) => [...root.querySelectorAll(selector)].find(shown),
};
/** Where the middle of the thing is, once it has been brought into view; what lies on top of it is a fault. */
const place = (e) => {
	e.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
	const r = [...e.getClientRects()].find((b) => b.width > 0 && b.height > 0) ?? e.getBoundingClientRect();
	const x = r.x + r.width / 2, y = r.y + r.height / 2;
	const top = document.elementFromPoint(x, y);
	if (top && !e.contains(top) && !top.contains(e) && !(top.closest("label")?.control === e) && !(e.labels && [...e.labels].some((l) => l.contains(top)))) {
		return { why: "is covered by " + top.tagName.toLowerCase() + " " + words(top).slice(0, 40) };
	}
	return { ok: true, x, y };
};
const changed = (e) => {
	e.dispatchEvent(new Event("input", { bubbles: true }));
	e.dispatchEvent(new Event("change", { bubbles: true }));
	return { ok: true };
};
const does = {
	click: (e) => place(e),
	focus: (e) => {
		if (e.disabled || e.readOnly) return { why: "cannot be changed" };
		e.scrollIntoView({ block: "center", behavior: "instant" });
		e.focus();
		if (["date", "month", "time", "datetime-local", "color", "range"].includes(e.type)) return { ok: true, set: true };
		e.select?.();
		return { ok: true };
	},
	set: (e, value) => {
		e.value = value;
		return e.value === value ? changed(e) : { why: "does not take " + value };
	},
	choose: (e, option) => {
		const o = best([...e.options].filter((o) => !o.disabled), option, (o) => [o.textContent, o.value]);
		if (!o) return { why: "has no choice " + option + " but " + [...e.options].map(words).join(" | ") };
		e.value = o.value;
		return changed(e);
	},
	tick: (e) => ({ ...place(shown(e) ? e : [...e.labels].find(shown)), ticked: e.checked, kind: e.type }),
	kind: (e) => ({ ok: true, kind: e.tagName.toLowerCase() }),
	value: (e) => ({ ok: true, text: e.value }),
	words: (e) => ({ ok: true, text: words(e) }),
};
const act = (scope, how, what, deed, ...args) => {
	const root = within(scope);
	if (!root) return { why: "the part of the page is not there" };
	const e = find[how](root, what);
	return e ? does[deed](e, ...args) : { why: "is not there" };
};
