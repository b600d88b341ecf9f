// Record and term pickers: a combobox whose options the server writes.
//
//   <div class="picker" data-picker>
//     <input type="hidden" name="site" value="…">
//     <input id="site" name="site_text" role="combobox" aria-controls="site-list" aria-expanded="false"
//            hx-get="…" hx-trigger="input changed delay:200ms" hx-target="#site-list">
//     <ul id="site-list" role="listbox"></ul>
//     <p class="vh" role="status" data-said="{n} matches"></p>
//   </div>
//
// An option is <li role="option" id data-value data-label>; with data-open it opens that dialog instead.
import Combobox from "../vendor/combobox-nav-3.0.2/combobox-nav.js";

const known = new WeakMap();

function close(picker) {
  const { input, list, keys } = known.get(picker);
  keys.stop();
  list.replaceChildren();
  input.setAttribute("aria-expanded", "false");
}

function choose(picker, option) {
  const { input, hidden } = known.get(picker);
  if (option.dataset.open) {
    document.getElementById(option.dataset.open)?.showModal();
  } else {
    hidden.value = option.dataset.value;
    input.value = option.dataset.label ?? option.textContent.trim();
    hidden.dispatchEvent(new Event("change", { bubbles: true }));
  }
  close(picker);
  input.focus();
}

/** Take up the options that have just come. */
function offer(picker) {
  const { input, list, keys, said } = known.get(picker);
  const options = list.querySelectorAll("[role=option]");
  keys.stop();
  if (document.activeElement === input && options.length) {
    keys.start();
    input.setAttribute("aria-expanded", "true");
  } else {
    list.replaceChildren();
  }
  const digits = new Intl.NumberFormat(document.documentElement.lang === "ar" ? "ar-u-nu-arab" : "en");
  if (said) said.textContent = said.dataset.said.replace("{n}", digits.format(options.length));
}

function start(picker) {
  if (known.has(picker)) return;
  const input = picker.querySelector("[role=combobox]");
  const list = picker.querySelector("[role=listbox]");
  const keys = new Combobox(input, list, { tabInsertsSuggestions: false, scrollIntoViewOptions: { block: "nearest" } });
  input.setAttribute("aria-autocomplete", "list");
  known.set(picker, { input, list, keys, hidden: picker.querySelector("input[type=hidden]"), said: picker.querySelector("[data-said]") });
  list.addEventListener("combobox-commit", (event) => choose(picker, event.target));
  list.addEventListener("mousedown", (event) => event.preventDefault());
  input.addEventListener("input", () => { known.get(picker).hidden.value = ""; });
  input.addEventListener("blur", () => close(picker));
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !list.firstElementChild) return;
    event.stopPropagation();
    close(picker);
  });
}

/** Wire the pickers of this page and of whatever the server adds to it. */
export function startPickers() {
  const wire = (root) => root.querySelectorAll("[data-picker]").forEach(start);
  wire(document);
  document.addEventListener("htmx:after:swap", () => {
    wire(document);
    for (const list of document.querySelectorAll("[data-picker] [role=listbox]")) {
      const picker = list.closest("[data-picker]");
      if (list.firstElementChild && document.activeElement === known.get(picker)?.input) offer(picker);
    }
  });
}
