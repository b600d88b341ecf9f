// Working on a source's text and citing it. quote.js takes a selected passage into the bar; the
// rest of the bar speaks of the passage the server chose, so it steps back when another is taken.
const text = document.querySelector("[data-quotable]");

function stepBack() {
  for (const each of document.querySelectorAll("[data-of-passage]")) each.hidden = true;
  for (const each of text.querySelectorAll(".chosen")) each.classList.remove("chosen");
}

if (text) {
  text.querySelector(".chosen")?.scrollIntoView({ block: "center" });
  const words = document.querySelector("[data-chosen]");
  if (words) new MutationObserver(stepBack).observe(words, { childList: true, characterData: true, subtree: true });

  // A recorded name is chosen by one click; a selection that ends on it is left alone.
  text.addEventListener("click", (event) => {
    const name = event.target.closest("mark[data-at]");
    if (name && getSelection().isCollapsed) location.assign(name.dataset.at);
  });
}

// Naming another record chooses it in the list.
const citing = document.querySelector("[data-citing]");
if (citing) {
  const another = citing.querySelector("input[name=record][value='']");
  citing.elements.other_text?.addEventListener("input", () => { if (another) another.checked = true; });
  const hide = () => { for (const each of document.querySelectorAll(".no-scripts")) each.hidden = true; };
  document.addEventListener("htmx:after:swap", hide);
  hide();
}
