// Passkeys: shown where the browser has them, with a sentence where one was not used.

if (window.PublicKeyCredential) {
  for (const part of document.querySelectorAll("[data-passkey]")) {
    part.removeAttribute("hidden");
  }
  for (const part of document.querySelectorAll("[data-without-passkeys]")) {
    part.setAttribute("hidden", "");
  }
}

document.addEventListener("allauth.error", (event) => {
  event.preventDefault();
  for (const sentence of document.querySelectorAll("[data-passkey-failed]")) {
    sentence.removeAttribute("hidden");
  }
});
