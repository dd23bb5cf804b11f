// Photos are made smaller before they are sent, which over a weak signal is the difference between seconds and minutes. The server does the same
// again with whatever comes, so that a browser that cannot sends them as they are.
const worthIt = 700_000; // bytes

const smaller = async (file, long) => {
  if (!/^image\/(jpeg|png|webp)$/.test(file.type) || file.size < worthIt) return file;
  const image = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, long / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  const paint = canvas.getContext("2d");
  paint.fillStyle = "#fff"; // what is transparent becomes white, as on the server
  paint.fillRect(0, 0, canvas.width, canvas.height);
  paint.imageSmoothingQuality = "high";
  paint.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", 0.88));
  return blob && blob.size < file.size ? new File([blob], file.name, { type: blob.type, lastModified: file.lastModified }) : file;
};

const pending = new Map(); // forms whose photos are being made smaller, and whether they were to be sent meanwhile

document.addEventListener("change", async (event) => {
  const input = event.target;
  if (!input.matches?.("input[type=file][data-shrink]") || !input.files.length) return;
  const { form, files: chosen } = input;
  pending.set(form, "send" in input.dataset);
  try {
    const list = new DataTransfer();
    for (const file of chosen) list.items.add(await smaller(file, Number(input.dataset.shrink)).catch(() => file));
    if (input.files !== chosen) return; // others were chosen meanwhile, and are being made smaller
    input.files = list.files;
  } catch {} // a browser without DataTransfer sends what was chosen
  const send = pending.get(form);
  pending.delete(form);
  if (send) form.requestSubmit();
});
// Before the other listeners, so that to them a form that waits has not been sent.
document.addEventListener("submit", (event) => {
  if (!pending.has(event.target)) return;
  pending.set(event.target, true);
  event.preventDefault();
}, true);
