// Before anything is painted: dark where the computer says so, unless the person chose.
if (
  !document.documentElement.dataset.bsTheme &&
  matchMedia("(prefers-color-scheme: dark)").matches
) {
  document.documentElement.dataset.bsTheme = "dark";
}
