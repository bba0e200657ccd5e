// Light, dark or like the system: kept in a cookie that the server reads, so that no page flashes in the wrong one.
(() => {
  "use strict";

  function choose(theme) {
    const year = 60 * 60 * 24 * 365;
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `borgui-theme=${theme}; Path=/; Max-Age=${year}; SameSite=Lax${secure}`;
    if (theme === "auto") document.documentElement.removeAttribute("data-theme");
    else document.documentElement.dataset.theme = theme;
    for (const button of document.querySelectorAll("[data-set-theme]")) {
      button.setAttribute("aria-pressed", String(button.dataset.setTheme === theme));
    }
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-set-theme]");
    if (button) choose(button.dataset.setTheme);
  });
})();
