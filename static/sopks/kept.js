// What is typed into the form of a deed stays in this tab until the deed is done: a session that
// ends, a line that breaks or a way back loses nothing. Nothing leaves the computer; a closed tab
// forgets it, and so does the tab when another person signs in.
const STORE = "sopks-deed ";
const SENT = "sopks-sent";
const LEFT_OUT = new Set(["csrfmiddlewaretoken", "page"]);

const words = document.querySelector(".all-deeds").dataset;

const keyOf = (form) => `${STORE}${words.person} ${new URL(form.action).pathname}`;

const keep = (form) => {
  const typed = [...new FormData(form)]
    .filter(([name, value]) => typeof value === "string" && value && !LEFT_OUT.has(name))
    .map(([name, value]) => [name, value, form.elements.namedItem(name).defaultValue ?? ""]);
  sessionStorage.setItem(keyOf(form), JSON.stringify(typed));
};

const say = (form, text) => {
  const status = form.querySelector(".kept-status");
  status.textContent = text;
  status.hidden = false;
};

// Fill in one field, unless the server sends something else than it did before it was typed.
// Returns whether something was filled in.
const fill = (field, value, before) => {
  if (["radio", "checkbox"].includes(field.type)) {
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

// What was typed may have been sent, and only its answer lost: under its old mark the server knows it.
const takeMark = (form, typed) => {
  const [, mark] = typed.find(([name]) => name === "mark") ?? [];
  if (mark && form.elements.mark) {
    form.elements.mark.value = mark;
  }
};

const restore = (form) => {
  const typed = JSON.parse(sessionStorage.getItem(keyOf(form)) ?? "[]");
  const isFilled = typed.filter(([name]) => name !== "mark").map(([name, value, before]) =>
    [...form.elements]
      .filter((field) => field.name === name)
      .some((field) => fill(field, value, before)),
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

// Before the guard against sending twice: what cannot be sent is not on its way.
const onSubmit = (event) => {
  const form = event.target;
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
    sessionStorage.removeItem(sessionStorage.getItem(SENT));
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

const forms = document.querySelectorAll("form[data-kept]");
forgetWhatIsDone();
forgetOthers();
for (const form of forms) {
  restore(form);
  form.addEventListener("input", () => keep(form));
}
document.addEventListener("submit", onSubmit, true);
window.addEventListener("online", () => {
  for (const status of document.querySelectorAll(".kept-status")) {
    status.hidden = true;
  }
});
