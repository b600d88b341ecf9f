// Choosing a passage of a captured text, by mouse or by keyboard.
//
//   <div class="captured" data-quotable data-form="cite">…text…</div>
//   <form id="cite"> … inputs named exact, start, end …
//     <p data-chosen></p>  <button type="button" data-extend="-1|1">  <input data-find>
//
// Offsets count characters as the server does (code points, not UTF-16 units) from the start of the text.
const length = (text) => [...text].length;

function offsetOf(root, node, offset) {
  const range = document.createRange();
  range.selectNodeContents(root);
  range.setEnd(node, offset);
  return length(range.toString());
}

/** Find the node and place that stand so many characters into the text. */
function placeAt(root, count) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  let left = count;
  let last = null;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    last = node;
    const size = length(node.data);
    if (left <= size) return [node, [...node.data].slice(0, left).join("").length];
    left -= size;
  }
  return [last, last ? last.data.length : 0];
}

function rangeOf(root, start, end) {
  const range = document.createRange();
  range.setStart(...placeAt(root, start));
  range.setEnd(...placeAt(root, end));
  return range;
}

class Passage {
  constructor(root, form) {
    this.root = root;
    this.form = form;
    this.letters = [...root.textContent];
  }

  /** Take a stretch of text, without the spaces at its edges, into the form. */
  take(from, to, say = true) {
    let [start, end] = [Math.max(0, from), Math.min(this.letters.length, to)];
    while (start < end && !this.letters[start].trim()) start += 1;
    while (end > start && !this.letters[end - 1].trim()) end -= 1;
    if (end <= start) return;
    [this.start, this.end] = [start, end];
    const exact = this.letters.slice(start, end).join("");
    const values = { exact, start, end };
    for (const [name, value] of Object.entries(values)) {
      if (this.form.elements[name]) this.form.elements[name].value = value;
    }
    const shown = this.form.querySelector("[data-chosen]");
    if (shown && say) shown.textContent = exact;
    this.form.hidden = false;
    this.light();
  }

  light() {
    if (!CSS.highlights) return;
    CSS.highlights.set("chosen", new Highlight(rangeOf(this.root, this.start, this.end)));
  }

  /** Move the end of the passage by one word. */
  extend(step) {
    if (this.end === undefined) return;
    let at = this.end;
    const gap = (place) => place < 0 || place >= this.letters.length || !this.letters[place].trim();
    if (step > 0) {
      while (at < this.letters.length && gap(at)) at += 1;
      while (at < this.letters.length && !gap(at)) at += 1;
    } else {
      while (at > this.start && !gap(at - 1)) at -= 1;
    }
    this.take(this.start, at);
  }

  /** Go to the next place where the words stand, from the beginning again after the last. */
  find(words) {
    if (!words.trim()) return false;
    const text = this.root.textContent.toLowerCase();
    const after = this.letters.slice(0, (this.start ?? -1) + 1).join("").length;
    let at = text.indexOf(words.trim().toLowerCase(), after);
    if (at < 0) at = text.indexOf(words.trim().toLowerCase());
    if (at < 0) return false;
    const start = length(this.root.textContent.slice(0, at));
    this.take(start, start + length(words.trim()));
    rangeOf(this.root, this.start, this.end).startContainer.parentElement?.scrollIntoView({ block: "center" });
    return true;
  }
}

function wire(root) {
  const form = document.getElementById(root.dataset.form);
  if (!form) return;
  const passage = new Passage(root, form);
  document.addEventListener("selectionchange", () => {
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    if (!root.contains(range.startContainer) || !root.contains(range.endContainer)) return;
    passage.take(offsetOf(root, range.startContainer, range.startOffset), offsetOf(root, range.endContainer, range.endOffset));
  });
  for (const button of document.querySelectorAll("[data-extend]")) {
    button.addEventListener("click", () => passage.extend(Number(button.dataset.extend)));
  }
  const box = document.querySelector("[data-find]");
  box?.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    event.stopPropagation();
    const live = document.getElementById("live");
    if (!passage.find(box.value) && live) live.textContent = box.dataset.none || "";
  });
}

/** Make every captured text on the page quotable. */
export function startQuoting() {
  document.querySelectorAll("[data-quotable]").forEach(wire);
}
