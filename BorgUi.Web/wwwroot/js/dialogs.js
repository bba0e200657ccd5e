// Opens and closes <dialog> by data attributes, holds the button back until a phrase is typed, closes menus on the way out.
(() => {
  "use strict";

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens)?.showModal();

    const closer = event.target.closest("[data-closes]");
    if (closer) document.getElementById(closer.dataset.closes)?.close();

    if (event.target instanceof HTMLDialogElement) event.target.close();

    for (const menu of document.querySelectorAll("details.menu[open]")) {
      if (!menu.contains(event.target)) menu.open = false;
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    for (const menu of document.querySelectorAll("details.menu[open]")) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  function guard(input) {
    const button = input.form.querySelector("[type=submit]");
    button.disabled = input.value !== input.dataset.phrase;
  }

  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-phrase]")) guard(event.target);
  });

  document.addEventListener("htmx:load", () => document.querySelectorAll("[data-phrase]").forEach(guard));
  document.querySelectorAll("[data-phrase]").forEach(guard);
})();
