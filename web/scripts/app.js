// Everything here improves pages that already work without it.
import "htmx.org/dist/htmx.js";
import "./submit.js";
import "./keyboard.js";
import "./menus.js";
import "./fields.js";
import "./rows.js";
import "./unsaved.js";
import "./draft.js";
import "./partial.js";
import "./print.js";
import "./sheet.js";
import "./photo.js";

document.documentElement.classList.add("has-script");
