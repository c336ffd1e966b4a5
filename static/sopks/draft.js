// The form of a document keeps itself as a draft while it is written: every two seconds in which
// something was typed. What the server has not got yet stays in the page and, for this tab alone,
// in the session's store, so that a session that ends or a line that breaks loses nothing typed.
const form = document.getElementById("document-form");
const PAUSE = 2000;
const AGAIN = 10000;
const STORE = "sopks-draft ";

const keeper = {
  isDirty: false, // typed since the last one was made
  isFinal: false, // the person sends the form itself
  isStopped: false, // another window was faster, or the draft was sent off: only a person decides
  leavesFiles: false, // the last files were refused
  timer: null,
  waiting: null, // what is on its way, or has to be sent again just so
  current: null, // the answer that is awaited
};

const status = document.getElementById("draft-status");
const signedOut = document.getElementById("draft-signed-out");
const say = (text) => {
  if (status.textContent !== text) {
    status.textContent = text;
  }
};
const fileInputs = () => [...form.querySelectorAll("input[type=file]")];
const known = () => document.getElementById("draft");
const storeKey = () => `${STORE}${form.dataset.draft} ${location.pathname}`;

// Signing in again, in another tab, gives another token.
const freshToken = () => {
  const found = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/);
  if (found) {
    form.elements.csrfmiddlewaretoken.value = found[1];
  }
};

const body = () => {
  freshToken();
  const data = new FormData(form);
  data.set("keep", "1");
  data.delete("removed"); // files go when a person says so, not by themselves
  for (const input of fileInputs()) {
    const most = Number(input.dataset.most);
    const files = keeper.leavesFiles ? [] : [...input.files].filter((file) => file.size <= most);
    data.delete(input.name);
    for (const file of files) {
      data.append(input.name, file);
    }
  }
  return data;
};
const OURS = ["csrfmiddlewaretoken", "mark", "seen", "keep"];
const typedIn = (data) =>
  [...data].filter(([name, value]) => typeof value === "string" && !OURS.includes(name));
const isBlank = (data) =>
  [...data].every(
    ([name, value]) => OURS.includes(name) || name === "sensitivity" || (!value.size && !String(value).trim()),
  ) && ![...data].some(([, value]) => value.size);

// What the server has not got, for this tab and this person; never of a secret document.
const remember = () => {
  if (form.elements.sensitivity.value === form.dataset.secret) {
    return;
  }
  const data = body();
  const marks = [data.get("seen"), keeper.waiting?.get("mark") ?? data.get("mark")];
  sessionStorage.setItem(storeKey(), JSON.stringify({ marks, typed: typedIn(data) }));
};
const forget = () => sessionStorage.removeItem(storeKey());

const take = (part, sent) => {
  const ticked = [...known().querySelectorAll("input:checked")].map((each) => each.value);
  forget();
  known().replaceWith(part);
  for (const box of part.querySelectorAll("input[type=checkbox]")) {
    box.checked = ticked.includes(box.value);
  }
  for (const input of fileInputs()) {
    const names = sent.getAll(input.name);
    const isSent = input.files.length && [...input.files].every((file) => names.includes(file));
    if (isSent) {
      input.value = "";
      input.dispatchEvent(new Event("change"));
    }
  }
  if (part.dataset.page && !form.action.endsWith(part.dataset.page)) {
    form.action = part.dataset.page;
    history.replaceState(null, "", part.dataset.page);
    const link = signedOut.querySelector("a");
    link.href = `${link.pathname}?next=${encodeURIComponent(part.dataset.page)}`;
  }
};

// The text is kept without the files that were refused.
const leaveFiles = (text) => {
  keeper.waiting = null;
  keeper.isDirty = !keeper.leavesFiles;
  keeper.leavesFiles = true;
  say(text);
};

const later = (text) => {
  remember();
  say(text);
  plan(AGAIN);
};

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
  const part = page.getElementById("draft");
  keeper.waiting = null;
  if (answer.status === 200) {
    take(document.adoptNode(part), sent);
  }
  keeper.isStopped = answer.status === 409;
  if (answer.status === 422 && fileInputs().some((input) => input.files.length)) {
    leaveFiles(part.dataset.said);
    return;
  }
  say(part.dataset.said);
};

const send = async () => {
  const sent = (keeper.waiting ??= body());
  freshToken();
  sent.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  keeper.isDirty = false;
  try {
    const answer = await fetch(form.action, {
      method: "POST",
      body: sent,
      headers: { "HX-Request": "true" },
      redirect: "manual",
      keepalive: document.visibilityState === "hidden" && !fileInputs().some((each) => each.files.length),
    });
    await answered(answer, sent);
  } catch {
    later(form.dataset.offline);
  }
};

const keep = async () => {
  clearTimeout(keeper.timer);
  keeper.timer = null;
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

const plan = (pause) => {
  if (!keeper.isFinal) {
    keeper.timer ??= setTimeout(keep, pause);
  }
};

const typed = (event) => {
  if (event.target.type !== "file" && event.target.name !== "removed") {
    keeper.isDirty = true;
    plan(PAUSE);
  }
};

const chosen = (event) => {
  if (event.target.type === "file" && event.target.files.length) {
    say(form.dataset.keeping);
    keeper.leavesFiles = false;
    keeper.isDirty = true;
    plan(0);
  }
};

// Before the person's own sending what was typed is kept, so that nothing goes down with a session
// that has ended: then the page stays. The server says itself what it refuses.
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
  const seen = known().querySelector("[name=seen]");
  for (const [name, value] of left.typed) {
    if (form.elements[name] && form.elements[name].value !== value) {
      form.elements[name].value = value;
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
