// The rows of a draft, moved and inserted by keyboard or pointer, and the preview kept up to date.
// Without this script rows are moved by typing their numbers, and the preview has its button.
const WAIT = 900; // ms after the last key

const group = document.getElementById("steps-group");
const previewButton = document.querySelector("button[name=_preview]");
const body = group?.querySelector("tbody");

const rows = () => [...body.querySelectorAll("tr.form-row:not(.empty-form)")];
const place = (row) => row.id.replace("steps-", "");
const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
const isUsed = (row) => Boolean(field(row, "id")?.value || field(row, "activity")?.value.trim());

// What a list offers besides rows: the row that new ones are made like has it.
const endsOf = (list) => [
  ...field(body.querySelector(".empty-form"), list.name.split("-").at(-1)).options,
];

// Write the numbers as the rows stand now, and tell the lists of targets; targets are places on
// the page, so that a branch stays on its step whatever its number becomes.
function renumber() {
  const used = rows().filter(isUsed);
  used.forEach((row, index) => {
    field(row, "number").value = index + 1;
    field(row, "number").id = `row-${index + 1}`; // where what is said about the row leads
  });
  const said = new Map(
    rows().map((row) => [
      place(row),
      `${field(row, "number").value || "?"}. ${field(row, "activity").value.slice(0, 40)}`,
    ]),
  );
  for (const list of rows().flatMap((row) => [field(row, "yes_to"), field(row, "no_to")])) {
    const chosen = list.value;
    const ends = endsOf(list).map((end) => end.cloneNode(true));
    list.replaceChildren(...ends, ...[...said].map(([key, text]) => new Option(text, key)));
    list.value = chosen;
  }
}

function move(row, down) {
  const all = rows();
  const other = all[all.indexOf(row) + (down ? 1 : -1)];
  if (!other || !isUsed(other)) {
    return;
  }
  const focused = document.activeElement;
  if (down) {
    other.after(row);
  } else {
    other.before(row);
  }
  renumber();
  focused?.focus();
  preview();
}

function insertBelow(row) {
  group.querySelector(".add-row a").click();
  const added = rows().at(-1);
  row.after(added);
  field(added, "activity").focus();
}

// The next row: the blank one that is already there, or a new one.
function goBelow(row) {
  const all = rows();
  const next = all[all.indexOf(row) + 1];
  if (next && !isUsed(next)) {
    field(next, "activity").focus();
  } else {
    insertBelow(row);
  }
}

// As spreadsheets do: take over what stands in the same cell of the row above.
function repeatAbove(row, cell) {
  const all = rows();
  const above = all[all.indexOf(row) - 1];
  const said = above && field(above, cell.name.split("-").at(-1));
  if (said && cell.matches("textarea, input[type=text], select:not([multiple])")) {
    cell.value = said.value;
    cell.dispatchEvent(new Event("input", { bubbles: true }));
    cell.dispatchEvent(new Event("change", { bubbles: true }));
  }
}

function button(text, label, deed) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.setAttribute("aria-label", label);
  made.title = label;
  made.addEventListener("click", deed);
  return made;
}

function addButtons(row) {
  const cell = row.querySelector(".field-number");
  if (!cell || cell.querySelector(".mover")) {
    return;
  }
  const words = document.getElementById("rows-help").dataset;
  const mover = document.createElement("div");
  mover.className = "mover";
  mover.append(
    button("↑", words.up, () => move(row, false)),
    button("↓", words.down, () => move(row, true)),
    button("+", words.insert, () => insertBelow(row)),
  );
  cell.append(mover);
}

let waiting;
function preview() {
  clearTimeout(waiting);
  waiting = setTimeout(() => previewButton?.form.requestSubmit(previewButton), WAIT);
}

if (body && previewButton) {
  rows().forEach(addButtons);
  renumber();
  preview();
  body.addEventListener("keydown", (event) => {
    const row = event.target.closest("tr.form-row");
    if (event.altKey && row && ["ArrowUp", "ArrowDown"].includes(event.key)) {
      event.preventDefault();
      move(row, event.key === "ArrowDown");
    }
    if (event.ctrlKey && row && event.key === "Enter") {
      event.preventDefault();
      goBelow(row);
    }
    if (event.ctrlKey && row && event.key === "d") {
      event.preventDefault();
      repeatAbove(row, event.target);
    }
  });
  // Numbers are typed in peace; everything else keeps the lists of targets up to date.
  body.addEventListener("change", (event) => {
    if (!event.target.matches('[name$="-number"]')) {
      renumber();
    }
  });
  body.addEventListener("dragend", () => setTimeout(renumber));
  document.addEventListener("formset:added", (event) => {
    if (event.detail?.formsetName === "steps") {
      addButtons(event.target);
      renumber();
    }
  });
  previewButton.form.addEventListener("input", preview);
}
