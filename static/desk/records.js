// Record forms: a record that a picker did not find is begun on the spot.
//
// An option <li role="option" data-create="site"> sends the whole form with stub=<field>:site, as the
// button beside the field does without scripts; the page comes back filled, the new record picked.
function begin(picker, kind) {
  const hidden = picker.querySelector("input[type=hidden]");
  const form = hidden.form;
  const button = document.createElement("button");
  Object.assign(button, { type: "submit", name: "stub", value: `${hidden.name}:${kind}`, hidden: true });
  form.append(button);
  form.requestSubmit(button);
}

document.addEventListener("combobox-commit", (event) => {
  const { create } = event.target.dataset;
  const picker = event.target.closest("[data-picker]");
  if (create && picker) setTimeout(() => begin(picker, create));
}, true);
