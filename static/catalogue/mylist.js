// My list: records a reader keeps in this browser. Nothing of it is sent until its page is opened,
// and that page is drawn by the server from the address alone.
import { digits, read, say, write } from "./kept.js";

const KEY = "heritage-my-list";
const MOST = 500;
const SHORTEST = 12;
const all = (selector) => [...document.querySelectorAll(selector)];
const list = () => read(KEY).filter((id) => /^[0-9a-f]{32}$/.test(id));
const told = (ids) => ids.map((id) => id.slice(0, SHORTEST)).join(",");

/** Show on every button and link what is on the list. */
function draw() {
  const ids = list();
  for (const button of all("[data-list]")) {
    button.hidden = false;
    button.setAttribute("aria-pressed", String(ids.includes(button.dataset.list)));
  }
  for (const link of all("a[data-my-list]")) {
    link.search = ids.length ? `?ids=${told(ids)}` : "";
    const count = link.querySelector("[data-count]");
    if (count) count.textContent = ids.length ? ` ${digits(ids.length)}` : "";
  }
}

function keep(ids) {
  if (ids.length > MOST) say(document.querySelector("[data-full]")?.dataset.full);
  else if (write(KEY, ids)) draw();
}

document.addEventListener("click", (event) => {
  const id = event.target.closest("[data-list]")?.dataset.list;
  if (!id) return;
  const ids = list();
  keep(ids.includes(id) ? ids.filter((each) => each !== id) : [...ids, id]);
});
addEventListener("storage", draw);
addEventListener("pageshow", draw);

// ---------- the page of the list ----------
const page = document.getElementById("my-list");

/** Tell my own list from one that came with an address; what is no longer public leaves mine. */
function openPage() {
  const shown = page.dataset.ids.split(",").filter(Boolean);
  const asked = new URLSearchParams(location.search).get("ids") ?? "";
  const mine = list();
  if (!asked && mine.length) return location.replace(`${page.dataset.open}?ids=${told(mine)}`);
  const own = asked === told(mine);
  if (own && shown.length < mine.length) keep(mine.filter((id) => shown.includes(id)));
  for (const part of page.querySelectorAll("[data-when]")) part.hidden = (part.dataset.when === "own") !== own;
  tendButtons(shown);
}

function tendButtons(shown) {
  const on = (name, deed) => page.querySelector(`[data-${name}]`)?.addEventListener("click", deed);
  const cleared = page.querySelector("[data-cleared]");
  let before = [];
  const empty = (yes) => {
    cleared.hidden = !yes;
    for (const each of all(".list-cols")) each.hidden = yes;
  };
  on("clear", ({ currentTarget: button }) => {
    before = list();
    keep([]);
    empty(true);
    button.hidden = true;
    cleared.querySelector("button").focus();
    say(button.dataset.said);
  });
  on("undo", ({ currentTarget: button }) => {
    keep(before);
    empty(false);
    const clear = page.querySelector("[data-clear]");
    clear.hidden = false;
    clear.focus();
    say(button.dataset.said);
  });
  on("take", () => {
    keep([...new Set([...list(), ...shown])]);
    page.querySelector("a[data-my-list]").focus();
  });
  const share = page.querySelector("[data-share]");
  if (!share || !navigator.clipboard) return;
  share.hidden = false;
  share.addEventListener("click", () => navigator.clipboard.writeText(location.href)
    .then(() => say(share.dataset.copied), () => say(share.dataset.failed)));
}

if (page) openPage();
draw();
