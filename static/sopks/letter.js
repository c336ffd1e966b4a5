// A letter over the whole screen: the arrows lead from page to page, + and - change the size, Escape
// closes. Without this the pages stand one below the other; two fingers do what they do everywhere.
const SIZES = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];

const reader = /** @type {HTMLElement} */ (document.querySelector(".letter-reader"));
const pages = [
  .../** @type {NodeListOf<HTMLElement>} */ (reader.querySelectorAll(".letter-pages > li")),
];
const bar = /** @type {HTMLElement} */ (reader.querySelector(".letter-bar"));
const tools = /** @type {HTMLElement} */ (reader.querySelector(".letter-tools"));
const at = reader.querySelector("output");
let size = SIZES.indexOf(1);

/** Which page stands below the bar: the first that reaches further down than the upper third. */
const current = () => {
  const third = window.innerHeight / 3;
  const found = pages.findIndex((page) => page.getBoundingClientRect().bottom > third);
  return found < 0 ? pages.length - 1 : found;
};

const tell = () => {
  if (at) {
    const number = String(Number(at.dataset.first) + current());
    const said = (reader.dataset.page ?? "").replace("{number}", number);
    const text = said.replace("{count}", at.dataset.count ?? "");
    if (at.textContent !== text) {
      at.textContent = text;
    }
  }
};

/** @param {number} by */
const turn = (by) => {
  const page = pages[current() + by];
  const further = by > 0 ? "next" : "prev";
  if (page) {
    page.scrollIntoView({ block: "start", behavior: "instant" });
  } else {
    /** @type {HTMLAnchorElement | null} */
    (reader.querySelector(`a[rel="${further}"]`))?.click();
  }
};

/**
 * Another size, with the same place of the same page in sight.
 * @param {number} by
 */
const resize = (by) => {
  size = Math.min(Math.max(size + by, 0), SIZES.length - 1);
  const page = pages[current()] ?? reader;
  const before = page.getBoundingClientRect();
  const share = (bar.offsetHeight - before.top) / before.height;
  reader.style.setProperty("--letter-size", String(SIZES[size]));
  const after = page.getBoundingClientRect();
  const top = after.top + share * after.height - bar.offsetHeight;
  window.scrollBy({ top, behavior: "instant" });
};

const isWider = () => document.documentElement.scrollWidth > window.innerWidth;

/** @type {Record<string, () => void>} */
const keys = {
  ArrowLeft: () => turn(-1),
  ArrowRight: () => turn(1),
  "+": () => resize(1),
  "=": () => resize(1),
  "-": () => resize(-1),
  Escape: () => /** @type {HTMLElement} */ (reader.querySelector(".letter-close")).click(),
};

document.addEventListener("keydown", (event) => {
  const isArrow = event.key.startsWith("Arrow");
  const deed = keys[event.key];
  // What the browser does with a key goes first: its own zoom, and moving a page that is too wide.
  if (!deed || event.ctrlKey || event.metaKey || event.altKey || (isArrow && isWider())) {
    return;
  }
  event.preventDefault();
  deed();
});

/** @type {Record<string, () => void>} */
const buttons = {
  ".letter-previous": () => turn(-1),
  ".letter-next": () => turn(1),
  ".letter-smaller": () => resize(-1),
  ".letter-larger": () => resize(1),
};
for (const [name, deed] of Object.entries(buttons)) {
  tools.querySelector(name)?.addEventListener("click", deed);
}

tools.hidden = !tools.childElementCount;
window.addEventListener("scroll", () => requestAnimationFrame(tell), { passive: true });
tell();
