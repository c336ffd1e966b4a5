// The form of a document keeps itself as a draft while it is written: every two seconds in which
// something was typed. What the server has not got yet stays in the page and, for this tab alone,
// in the session's store, so that a session that ends or a line that breaks loses nothing typed.
const form = /** @type {HTMLFormElement} */ (document.getElementById("document-form"));
const PAUSE = 2000;
const AGAIN = 10000;
const STORE = "sopks-draft ";

const keeper = {
  isDirty: false, // typed since the last one was made
  isFinal: false, // the person sends the form itself
  isStopped: false, // another window was faster, or the draft was sent off: only a person decides
  leavesFiles: false, // the last files were refused
  timer: /** @type {ReturnType<typeof setTimeout> | undefined} */ (undefined),
  /** @type {FormData | null} */
  waiting: null, // what is on its way, or has to be sent again just so
  /** @type {Promise<void> | null} */
  current: null, // the answer that is awaited
};

/** @param {string} id of what the page always has */
const part = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
const status = part("draft-status");
const signedOut = part("draft-signed-out");
/** @param {string | undefined} text */
const say = (text) => {
  if (status.textContent !== text) {
    status.textContent = text ?? "";
  }
};
/** @param {string} name */
const named = (name) => /** @type {HTMLInputElement} */ (form.elements.namedItem(name));
const fileInputs = () => [...form.querySelectorAll(/** @type {"input"} */ ("input[type=file]"))];
/** @param {HTMLInputElement} input */
const filesOf = (input) => [...(input.files ?? [])];
const hasFiles = () => fileInputs().some((input) => filesOf(input).length);
const known = () => part("draft");
const storeKey = () => `${STORE}${form.dataset.draft} ${location.pathname}`;

// Signing in again, in another tab, gives another token.
const freshToken = () => {
  const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (found) {
    named("csrfmiddlewaretoken").value = found[1];
  }
};

const body = () => {
  freshToken();
  const data = new FormData(form);
  data.set("keep", "1");
  data.delete("removed"); // files go when a person says so, not by themselves
  for (const input of fileInputs()) {
    const most = Number(input.dataset.most);
    const files = keeper.leavesFiles ? [] : filesOf(input).filter((file) => file.size <= most);
    data.delete(input.name);
    for (const file of files) {
      data.append(input.name, file);
    }
  }
  return data;
};
const OURS = ["csrfmiddlewaretoken", "mark", "seen", "keep"];
/** @param {FormData} data */
const typedIn = (data) =>
  [...data].filter(([name, value]) => typeof value === "string" && !OURS.includes(name));
/** @param {FormData} data */
const isBlank = (data) =>
  [...data].every(([name, value]) =>
    typeof value === "string"
      ? OURS.includes(name) || name === "sensitivity" || !value.trim()
      : !value.size,
  );

// What the server has not got, for this tab and this person; never of a secret document.
const remember = () => {
  if (named("sensitivity").value === form.dataset.secret) {
    return;
  }
  const data = body();
  const marks = [data.get("seen"), keeper.waiting?.get("mark") ?? data.get("mark")];
  sessionStorage.setItem(storeKey(), JSON.stringify({ marks, typed: typedIn(data) }));
};
const forget = () => sessionStorage.removeItem(storeKey());

const boxes = /** @type {"input"} */ ("input[type=checkbox]");

/** @param {HTMLElement} answer @param {FormData} sent */
const take = (answer, sent) => {
  const ticked = [...known().querySelectorAll(boxes)]
    .filter((box) => box.checked)
    .map((box) => box.value);
  forget();
  known().replaceWith(answer);
  for (const box of answer.querySelectorAll(boxes)) {
    box.checked = ticked.includes(box.value);
  }
  for (const input of fileInputs()) {
    const names = sent.getAll(input.name);
    const files = filesOf(input);
    if (files.length && files.every((file) => names.includes(file))) {
      input.value = "";
      input.dispatchEvent(new Event("change"));
    }
  }
  const { page } = answer.dataset;
  if (page && !form.action.endsWith(page)) {
    form.action = page;
    history.replaceState(null, "", page);
    const link = /** @type {HTMLAnchorElement} */ (signedOut.querySelector("a"));
    link.href = `${link.pathname}?next=${encodeURIComponent(page)}`;
  }
};

// The text is kept without the files that were refused.
/** @param {string | undefined} text */
const leaveFiles = (text) => {
  keeper.waiting = null;
  keeper.isDirty = !keeper.leavesFiles;
  keeper.leavesFiles = true;
  say(text);
};

/** @param {string | undefined} text */
const later = (text) => {
  remember();
  say(text);
  plan(AGAIN);
};

