// Good news leaves after six seconds, unless looked at; errors stay until dismissed.
(() => {
  "use strict";

  const corner = document.getElementById("toasts");

  function show(tone, text) {
    const toast = document.getElementById(`toast-${tone}`).content.firstElementChild.cloneNode(true);
    toast.querySelector(".toast__text").textContent = text;
    corner.append(toast);
    settle(toast);
  }

  function settle(toast) {
    toast.querySelector(".toast__close").addEventListener("click", () => toast.remove());
    if (toast.dataset.tone !== "completed") return;
    let timer = setTimeout(() => toast.remove(), 6000);
    toast.addEventListener("pointerenter", () => clearTimeout(timer));
    toast.addEventListener("pointerleave", () => {
      timer = setTimeout(() => toast.remove(), 3000);
    });
  }

  if (!corner) return;
  corner.querySelectorAll("[data-toast]").forEach(settle);
  document.addEventListener("borgui:toast", (event) => show(event.detail.tone, event.detail.text));
  document.addEventListener("htmx:sendError", (event) => {
    if (event.detail.requestConfig.verb !== "get") show("failed", "BorgUi does not answer. Check the connection and try again.");
  });
  document.addEventListener("htmx:responseError", (event) => {
    const answer = event.detail.xhr;
    if (event.detail.requestConfig.verb === "get") return; // a refresh in the background; the page still shows what it knew
    const words = answer.getResponseHeader("X-Toast");
    show("failed", words ? decodeURIComponent(words) : `That did not work (${answer.status}). Try again.`);
  });
})();
