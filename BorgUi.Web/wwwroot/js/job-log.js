// The log of one job: fetches the lines, takes new ones from the bus in order, fills gaps by fetching, and lets
// people follow, filter and search. Rows out of sight are not laid out (css/parts/log.css).
(() => {
  "use strict";

  const view = document.querySelector("[data-log]");
  if (!view) return;

  const list = view.querySelector("[data-log-lines]");
  const state = view.querySelector("[data-log-state]");
  const search = view.querySelector("[data-log-search]");
  const level = view.querySelector("[data-log-level]");
  const follow = view.querySelector("[data-log-follow]");
  const levels = ["debug", "info", "warning", "error"];
  const mostRows = 5000;
  const longFrom = 1500;

  let last = 0;
  let all = 0;
  let shown = 0;
  let waiting = [];
  let fetching = false;
  let again = false;
  let isComplete = false;
  let removedAt = null;

  async function fetchMore() {
    if (fetching) {
      again = true;
      return;
    }
    fetching = true;
    try {
      do {
        again = false;
        await fetchToEnd();
      } while (again);
    } catch {
      state.textContent = "The log could not be fetched. It goes on as soon as the page is live again.";
    } finally {
      fetching = false;
    }
  }

  async function fetchToEnd() {
    for (;;) {
      const answer = await fetch(`${view.dataset.logUrl}&after=${last}`, { headers: { Accept: "application/json" } });
      if (!answer.ok) throw new Error(`log answered ${answer.status}`);
      const page = await answer.json();
      append(page.items);
      last = Math.max(last, page.next);
      isComplete = page.is_complete;
      removedAt = page.removed_at;
      if (page.items.length === 0) break;
    }
    tell();
  }

  // Rows are made once a frame at most, and never more than stay: borg can name thousands of files a second.
  function append(lines) {
    for (const line of lines) {
      if (line.number <= last) continue;
      if (line.number > last + 1) waiting.push({ missing: line.number - last - 1 });
      waiting.push(line);
      last = line.number;
      all++;
    }
    if (waiting.length > 0) requestAnimationFrame(draw);
  }

  function draw() {
    if (waiting.length === 0) return;
    const rows = document.createDocumentFragment();
    for (const line of waiting.slice(-mostRows)) rows.append(line.missing ? gap(line.missing) : row(line));
    waiting = [];
    shown += rows.querySelectorAll(".log__line:not([hidden])").length;
    list.append(rows);
    while (list.childElementCount > mostRows) {
      const oldest = list.firstElementChild;
      if (oldest.dataset.level && !oldest.hidden) shown--;
      oldest.remove();
    }
    if (list.childElementCount > longFrom) list.dataset.long = "";
    if (follow.checked) list.scrollTop = list.scrollHeight;
    tell();
  }

  function row(line) {
    const item = document.createElement("li");
    item.className = "log__line";
    item.dataset.level = line.level;
    const time = document.createElement("time");
    time.dateTime = line.at;
    time.textContent = new Date(line.at).toLocaleTimeString([], { hour12: false });
    time.title = new Date(line.at).toLocaleString();
    const word = document.createElement("span");
    word.className = "log__level";
    word.textContent = line.level;
    const text = document.createElement("span");
    text.className = "log__text";
    text.textContent = line.message;
    item.append(time, word, text);
    filter(item);
    return item;
  }

  function gap(lines) {
    const item = document.createElement("li");
    item.className = "log__gap";
    item.textContent = `${borgui.format.count(lines)} ${lines === 1 ? "line was" : "lines were"} left out here to keep the log within its limit`;
    return item;
  }

  function filter(item) {
    if (!item.dataset.level) return;
    const text = item.lastElementChild;
    const words = text.textContent;
    const wanted = search.value.toLowerCase();
    const at = wanted ? words.toLowerCase().indexOf(wanted) : -1;
    item.hidden = levels.indexOf(item.dataset.level) < levels.indexOf(level.value) || (wanted !== "" && at < 0);
    if (at >= 0) {
      const mark = document.createElement("mark");
      mark.textContent = words.slice(at, at + wanted.length);
      text.replaceChildren(words.slice(0, at), mark, words.slice(at + wanted.length));
    } else if (text.firstElementChild) {
      text.textContent = words;
    }
  }

  function filterAll() {
    for (const item of list.children) filter(item);
    shown = list.querySelectorAll(".log__line:not([hidden])").length;
    tell();
  }

  function tell() {
    const { count } = borgui.format;
    if (removedAt) {
      state.textContent = `The log was removed on ${new Date(removedAt).toLocaleDateString()}, because the job ended long ago. Its figures stay.`;
      return;
    }
    const lines = shown === all ? `${count(all)} lines` : `${count(shown)} of ${count(all)} lines shown`;
    state.textContent = isComplete ? `${lines}. The job has ended.` : `${lines}. More will come.`;
  }

  document.addEventListener("borgui:log", ({ detail: batch }) => {
    if (batch.job_id !== view.dataset.log || batch.lines.length === 0) return;
    if (fetching || batch.lines[0].number > last + 1) fetchMore();
    else append(batch.lines);
  });

  let typing = 0;
  search.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(filterAll, 120);
  });
  level.addEventListener("change", filterAll);
  follow.addEventListener("change", () => {
    if (follow.checked) list.scrollTop = list.scrollHeight;
  });
  list.addEventListener("wheel", (event) => {
    if (event.deltaY < 0) follow.checked = false;
  }, { passive: true });
  document.body.addEventListener("resync", fetchMore);
  document.body.addEventListener("jobs-changed", fetchMore);
  fetchMore();
})();
