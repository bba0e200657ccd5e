// Opens and closes <dialog> by data attributes, holds the button back until a phrase is typed, closes menus on the way out.
// A link may open a dialog: where there is no dialog, or no script, it leads to the page with the same form.
(() => {
  "use strict";

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    const closed = opener && document.getElementById(opener.dataset.opens);
    if (closed) {
      event.preventDefault();
      closed.showModal();
    }

    const closer = event.target.closest("[data-closes]");
    const opened = closer?.closest("dialog[open]");
    if (opened && opened.id === closer.dataset.closes) {
      event.preventDefault();
      opened.close();
    }

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
