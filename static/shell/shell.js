// Everything here is a convenience: each page works as plain links and forms without it.
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const live = document.getElementById("live");

/** Say something to a screen reader; emptied first so that the same words are said again. */
function say(words) {
  if (!live || !words) return;
  live.textContent = "";
  setTimeout(() => { live.textContent = words; }, 50);
}

// Filters are closed on phones. Wide screens open them by CSS, older browsers here.
if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width:48rem)").matches) {
  for (const filters of all(".facets > details")) filters.open = true;
}

// Before and after: a native range input over two pictures follows the writing direction by itself.
for (const figure of all(".cmp")) {
  const stage = figure.querySelector(".cmp-stage");
  const range = figure.querySelector(".cmp-r");
  if (!range) continue;
  figure.classList.add("live");
  const show = () => {
    const share = range.value / 100;
    stage.style.setProperty("--f", share);
    stage.style.setProperty("--p", `calc(1.375rem + (100% - 2.75rem) * ${share})`);
    const digits = new Intl.NumberFormat(range.dataset.digits || "en").format(range.value);
    range.setAttribute("aria-valuetext", (range.dataset.spoken || "{n}%").replace("{n}", digits));
  };
  range.addEventListener("input", show);
  show();
}

// Copy buttons show themselves only where copying works, and say what they did.
for (const button of all("[data-copy]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    const source = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText((source ? source.innerText : "").trim());
      say(button.dataset.copied);
    } catch { say(button.dataset.failed); }
  });
}

// A page that came back with problems starts at their list.
document.querySelector(".problems")?.focus();

// Menus close when one goes elsewhere, or by Escape.
for (const menu of all("details.menu")) {
  menu.addEventListener("focusout", (event) => {
    if (!menu.contains(event.relatedTarget)) menu.open = false;
  });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}
