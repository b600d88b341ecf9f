// Names offered while one types into a search box, as the ARIA practices for a combobox describe.
// Enter without choosing searches as before; without this script nothing is offered.
const WAIT = 120;

class Offers {
  constructor(input) {
    this.input = input;
    this.list = Object.assign(document.createElement("ul"), { id: `${input.id}-offers`, className: "offers", hidden: true });
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", input.dataset.offers);
    input.after(this.list);
    const told = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": this.list.id };
    for (const [name, value] of Object.entries(told)) input.setAttribute(name, value);
    input.addEventListener("input", () => this.ask());
    input.addEventListener("keydown", (event) => this.press(event));
    input.addEventListener("blur", () => this.close());
    // A click must not take the focus from the box before it is one.
    this.list.addEventListener("pointerdown", (event) => event.preventDefault());
    this.list.addEventListener("click", (event) => this.go(event.target.closest("[role=option]")));
  }

  get options() { return [...this.list.children]; }
  get active() { return this.options.find((each) => each.getAttribute("aria-selected") === "true"); }

  ask() {
    clearTimeout(this.timer);
    this.asking?.abort();
    const typed = this.input.value.trim();
    if (typed.length < 2) return this.close();
    this.timer = setTimeout(() => this.fetch(typed), WAIT);
  }

  async fetch(typed) {
    this.asking = new AbortController();
    try {
      const answer = await fetch(`${this.input.dataset.suggest}?q=${encodeURIComponent(typed)}`, { signal: this.asking.signal });
      if (answer.ok && this.input.value.trim() === typed) this.show((await answer.json()).suggestions);
    } catch (fault) {
      if (fault.name !== "AbortError") this.close();
    }
  }

  show(offers) {
    this.list.replaceChildren(...offers.map((each, at) => this.option(each, at)));
    this.open(offers.length > 0 && document.activeElement === this.input);
    const live = document.getElementById("live");
    if (live) live.textContent = this.input.dataset.said.replace("{n}", new Intl.NumberFormat(this.input.dataset.digits).format(offers.length));
  }

  option(offer, at) {
    const option = document.createElement("li");
    option.id = `${this.list.id}-${at}`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", "false");
    option.dataset.url = offer.url;
    for (const [tag, text] of [["b", offer.name], ["span", offer.title], ["small", offer.kind_label]]) {
      if (text) option.append(Object.assign(document.createElement(tag), { textContent: text, dir: "auto" }), " ");
    }
    return option;
  }

  open(yes) {
    this.list.hidden = !yes;
    this.input.setAttribute("aria-expanded", String(yes));
    if (!yes) this.choose();
  }

  close() {
    clearTimeout(this.timer);
    this.asking?.abort();
    this.open(false);
  }

  choose(option) {
    for (const each of this.options) each.setAttribute("aria-selected", String(each === option));
    if (option) this.input.setAttribute("aria-activedescendant", option.id);
    else this.input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }

  press(event) {
    if (event.isComposing || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.options.length) {
      event.preventDefault();
      const opened = !this.list.hidden;
      if (!opened) this.open(true);
      // The box itself is one of the places the arrows come by.
      const places = [undefined, ...this.options];
      const from = opened ? places.indexOf(this.active) : 0;
      this.choose(places[(from + step + places.length) % places.length]);
    } else if (event.key === "Enter" && this.active) {
      event.preventDefault();
      this.go(this.active);
    } else if (event.key === "Escape" && !this.list.hidden) {
      event.preventDefault();
      this.close();
    }
  }

  go(option) {
    if (option) location.assign(option.dataset.url);
  }
}

for (const input of document.querySelectorAll("input[data-suggest]")) new Offers(input);

// Where bars have no room side by side, the latest are in sight first; the others are a scroll away.
for (const bars of document.querySelectorAll(".bars")) {
  bars.scrollLeft = document.documentElement.dir === "rtl" ? -bars.scrollWidth : bars.scrollWidth;
}
