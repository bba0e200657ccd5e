// Patches the figures of the jobs on the page in place, at most four times a second each. A change of state is not
// patched: the part of the page asks the server for itself again.
(() => {
  "use strict";

  const newest = new Map(); // job id -> last update that was not older than what is shown
  const highest = new Map(); // job id + attempt -> percent; it never runs backwards
  const states = new Map(); // job id -> status last seen
  const waiting = new Set();
  const pause = 250;
  const { bytes, duration, count } = borgui.format;

  const parts = (job) => document.querySelectorAll(`[data-job="${CSS.escape(job)}"]`);

  document.addEventListener("borgui:update", ({ detail: update }) => {
    const known = newest.get(update.job_id);
    if (known && known.sequence >= update.sequence) return;
    newest.set(update.job_id, update);
    if (states.get(update.job_id) !== update.status) changed(update);
    else schedule(update.job_id);
  });

  let telling = 0;
  let changes = 0; // of the state of any job

  function changed(update) {
    states.set(update.job_id, update.status);
    changes++;
    for (const part of parts(update.job_id)) {
      if (part.dataset.status === update.status) continue;
      announce(part.dataset.subject, update.status);
      htmx.trigger(part, "job-changed");
    }
    tell();
  }

  function tell() {
    clearTimeout(telling);
    telling = setTimeout(() => htmx.trigger(document.body, "jobs-changed"), 300);
  }

  // While a part is being fetched it hears nothing, and htmx forgets with it what it was asked meanwhile: ask again.
  document.addEventListener("htmx:beforeSend", ({ detail }) => {
    detail.xhr.changes = changes;
  });

  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    for (const [job, update] of newest) {
      for (const part of parts(job)) {
        if (update.sequence > Number(part.dataset.sequence) && update.status !== part.dataset.status) htmx.trigger(part, "job-changed");
      }
    }
    if (detail.xhr?.changes < changes) tell();
  });

  function announce(subject, status) {
    const announcer = document.getElementById("announcer");
    if (announcer) announcer.textContent = `${subject}: ${status.replaceAll("_", " ")}`;
  }

  function schedule(job) {
    if (waiting.has(job)) return;
    waiting.add(job);
    apply(job);
    setTimeout(() => {
      waiting.delete(job);
      apply(job);
    }, pause);
  }

  function apply(job) {
    const update = newest.get(job);
    for (const part of parts(job)) {
      if (update.status !== part.dataset.status || update.sequence <= Number(part.dataset.sequence)) continue;
      part.dataset.sequence = update.sequence;
      patch(part, update);
    }
  }

  function patch(part, update) {
    const text = (name, value) => {
      const element = part.querySelector(`[data-live="${name}"]`);
      if (element && value !== undefined && element.textContent !== value) element.textContent = value;
    };
    text("message", update.message ?? "Working");
    percent(part, update);
    if (update.bytes_transferred != null) text("bytes", bytes(update.bytes_transferred));
    if (update.files_processed != null) text("files", count(update.files_processed));
    text("speed", update.speed_bytes == null ? "unknown" : `${bytes(update.speed_bytes)}/s`);
    text("eta", update.eta_seconds == null ? "unknown" : `about ${duration(update.eta_seconds)}`);
    file(part.querySelector('[data-live="file"]'), update.current_file ?? "");
  }

  function percent(part, update) {
    const bar = part.querySelector('[data-live="bar"]');
    const figure = part.querySelector('[data-live="percent"]');
    if (!bar || update.percent == null) return;
    const run = `${update.job_id}/${part.dataset.attempt}`;
    const value = Math.max(update.percent, highest.get(run) ?? 0, bar.hasAttribute("value") ? bar.value : 0);
    highest.set(run, value);
    bar.value = value;
    figure.textContent = `${update.is_estimate ? "about " : ""}${Math.floor(value)} %`;
  }

  // The same place as CurrentFileTagHelper.Split: the file name stays, the way to it may give way.
  function file(element, path) {
    if (!element || element.title === path) return;
    const tailLength = 32;
    const slash = path.lastIndexOf("/");
    let at = slash > 0 && path.length - slash <= tailLength ? slash : Math.max(0, path.length - tailLength);
    if (at > 0 && /[\uDC00-\uDFFF]/.test(path[at])) at--;
    element.title = path;
    element.firstElementChild.textContent = path.slice(0, at);
    element.lastElementChild.textContent = path.slice(at);
  }

  // A part that came from the server may be a second behind what the bus already told: put the newer figures back at once.
  document.addEventListener("htmx:afterSwap", () => remember(document));

  function remember(root) {
    for (const part of root.querySelectorAll("[data-job]")) {
      const job = part.dataset.job;
      if (!newest.has(job) || newest.get(job).sequence <= Number(part.dataset.sequence)) states.set(job, part.dataset.status);
      const run = `${job}/${part.dataset.attempt}`;
      const bar = part.querySelector('[data-live="bar"]');
      if (bar?.hasAttribute("value") && highest.has(run) && bar.value < highest.get(run)) bar.value = highest.get(run);
      if (newest.has(job)) apply(job);
    }
  }

  remember(document);
})();
