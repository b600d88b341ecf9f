// Saved and recent searches. Both are kept in this browser alone; the archive is asked what is new
// for a saved search when one looks at it, or says so on the page of saved searches.
import { digits, read, say, write } from "./kept.js";

const RECENT = "heritage-recent-searches";
const OFF = "heritage-recent-off";
const SAVED = "heritage-saved-searches";
const MOST_RECENT = 20;
const MOST_SAVED = 100;
const SHOWN = 5;
const PER_FEED = 50;
const ATOM = "http://www.w3.org/2005/Atom";

const told = (key) => read(key).filter((each) => typeof each?.query === "string" && typeof each.name === "string");
const remembering = () => read(OFF).length === 0;

function link(root, { query, name }) {
  const made = document.createElement("a");
  made.href = root;
  made.search = query;
  const inside = document.createElement("bdi");
  inside.textContent = name;
  made.append(inside);
  return made;
}

function listed(list, root, entries) {
  list.replaceChildren(...entries.map((entry) => {
    const item = document.createElement("li");
    item.append(link(root, entry));
    return item;
  }));
}

/** Name each entry of a feed together with its day: a changed record is news again. */
async function entries(feed) {
  const answer = await fetch(feed);
  if (!answer.ok) throw new Error(answer.status);
  const page = new DOMParser().parseFromString(await answer.text(), "application/xml");
  const text = (entry, name) => entry.getElementsByTagNameNS(ATOM, name)[0]?.textContent ?? "";
  return [...page.getElementsByTagNameNS(ATOM, "entry")].map((entry) => `${text(entry, "updated")} ${text(entry, "id")}`);
}

/** Pick what was not there; behind a full page older entries move up, and those are no news. */
function news(now, seen) {
  const oldest = seen.length < PER_FEED ? "" : seen.reduce((a, b) => (a < b ? a : b)).split(" ")[0];
  return now.filter((each) => !seen.includes(each) && each.split(" ")[0] >= oldest);
}

function change(query, changes) {
  write(SAVED, told(SAVED).map((each) => (each.query === query ? { ...each, ...changes } : each)));
}

async function look(query, feed) {
  try { change(query, { seen: await entries(feed) }); } catch { /* it is looked at again next time */ }
}

// ---------- on the pages of a search ----------
const recent = document.querySelector("[data-recent]");
const save = document.querySelector("[data-save]");

function openRecent() {
  const { recent: query, name, root } = recent.dataset;
  const others = told(RECENT).filter((each) => each.query !== query);
  if (query && name && remembering()) write(RECENT, [{ query, name }, ...others].slice(0, MOST_RECENT));
  recent.hidden = !remembering() || !others.length;
  listed(recent.querySelector("ul"), root, others.slice(0, SHOWN));
}

function openSave() {
  const { save: query, name, feed } = save.dataset;
  const draw = () => {
    save.hidden = false;
    save.setAttribute("aria-pressed", String(told(SAVED).some((each) => each.query === query)));
    document.querySelector("[data-saved-link]").hidden = !told(SAVED).length;
  };
  save.addEventListener("click", () => {
    const others = told(SAVED).filter((each) => each.query !== query);
    const gone = others.length < told(SAVED).length;
    write(SAVED, gone ? others : [...others, { query, name }].slice(-MOST_SAVED));
    if (!gone) look(query, feed + query);
    say(gone ? save.dataset.gone : save.dataset.said);
    draw();
  });
  if (told(SAVED).some((each) => each.query === query)) look(query, feed + query);
  draw();
}

// ---------- the page of saved and recent searches ----------
const page = document.getElementById("searches");
const part = (selector) => document.querySelector(`[data-scripted] ${selector}`);

function drawSaved() {
  const saved = told(SAVED);
  part("[data-none]").hidden = saved.length > 0;
  part("[data-some]").hidden = !saved.length;
  part(".kept-list").replaceChildren(...saved.map(savedLine));
}

function savedLine(entry) {
  // Adopted first: in a template an address has nothing to start from, and takes no query.
  const line = document.importNode(document.getElementById("saved-line").content.firstElementChild, true);
  const name = line.querySelector("[data-part=name]");
  name.textContent = entry.name;
  name.closest("a").search = entry.query;
  line.querySelector("[data-part=feed]").search = entry.query;
  for (const of of line.querySelectorAll("[data-part=of]")) of.textContent = entry.name;
  line.dataset.query = entry.query;
  line.querySelector("[data-delete]").addEventListener("click", ({ currentTarget: button }) => {
    write(SAVED, told(SAVED).filter((each) => each.query !== entry.query));
    drawSaved();
    say(button.dataset.said);
    document.getElementById("main").focus();
  });
  const form = line.querySelector("form");
  form.elements.name.value = entry.name;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const called = form.elements.name.value.trim();
    if (called) change(entry.query, { name: called });
    drawSaved();
    [...document.querySelectorAll(".kept-list li")].find((each) => each.dataset.query === entry.query)?.querySelector("a").focus();
  });
  return line;
}

async function tellNews(line) {
  const seen = told(SAVED).find((each) => each.query === line.dataset.query)?.seen;
  const said = line.querySelector("[data-part=news]");
  try {
    const now = await entries(line.querySelector("[data-part=feed]").href);
    if (!seen) change(line.dataset.query, { seen: now }); // saved, and left before it was looked at
    const count = news(now, seen ?? now).length;
    said.textContent = count ? said.dataset.new.replace("{n}", digits(count)) : said.dataset.nothing;
  } catch { said.textContent = said.dataset.unknown; }
}

function drawRecent() {
  const entries = told(RECENT);
  listed(part(".recent-list"), page.dataset.root, entries);
  part("[data-none-recent]").hidden = entries.length > 0;
  part("[data-clear]").hidden = !entries.length;
}

function openPage() {
  document.querySelector("[data-scripted]").hidden = false;
  drawSaved();
  drawRecent();
  part("[data-look]").addEventListener("click", async ({ currentTarget: button }) => {
    say(button.dataset.wait);
    for (const line of document.querySelectorAll(".kept-list li")) await tellNews(line);
    say(button.dataset.done);
  });
  const remember = document.getElementById("remember");
  const [clear, undo] = [part("[data-clear]"), part("[data-undo]")];
  let before = [];
  const empty = (button) => {
    before = told(RECENT);
    write(RECENT, []);
    drawRecent();
    undo.hidden = button !== clear;
    if (button === clear) undo.focus();
    say(clear.dataset.said);
  };
  remember.checked = remembering();
  remember.addEventListener("change", () => {
    write(OFF, remember.checked ? [] : [1]);
    if (!remember.checked) empty(remember);
  });
  clear.addEventListener("click", () => empty(clear));
  undo.addEventListener("click", () => {
    write(RECENT, before);
    undo.hidden = true;
    drawRecent();
    clear.focus();
    say(undo.dataset.said);
  });
}

if (recent) openRecent();
if (save) openSave();
if (page) openPage();
