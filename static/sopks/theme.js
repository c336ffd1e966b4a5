// Before anything is painted: dark where the person chose it, or chose nothing and the computer
// says so. The administration's pages have the choice in this script's own tag.
{
  const page = document.documentElement.dataset;
  const chosen = document.currentScript?.dataset.theme;
  if (chosen) {
    page.bsTheme = chosen;
  } else if (!page.bsTheme && matchMedia("(prefers-color-scheme: dark)").matches) {
    page.bsTheme = "dark";
  }
}
