// The rows of a page in the administration, put in order by dragging them, by keyboard or by
// buttons. Whenever numbers were written, "rows:numbered" tells so. Without this script rows are
// moved by typing their numbers.

/**
 * @typedef {{number: string, rows: () => HTMLTableRowElement[], body: HTMLTableSectionElement}} Rows
 */

const SHOWN = "tr.form-row:not(.empty-form, [hidden])";
const help = document.getElementById("rows-help");

/**
 * A row with what is said about it, which stands in a row of its own above.
 * @param {HTMLTableRowElement} row
 * @returns {Element[]}
 */
const whole = (row) => {
  const above = row.previousElementSibling;
  return above?.matches(".row-form-errors") ? [above, row] : [row];
};

/**
 * The field that puts a row in its place.
 * @param {HTMLTableRowElement} row
 * @param {string} name
 * @returns {HTMLInputElement | null}
 */
const field = (row, name) => row.querySelector(`input[name$="-${name}"]`);

/**
 * Whether a row is stored or has its first text; a blank one stays below.
 * @param {HTMLTableRowElement} row
 */
const isUsed = (row) => {
  /** @type {HTMLInputElement | HTMLTextAreaElement | null} */
  const text = row.querySelector("textarea, input[type=text]:not([inputmode])");
  return Boolean(field(row, "id")?.value || text?.value.trim());
};

/**
 * Write the numbers of the rows that are used as they stand now.
 * @param {Rows} table
 */
const renumber = (table) => {
  for (const [index, row] of table.rows().filter(isUsed).entries()) {
    const number = field(row, table.number);
    if (number) {
      number.value = String(index + 1);
    }
  }
  table.body.dispatchEvent(new CustomEvent("rows:numbered", { bubbles: true }));
};

/**
 * Put a row before another, or behind the last; what has the focus keeps it.
 * @param {Rows} table
 * @param {HTMLTableRowElement} row
 * @param {HTMLTableRowElement | undefined} next
 */
const put = (table, row, next) => {
  const focused = document.activeElement;
  if (next) {
    whole(next)[0].before(...whole(row));
  } else {
    table
      .rows()
      .filter(isUsed)
      .at(-1)
      ?.after(...whole(row));
  }
  if (focused instanceof HTMLElement && row.contains(focused)) {
    focused.focus();
  }
};

/**
 * Move a row past its neighbour.
 * @param {Rows} table
 * @param {HTMLTableRowElement} row
 * @param {boolean} isDown
 */
const move = (table, row, isDown) => {
  const used = table.rows().filter(isUsed);
  const place = used.indexOf(row);
  if (place < 0 || !used[place + (isDown ? 1 : -1)]) {
    return;
  }
  put(table, row, used[place + (isDown ? 2 : -1)]);
  renumber(table);
};

/** @param {Element} row */
const middle = (row) => {
  const { top, height } = row.getBoundingClientRect();
  return top + height / 2;
};

/**
 * Let a row follow the pointer until it is let go: it goes below the rows whose middle is above the
 * pointer. Escape puts it back.
 * @param {Rows} table
 * @param {HTMLTableRowElement} row
 */
const drag = (table, row) => {
  const used = table.rows().filter(isUsed);
  const before = used[used.indexOf(row) + 1];
  const over = new AbortController();
  const { signal } = over;
  const end = () => {
    over.abort();
    row.classList.remove("is-dragged");
    renumber(table);
  };
  const back = () => {
    put(table, row, before);
    end();
  };
  /** @param {PointerEvent} event */
  const follow = (event) => {
    const now = table.rows().filter(isUsed);
    const others = now.filter((other) => other !== row);
    const above = others.filter((other) => middle(other) <= event.clientY).length;
    if (above !== now.indexOf(row)) {
      put(table, row, others[above]);
      row.scrollIntoView({ block: "nearest", inline: "nearest" });
    }
  };
  row.classList.add("is-dragged");
  document.addEventListener("pointermove", follow, { signal });
  document.addEventListener("pointerup", end, { signal });
  document.addEventListener("pointercancel", back, { signal });
  document.addEventListener("keydown", (event) => event.key === "Escape" && back(), { signal });
};

