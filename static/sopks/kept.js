// What is typed into the form of a deed stays in this tab until the deed is done: a session that
// ends, a line that breaks or a way back loses nothing. Nothing leaves the computer; a closed tab
// forgets it, and so does the tab when another person signs in.
const STORE = "sopks-deed ";
const SENT = "sopks-sent";
const LEFT_OUT = new Set(["csrfmiddlewaretoken", "page"]);

const deeds = /** @type {HTMLElement} */ (document.querySelector(".all-deeds"));
const words = deeds.dataset;

/** @typedef {[name: string, value: string, before: string]} Typed */
/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

/**
 * What of a form is a field with a value.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
const fieldsOf = (form, name) =>
  /** @type {Field[]} */ ([...form.elements]).filter((field) => field.name === name);

/** @param {HTMLFormElement} form */
const keyOf = (form) => `${STORE}${words.person} ${new URL(form.action).pathname}`;

/**
 * What a field had when it came; of several of one name, and of a list, nothing is asked.
 * @param {HTMLFormElement} form
 * @param {string} name
 */
const cameWith = (form, name) => {
  const field = form.elements.namedItem(name);
  return field && "defaultValue" in field ? field.defaultValue : "";
};

/** @param {HTMLFormElement} form */
const keep = (form) => {
  const typed = [...new FormData(form)]
    .filter(([name, value]) => typeof value === "string" && value && !LEFT_OUT.has(name))
    .map(([name, value]) => [name, value, cameWith(form, name)]);
  sessionStorage.setItem(keyOf(form), JSON.stringify(typed));
};

/** @param {HTMLFormElement} form @param {string | undefined} text */
const say = (form, text) => {
  /** @type {HTMLElement | null} */
  const status = form.querySelector(".kept-status");
  if (status) {
    status.textContent = text ?? "";
    status.hidden = false;
  }
};

/**
 * Fill in one field, unless the server sends something else than it did before it was typed.
 * Returns whether something was filled in.
 * @param {Field} field
 * @param {string} value
 * @param {string} before
 */
const fill = (field, value, before) => {
  if (field instanceof HTMLInputElement && ["radio", "checkbox"].includes(field.type)) {
    const isNew = field.value === value && !field.checked;
    field.checked ||= isNew;
    return isNew;
  }
  const isAsBefore = ["", before].includes(field.value) && field.type !== "file";
  if (!isAsBefore || field.value === value) {
    return false;
  }
  field.value = value;
  return field.value === value;
};

/**
 * What was typed may have been sent, and only its answer lost: under its old mark the server knows it.
 * @param {HTMLFormElement} form
 * @param {Typed[]} typed
 */
const takeMark = (form, typed) => {
  const [, mark] = typed.find(([name]) => name === "mark") ?? [];
  for (const field of mark ? fieldsOf(form, "mark") : []) {
    field.value = mark ?? "";
  }
};

/** @param {HTMLFormElement} form */
const restore = (form) => {
  /** @type {Typed[]} */
  const typed = JSON.parse(sessionStorage.getItem(keyOf(form)) ?? "[]");
  const isFilled = typed
    .filter(([name]) => name !== "mark")
    .map(([name, value, before]) =>
      fieldsOf(form, name).some((field) => fill(field, value, before)),
    );
  if (isFilled.includes(true)) {
    takeMark(form, typed);
    const details = form.closest("details");
    if (details) {
      details.open = true;
    }
    say(form, words.restored);
  }
};

/**
 * Before the guard against sending twice: what cannot be sent is not on its way.
 * @param {Event} event
 */
const onSubmit = (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (!form.matches("form[data-kept]")) {
    return;
  }
  keep(form);
  if (navigator.onLine) {
    sessionStorage.setItem(SENT, keyOf(form));
    return;
  }
  event.preventDefault();
  event.stopPropagation();
  say(form, words.offline);
};

const forgetWhatIsDone = () => {
  if (document.querySelector(".alert-success")) {
    sessionStorage.removeItem(sessionStorage.getItem(SENT) ?? "");
    sessionStorage.removeItem(SENT);
  }
};

const forgetOthers = () => {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(STORE) && !key.startsWith(`${STORE}${words.person} `)) {
      sessionStorage.removeItem(key);
    }
  }
};

const forms = document.querySelectorAll(/** @type {"form"} */ ("form[data-kept]"));
forgetWhatIsDone();
forgetOthers();
for (const form of forms) {
  restore(form);
  form.addEventListener("input", () => keep(form));
}
document.addEventListener("submit", onSubmit, true);
window.addEventListener("online", () => {
  for (const status of document.querySelectorAll(/** @type {"p"} */ (".kept-status"))) {
    status.hidden = true;
  }
});
