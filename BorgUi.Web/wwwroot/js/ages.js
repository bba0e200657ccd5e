// Keeps "6 h ago" true while the page stays open. The zone of the reader is added to the hover text.
(() => {
  "use strict";

  const local = new Intl.DateTimeFormat(undefined, { dateStyle: "full", timeStyle: "long" });

  function refresh() {
    const now = Date.now();
    for (const element of document.querySelectorAll("time[data-age]")) {
      const at = Date.parse(element.dateTime);
      const words = borgui.format.age(at, now);
      if (element.textContent !== words) element.textContent = words;
      if (!element.dataset.local) {
        element.dataset.local = "true";
        element.title = local.format(at);
      }
    }
  }

  refresh();
  setInterval(refresh, 15000);
  document.addEventListener("htmx:load", refresh);
})();
