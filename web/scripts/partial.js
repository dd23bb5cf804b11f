// Lists are filtered without loading the page. When the answer is not the page asked for (signed out, an error), load it whole.
document.addEventListener("htmx:after:request", (event) => {
  const ctx = event.detail.ctx;
  if (ctx.request.method !== "GET" || !ctx.select) return;
  const answer = new DOMParser().parseFromString(ctx.text, "text/html");
  if (ctx.response.status < 400 && !ctx.response.raw.redirected && answer.querySelector(ctx.select)) {
    document.title = answer.title;
    return;
  }
  event.preventDefault();
  location.assign(ctx.request.action);
});
// Filters that are not set stay out of the address.
document.addEventListener("formdata", (event) => {
  if (!event.target.matches("form[data-auto]")) return;
  for (const [name, value] of [...event.formData]) if (value === "") event.formData.delete(name);
});