/** @param {Response} answer @param {FormData} sent */
const answered = async (answer, sent) => {
  const isSignedOut = answer.type === "opaqueredirect";
  signedOut.hidden = !isSignedOut;
  if (isSignedOut) {
    later("");
    return;
  }
  if ([400, 413].includes(answer.status)) {
    leaveFiles(form.dataset.tooMuch);
    return;
  }
  if (![200, 409, 422].includes(answer.status)) {
    later(form.dataset.later);
    return;
  }
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const came = /** @type {HTMLElement} */ (page.getElementById("draft"));
  keeper.waiting = null;
  if (answer.status === 200) {
    take(document.adoptNode(came), sent);
  }
  keeper.isStopped = answer.status === 409;
  if (answer.status === 422 && hasFiles()) {
    leaveFiles(came.dataset.said);
    return;
  }
  say(came.dataset.said);
};

const send = async () => {
  const sent = keeper.waiting ?? body();
  keeper.waiting = sent;
  freshToken();
  sent.set("csrfmiddlewaretoken", named("csrfmiddlewaretoken").value);
  keeper.isDirty = false;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: sent,
      headers: { "HX-Request": "true" },
      redirect: "manual",
      keepalive: document.visibilityState === "hidden" && !hasFiles(),
    });
    await answered(answer, sent);
  } catch {
    later(form.dataset.offline);
  }
};

const keep = async () => {
  clearTimeout(keeper.timer);
  keeper.timer = undefined;
  while (keeper.current) {
    await keeper.current;
  }
  if (keeper.isStopped || !(keeper.waiting || (keeper.isDirty && !isBlank(body())))) {
    return;
  }
  keeper.current = send();
  await keeper.current;
  keeper.current = null;
  if (keeper.isDirty && !keeper.isFinal) {
    plan(PAUSE);
  }
};

/** @param {number} pause */
const plan = (pause) => {
  if (!keeper.isFinal) {
    keeper.timer ??= setTimeout(keep, pause);
  }
};

/** @param {Event} event */
const typed = (event) => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (field.type !== "file" && field.name !== "removed") {
    keeper.isDirty = true;
    plan(PAUSE);
  }
};

/** @param {Event} event */
const chosen = (event) => {
  const field = /** @type {HTMLInputElement} */ (event.target);
  if (field.type === "file" && filesOf(field).length) {
    say(form.dataset.keeping);
    keeper.leavesFiles = false;
    keeper.isDirty = true;
    plan(0);
  }
};

// Before the person's own sending what was typed is kept, so that nothing goes down with a session
// that has ended: then the page stays. The server says itself what it refuses.
/** @param {SubmitEvent} event */
const submitted = async (event) => {
  freshToken();
  const isKept = !keeper.isDirty && !keeper.waiting && !keeper.current;
  if (keeper.isFinal || keeper.isStopped || isKept) {
    keeper.isFinal = true;
    return;
  }
  event.preventDefault();
  event.stopImmediatePropagation();
  await keep();
  if (keeper.isDirty && !keeper.waiting) {
    await keep();
  }
  await new Promise((go) => {
    setTimeout(go); // a form takes no second sending while it tells of the first
  });
  if (!keeper.waiting) {
    keeper.isFinal = true;
    form.requestSubmit(event.submitter);
  }
};

// What another person left in this tab is theirs; what this one left comes back.
const bringBack = () => {
  for (const key of Object.keys(sessionStorage)) {
    if (key.startsWith(STORE) && !key.startsWith(`${STORE}${form.dataset.draft} `)) {
      sessionStorage.removeItem(key);
    }
  }
  const left = JSON.parse(sessionStorage.getItem(storeKey()) ?? "null");
  if (!left) {
    return;
  }
  const seen = /** @type {HTMLInputElement} */ (known().querySelector("[name=seen]"));
  for (const [name, value] of left.typed) {
    const field = named(name);
    if (field && field.value !== value) {
      field.value = value;
      keeper.isDirty = true;
    }
  }
  if (!left.marks.includes(seen.value)) {
    [seen.value] = left.marks; // kept elsewhere since: the server says so
  }
  forget();
  if (keeper.isDirty) {
    say(form.dataset.back);
    plan(PAUSE);
  }
};

if (form) {
  form.addEventListener("input", typed);
  form.addEventListener("change", chosen);
  form.addEventListener("submit", submitted);
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && keeper.isDirty) {
      remember();
      keep();
    }
  });
  window.addEventListener("pagehide", () => {
    if (!keeper.isFinal && (keeper.isDirty || keeper.waiting)) {
      remember();
    }
  });
  window.addEventListener("online", keep);
  window.addEventListener("pageshow", () => {
    keeper.isFinal = false;
  });
  bringBack();
}
