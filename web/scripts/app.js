// Everything here improves pages that already work without it.
import "htmx.org/dist/htmx.js";
import "./submit.js";
import "./keyboard.js";
import "./menus.js";
import "./print.js";
