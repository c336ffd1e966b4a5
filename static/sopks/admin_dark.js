// Before anything is painted: the administration's own mark of the dark theme that was chosen.
document.documentElement.dataset.theme = "dark";
