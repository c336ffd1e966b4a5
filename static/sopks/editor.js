// The steps of a draft, typed by keyboard: where they lead follows the rows as they are moved, and
// the preview is kept up to date. Without this script the preview has its button.
const WAIT = 900; // ms after the last key

const group = document.getElementById("steps-group");
const help = document.getElementById("rows-help");
/** @type {HTMLButtonElement | null} */
const previewButton = document.querySelector("button[name=_preview]");

/** @returns {HTMLTableRowElement[]} */
const rows = () => [
  ...(group?.querySelectorAll(
    /** @type {"tr"} */ ("tbody tr.form-row:not(.empty-form, [hidden])"),
  ) ?? []),
];

/** @param {HTMLTableRowElement} row */
const place = (row) => row.id.replace("steps-", "");

/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

/**
 * The field of a row; every row has all of them.
 * @param {Element | null | undefined} row
 * @param {string} name
 */
const field = (row, name) => /** @type {Field} */ (row?.querySelector(`[name$="-${name}"]`));

/** @param {HTMLTableRowElement} row */
const isUsed = (row) => Boolean(field(row, "id").value || field(row, "activity").value.trim());

/** @param {{name: string}} cell */
const nameOf = (cell) => cell.name.slice(cell.name.lastIndexOf("-") + 1);

/**
 * What a list offers besides rows: the row that new ones are made like has it.
 * @param {HTMLSelectElement} list
 */
const endsOf = (list) => {
  const model = field(group?.querySelector(".empty-form"), nameOf(list));
  return [.../** @type {HTMLSelectElement} */ (model).options];
};

// Tell the lists of targets how the rows stand now. Targets are places on the page, so that a
// branch stays on its step whatever its number becomes.
const tellLists = () => {
  const said = rows().map((row) => ({
    key: place(row),
    text: `${field(row, "number").value || "?"}. ${field(row, "activity").value.slice(0, 40)}`,
  }));
  for (const row of rows()) {
    if (isUsed(row)) {
      field(row, "number").id = `row-${field(row, "number").value}`; // where findings lead
    }
    for (const name of ["yes_to", "no_to"]) {
      const list = /** @type {HTMLSelectElement} */ (field(row, name));
      const chosen = list.value;
      const ends = endsOf(list).map((end) => end.cloneNode(true));
      list.replaceChildren(...ends, ...said.map(({ key, text }) => new Option(text, key)));
      list.value = chosen;
    }
  }
};

/** @param {HTMLTableRowElement} row */
const insertBelow = (row) => {
  /** @type {HTMLElement | null | undefined} */
  const add = group?.querySelector(".add-row a");
  add?.click();
  const added = rows().at(-1);
  if (added) {
    row.after(added);
    field(added, "activity").focus();
  }
};

/**
 * Go to the next row: the blank one that is already there, or a new one.
 * @param {HTMLTableRowElement} row
 */
const goBelow = (row) => {
  const all = rows();
  const next = all[all.indexOf(row) + 1];
  if (next && !isUsed(next)) {
    field(next, "activity").focus();
  } else {
    insertBelow(row);
  }
};

/**
 * As spreadsheets do: take over what stands in the same cell of the row above.
 * @param {HTMLTableRowElement} row
 * @param {Field} cell
 */
const repeatAbove = (row, cell) => {
  const all = rows();
  const above = all[all.indexOf(row) - 1];
  if (
    above &&
    cell.matches("textarea, input[type=text]:not([inputmode]), select:not([multiple])")
  ) {
    cell.value = field(above, nameOf(cell)).value;
    cell.dispatchEvent(new Event("input", { bubbles: true }));
    cell.dispatchEvent(new Event("change", { bubbles: true }));
  }
};

/** @param {HTMLTableRowElement} row */
const addButton = (row) => {
  const mover = row.querySelector(".mover");
  if (mover && !mover.querySelector(".insert")) {
    const insert = document.createElement("button");
    insert.type = "button";
    insert.className = "insert";
    insert.textContent = "+";
    insert.title = help?.dataset.insert ?? "";
    insert.setAttribute("aria-label", insert.title);
    insert.addEventListener("click", () => insertBelow(row));
    mover.append(insert);
  }
};

/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
const preview = () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => previewButton?.form?.requestSubmit(previewButton), WAIT);
};

const follow = () => {
  rows().forEach(addButton);
  tellLists();
  preview();
};

if (group && help && previewButton) {
  follow();
  group.addEventListener("rows:numbered", follow);
  group.addEventListener("keydown", (event) => {
    const cell = /** @type {HTMLElement} */ (event.target);
    /** @type {HTMLTableRowElement | null} */
    const row = cell.closest("tr.form-row");
    if (event.ctrlKey && row && event.key === "Enter") {
      event.preventDefault();
      goBelow(row);
    }
    if (event.ctrlKey && row && event.key === "d") {
      event.preventDefault();
      repeatAbove(row, /** @type {Field} */ (cell));
    }
  });
  previewButton.form?.addEventListener("input", preview);
  document.addEventListener("rows:numbered", preview);
}
