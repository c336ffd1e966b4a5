// Beside each choice of files: their names and sizes before anything is sent, what is too large,
// and a place to drop files on. The choice itself stays as the browser makes it.
const language = document.documentElement.lang;

/** @param {number} bytes */
const sizeOf = (bytes) => {
  const isSmall = bytes < 1024 * 1024;
  /** @type {Intl.NumberFormatOptions} */
  const style = {
    style: "unit",
    unit: isSmall ? "kilobyte" : "megabyte",
    maximumFractionDigits: 1,
  };
  return new Intl.NumberFormat(language, style).format(bytes / (isSmall ? 1024 : 1024 * 1024));
};

/** @param {File} file @param {HTMLInputElement} input */
const itemOf = (file, input) => {
  const item = document.createElement("li");
  const isTooLarge = file.size > Number(input.dataset.most);
  item.textContent = `${file.name} · ${sizeOf(file.size)}`;
  if (isTooLarge) {
    item.className = "late";
    item.textContent += ` · ${input.dataset.tooLarge}`;
  }
  return item;
};

/** @param {HTMLInputElement} input */
const filesOf = (input) => [...(input.files ?? [])];

const choices = /** @type {"input"} */ ("input[type=file][data-most]");
for (const input of document.querySelectorAll(choices)) {
  /** @type {HTMLElement} */
  const place = input.closest(".mb-3") ?? input.parentElement ?? input;
  const list = document.createElement("ul");
  list.className = "files chosen";
  list.setAttribute("aria-live", "polite");
  input.after(list);
  input.addEventListener("change", () => {
    list.replaceChildren(...filesOf(input).map((file) => itemOf(file, input)));
  });
  if (input.hasAttribute("capture")) {
    continue;
  }
  const hint = document.createElement("p");
  hint.className = "hint drop-hint";
  hint.textContent = input.dataset.drop ?? "";
  list.before(hint);
  place.classList.add("drop");
  for (const name of ["dragenter", "dragover"]) {
    place.addEventListener(name, (event) => {
      event.preventDefault();
      place.classList.add("is-over");
    });
  }
  place.addEventListener("dragleave", () => place.classList.remove("is-over"));
  place.addEventListener("drop", (event) => {
    event.preventDefault();
    place.classList.remove("is-over");
    const all = new DataTransfer();
    const dropped = [...(event.dataTransfer?.files ?? [])];
    for (const file of input.multiple ? [...filesOf(input), ...dropped] : dropped.slice(0, 1)) {
      all.items.add(file);
    }
    input.files = all.files;
    input.dispatchEvent(new Event("change", { bubbles: true }));
  });
}

// A file dropped beside the place must not take the page, and what was typed, away.
if (document.querySelector(".drop")) {
  for (const name of ["dragover", "drop"]) {
    window.addEventListener(name, (event) => event.preventDefault());
  }
}
