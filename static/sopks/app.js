// A second click on a button that is already sending must not send twice. The server refuses the
// second deed anyhow; this only spares people the refusal.
document.addEventListener("submit", (event) => {
  const form = /** @type {HTMLFormElement} */ (event.target);
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (form.method === "post") {
    form.dataset.sent = "yes";
    form.setAttribute("aria-busy", "true");
  }
});

// An open menu closes when somebody goes on elsewhere, or presses Escape.
const menus = /** @type {"details"} */ ("details.bar-menu[open]");
/** @param {Element | null} [except] */
const closeMenus = (except) => {
  for (const menu of document.querySelectorAll(menus)) {
    if (menu !== except) {
      menu.open = false;
    }
  }
};
document.addEventListener("click", (event) => {
  closeMenus(/** @type {Element} */ (event.target).closest("details.bar-menu"));
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape") {
    const menu = document.activeElement?.closest(menus);
    closeMenus();
    menu?.querySelector("summary")?.focus();
  }
});

// Coming back by the browser's back button shows the page as it was: let its forms work again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll(/** @type {"form"} */ ("form[data-sent]"))) {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  }
});

// A part that htmx fetches takes its place in the page. Where a whole page came instead, somebody is
// no longer signed in: the page is loaded anew, which leads to signing in and back.
document.addEventListener("htmx:beforeSwap", (event) => {
  const { detail } = /** @type {CustomEvent} */ (event);
  const { requestPath, responsePath } = detail.pathInfo;
  if (responsePath && responsePath.split("?")[0] !== requestPath.split("?")[0]) {
    detail.shouldSwap = false;
    window.location.reload();
  }
});

// After a deed on the desk its button is gone: the focus goes to what is said about it, and the
// page stays where it was.
document.addEventListener("htmx:afterSwap", (event) => {
  if (/** @type {CustomEvent} */ (event).detail.requestConfig?.verb === "post") {
    document.getElementById("desk-said")?.focus({ preventScroll: true });
  }
});

// What could not be sent can be sent again.
document.addEventListener("htmx:afterRequest", (event) => {
  if (event.target instanceof HTMLElement) {
    delete event.target.dataset.sent;
    event.target.removeAttribute("aria-busy");
  }
});

// What Word and Excel copy is a table twice: as text with tabs and as HTML, which knows merged
// cells. A field of text takes only the first; the second goes along in a hidden one, the table
// alone, and is dropped as soon as the text is changed by hand.
/** @type {HTMLInputElement | null} */
const pasted = document.querySelector("input[data-paste]");
const text = pasted?.form?.querySelector("textarea");
if (pasted && text) {
  text.addEventListener("paste", (event) => {
    const copied = event.clipboardData?.getData("text/html") ?? "";
    // The content security policy would complain about styles, so they go under another name: what
    // Excel hides and strikes through stands in them alone.
    const plain = copied
      .replace(/<(\/?)style\b/gi, "<$1data-style")
      .replace(/(\s)style\s*=/gi, "$1data-style=");
    const page = new DOMParser().parseFromString(plain, "text/html");
    for (const needless of page.querySelectorAll("script, xml, meta, link")) {
      needless.remove();
    }
    // What a picture shows is not needed, what is said of it is; it may be large.
    for (const picture of page.querySelectorAll("img, svg image")) {
      for (const name of ["src", "srcset", "href", "xlink:href"]) {
        picture.removeAttribute(name);
      }
    }
    const found = page.querySelector("table") && !text.value.trim();
    setTimeout(() => {
      pasted.value = found ? page.body.innerHTML : "";
    });
  });
  text.addEventListener("input", (event) => {
    if (/** @type {InputEvent} */ (event).inputType !== "insertFromPaste") {
      pasted.value = "";
    }
  });
}

// "/" and Ctrl+K lead to the search: to its field where the bar shows one, else to its page.
document.addEventListener("keydown", (event) => {
  const isTyping = /** @type {Element} */ (event.target).closest("input, select, textarea");
  const isAsked =
    (event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey) ||
    (event.key === "k" && (event.ctrlKey || event.metaKey));
  /** @type {HTMLInputElement | null} */
  const field = document.querySelector("#bar-words");
  if (isAsked && field?.form) {
    event.preventDefault();
    if (field.checkVisibility()) {
      field.focus();
    } else {
      window.location.assign(field.form.action);
    }
  }
});
