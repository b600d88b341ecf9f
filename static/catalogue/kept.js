// What a reader keeps in the browser, and what is said of it. A browser may refuse to keep anything.
const live = document.getElementById("live");

/** Read a list that was kept; nothing where there is none or somebody spoiled it. */
export function read(key) {
  try {
    const told = JSON.parse(localStorage.getItem(key));
    return Array.isArray(told) ? told : [];
  } catch { return []; }
}

/** Keep a list; an empty one leaves nothing behind. Tell whether the browser took it. */
export function write(key, told) {
  try {
    if (told.length) localStorage.setItem(key, JSON.stringify(told));
    else localStorage.removeItem(key);
    return true;
  } catch { return false; }
}

/** Say something to a screen reader; emptied first so that the same words are said again. */
export function say(words) {
  if (!live || !words) return;
  live.textContent = "";
  setTimeout(() => { live.textContent = words; }, 50);
}

/** Write a number in the digits of the page. */
export const digits = (number) => new Intl.NumberFormat(document.documentElement.lang === "ar" ? "ar-u-nu-arab" : "en").format(number);
