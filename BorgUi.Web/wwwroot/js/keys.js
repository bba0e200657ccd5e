// "/" searches, "g" and a letter goes, "?" explains. Never while somebody types.
(() => {
  "use strict";

  let going = false;

  function typing(target) {
    return target.closest("input, textarea, select, [contenteditable]") !== null;
  }

  function visible(selector) {
    return [...document.querySelectorAll(selector)].find((element) => element.offsetParent !== null);
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target) || document.querySelector("dialog[open]")) return;
    if (going) {
      going = false;
      document.querySelector(`[data-go="${CSS.escape(event.key)}"]`)?.click();
      return;
    }
    if (event.key === "g") {
      going = true;
      setTimeout(() => (going = false), 1500);
    } else if (event.key === "/") {
      event.preventDefault();
      (visible("main input[type=search]") ?? visible("[data-search]"))?.focus();
    } else if (event.key === "?") {
      document.getElementById("keys")?.showModal();
    }
  });
})();
