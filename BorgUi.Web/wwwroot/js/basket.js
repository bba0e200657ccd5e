// What was chosen of an archive: kept over its folders until the tab is closed, shown in the bar [data-basket] and sent with its form.
// A folder stands for all that is in it, so what lies in a chosen folder is chosen with it.
(() => {
  "use strict";

  const { bytes: sized, count } = window.borgui.format;
  const bar = document.querySelector("[data-basket]");
  if (!bar) return;

  const key = `basket:${bar.dataset.basket}`;
  const chosen = new Map(JSON.parse(sessionStorage.getItem(key) ?? "[]"));

  const within = (path) => [...chosen.keys()].some((folder) => path.startsWith(`${folder}/`));

  function number(text) {
    return text === undefined || text === "" ? null : Number(text);
  }

  function toggle(box) {
    const path = box.dataset.pick;
    if (!box.checked) {
      chosen.delete(path);
    } else {
      for (const other of [...chosen.keys()]) if (other.startsWith(`${path}/`)) chosen.delete(other);
      chosen.set(path, { size: number(box.dataset.size), files: number(box.dataset.files) });
    }
    sessionStorage.setItem(key, JSON.stringify([...chosen]));
    show();
  }

  function sum(what) {
    const values = [...chosen.values()].map((entry) => entry[what]);
    return values.includes(null) ? null : values.reduce((total, value) => total + value, 0);
  }

  function show() {
    for (const box of document.querySelectorAll("[data-pick]")) {
      const path = box.dataset.pick;
      box.disabled = within(path);
      box.checked = chosen.has(path) || box.disabled;
      box.closest("tr").dataset.picked = box.checked;
    }
    bar.hidden = chosen.size === 0;
    const [files, bytes] = [sum("files"), sum("size")];
    bar.querySelector("[data-basket-count]").textContent = `${count(chosen.size)} chosen`;
    bar.querySelector("[data-basket-size]").textContent =
      [files === null ? null : `${count(files)} ${files === 1 ? "file" : "files"}`, bytes === null ? null : sized(bytes)].filter(Boolean).join(", ");
    // Each path as a JSON string, so that any name survives the way.
    bar.elements.paths.value = [...chosen.keys()].map((path) => JSON.stringify(path)).join("\n");
  }

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-pick]")) toggle(event.target);
  });
  document.addEventListener("htmx:load", show);
  bar.querySelector("[data-basket-clear]").addEventListener("click", () => {
    chosen.clear();
    sessionStorage.removeItem(key);
    show();
  });
  window.addEventListener("pageshow", show);
  show();
})();