/**
 * Take a new row out of sight as blank as it came. It keeps its place among those that are sent, for
 * branches name rows by their places.
 * @param {Rows} table
 * @param {HTMLTableRowElement} row
 */
const remove = (table, row) => {
  const place = row.id.slice(row.id.lastIndexOf("-") + 1);
  const blank = table.body.querySelector("tr.empty-form");
  for (const part of whole(row)) {
    part.toggleAttribute("hidden", true);
  }
  row.innerHTML = blank?.innerHTML.replaceAll("__prefix__", place) ?? "";
  renumber(table);
};

/**
 * @param {string} text
 * @param {string | undefined} label
 * @param {() => void} deed
 */
const button = (text, label, deed) => {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.title = label ?? "";
  made.setAttribute("aria-label", made.title);
  made.addEventListener("click", deed);
  return made;
};

/**
 * Put the buttons of a row below its number.
 * @param {Rows} table
 * @param {HTMLTableRowElement} row
 */
const addButtons = (table, row) => {
  const cell = row.querySelector(`.field-${table.number}`);
  if (!cell || cell.querySelector(".mover")) {
    return;
  }
  const mover = document.createElement("div");
  mover.className = "mover";
  const grip = document.createElement("span");
  grip.className = "grip";
  mover.append(
    grip,
    button("↑", help?.dataset.up, () => move(table, row, false)),
    button("↓", help?.dataset.down, () => move(table, row, true)),
  );
  cell.append(mover);
};

/**
 * The row that holds what an event is about.
 * @param {Event} event
 * @param {string} within
 * @returns {HTMLTableRowElement | null}
 */
const rowOf = (event, within) =>
  event.target instanceof Element && event.target.closest(within)
    ? event.target.closest("tr.form-row")
    : null;

/** @param {HTMLTableSectionElement} body */
const begin = (body) => {
  const number = body.querySelector("td.field-number") ? "number" : "order";
  /** @type {Rows} */
  const table = {
    body,
    number,
    rows: () => [...body.querySelectorAll(/** @type {"tr"} */ (SHOWN))],
  };
  for (const row of table.rows()) {
    addButtons(table, row);
  }
  body.addEventListener("pointerdown", (event) => {
    const row = rowOf(event, "td.original p, .grip");
    if (row && isUsed(row) && event.button === 0) {
      event.preventDefault(); // no text is marked meanwhile
      drag(table, row);
    }
  });
  body.addEventListener("keydown", (event) => {
    const row = rowOf(event, "tr.form-row");
    const isArrow = ["ArrowUp", "ArrowDown"].includes(event.key);
    if (row && isArrow && event.altKey && !event.defaultPrevented) {
      event.preventDefault();
      move(table, row, event.key === "ArrowDown");
    }
  });
  // Before the administration's own script, which would give the rows new places.
  const takeAway = (/** @type {Event} */ event) => {
    const row = rowOf(event, "a.inline-deletelink");
    if (row) {
      event.preventDefault();
      event.stopPropagation();
      remove(table, row);
    }
  };
  body.addEventListener("click", takeAway, { capture: true });
  // Numbers are typed in peace.
  body.addEventListener("change", (event) => {
    if (!rowOf(event, `[name$="-${number}"]`)) {
      renumber(table);
    }
  });
  body.addEventListener("formset:added", (event) => {
    if (event.target instanceof HTMLTableRowElement) {
      addButtons(table, event.target);
      renumber(table);
    }
  });
};

if (help) {
  for (const body of document.querySelectorAll(".rows tbody")) {
    begin(/** @type {HTMLTableSectionElement} */ (body));
  }
}
