// The desk's conveniences. Every form also works without them: rows are added, dates checked and
// records picked by submit buttons that bring the same page back.
import { startPickers } from "./picker.js";
import { startQuoting } from "./quote.js";

const FORM = "form[data-guard]";
const guarded = document.querySelector(FORM);

// ---------- leaving with unsent changes ----------
/** Write the whole form down, so that no kind of field is forgotten. */
function written(form) {
  return JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value.name ?? value]));
}

if (guarded) {
  const before = "dirty" in guarded.dataset ? null : written(guarded);
  let leaving = false;
  guarded.addEventListener("submit", () => { leaving = true; });
  addEventListener("beforeunload", (event) => {
    if (!leaving && written(guarded) !== before) event.preventDefault();
  });
  addEventListener("pageshow", () => { leaving = false; });
}

// Enter in a field never sends the whole form; the picker and buttons keep their own Enter.
document.addEventListener("keydown", (event) => {
  const field = event.target;
  if (event.key === "Enter" && !event.ctrlKey && !event.metaKey && field.matches(`${FORM} input:not([type=submit], [type=button], [type=checkbox], [type=radio], [type=file])`)) event.preventDefault();
}, true);

// ---------- shortcuts ----------
const SINGLE_KEYS_OFF = "heritage-single-keys-off";
const dialog = document.getElementById("shortcuts");
const toggle = document.getElementById("single-keys");
let lead = "";

const press = (selector) => {
  const button = document.querySelector(selector);
  button?.focus();
  button?.click();
  return Boolean(button);
};
const go = (name) => press(`[data-key="${name}"]`);
const typing = (target) => target.closest("input, textarea, select, [contenteditable], [role=listbox]");

function withControl(event) {
  if (event.key.toLowerCase() === "s") return press(`${FORM} button[name=save]`);
  if (event.key === "Enter") return press(`${FORM} button[name=send]`);
  return false;
}

function alone(event) {
  if (event.key === "?") { dialog?.showModal(); return Boolean(dialog); }
  if (event.key === "/") { document.querySelector("[data-search]")?.focus(); return true; }
  const name = lead + event.key;
  lead = event.key === "g" && !lead ? "g " : "";
  return lead ? false : go(name);
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.defaultPrevented && event.key !== "Enter") return;
  const off = localStorage.getItem(SINGLE_KEYS_OFF);
  const control = event.ctrlKey || event.metaKey;
  if (!control && (off || typing(event.target) || document.querySelector("dialog[open]"))) return;
  if (control ? withControl(event) : alone(event)) event.preventDefault();
});

if (toggle) {
  toggle.checked = !localStorage.getItem(SINGLE_KEYS_OFF);
  toggle.addEventListener("change", () => {
    if (toggle.checked) localStorage.removeItem(SINGLE_KEYS_OFF);
    else localStorage.setItem(SINGLE_KEYS_OFF, "1");
  });
}

// ---------- dialogs without their own script ----------
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (opener) document.getElementById(opener.dataset.open)?.showModal();
  if (event.target.closest("[data-close]")) event.target.closest("dialog")?.close();
});

// ---------- rows: the new one, or the group after a removal, has the focus ----------
function focusFresh(root) {
  const place = root.querySelector("[data-fresh]");
  if (!place) return;
  const field = place.matches("[tabindex]") ? place : place.querySelector("input:not([type=hidden]), select, textarea");
  field?.focus();
  place.scrollIntoView({ block: "nearest" });
}

// ---------- the section one is reading is marked in the list ----------
function watchSections() {
  const links = new Map([...document.querySelectorAll(".sections a[href^='#']")].map((link) => [link.hash.slice(1), link]));
  const watcher = new IntersectionObserver((entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      for (const link of links.values()) link.removeAttribute("aria-current");
      links.get(target.id)?.setAttribute("aria-current", "true");
    }
  }, { rootMargin: "-10% 0px -70% 0px" });
  for (const id of links.keys()) {
    const section = document.getElementById(id);
    if (section) watcher.observe(section);
  }
}

document.addEventListener("htmx:after:swap", (event) => focusFresh(event.target));
focusFresh(document);
watchSections();
startPickers();
startQuoting();
