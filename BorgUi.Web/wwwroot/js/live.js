// The one connection to /hubs/jobs. It turns hub messages into DOM events and says whether the page is live:
//   borgui:update  detail = job_update record      borgui:log  detail = job_log record
//   resync         on <body>: fetch again what is shown (after each (re)connect, and when events may be missing)
//   jobs-changed   on <body>: a job came, went or changed its state
//   alarms-changed, maintenance-changed   on <body>: an alarm was raised or has cleared; a maintenance run began or ended
(() => {
  "use strict";

  const indicator = document.querySelector("[data-live-state]");
  const words = { live: "Live", reconnecting: "Reconnecting", connecting: "Connecting" };
  const pauses = [0, 500, 1000, 2000, 5000];
  const longestPause = 10000;

  const connection = new signalR.HubConnectionBuilder()
    .withUrl("/hubs/jobs")
    .withAutomaticReconnect({ nextRetryDelayInMilliseconds: (retry) => pauses[retry.previousRetryCount] ?? longestPause })
    .configureLogging(signalR.LogLevel.None)
    .build();

  function show(state) {
    if (!indicator || indicator.dataset.state === state) return;
    indicator.dataset.state = state;
    indicator.querySelector(".live__word").textContent = words[state];
  }

  // Join first, then fetch, then apply what is newer: nothing falls between the two.
  async function join() {
    await connection.invoke("watch_jobs");
    const log = document.querySelector("[data-log]");
    if (log) await connection.invoke("watch_job", log.dataset.log);
    show("live");
    htmx.trigger(document.body, "resync");
  }

  async function start(attempt = 0) {
    try {
      await connection.start();
      await join();
    } catch {
      show("reconnecting");
      setTimeout(() => start(attempt + 1), pauses[attempt] || longestPause);
    }
  }

  const emit = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
  connection.on("job_update", (update) => emit("borgui:update", update));
  connection.on("job_log", (lines) => emit("borgui:log", lines));
  connection.on("changed", (what) => htmx.trigger(document.body, `${what}-changed`));
  connection.on("resync", () => htmx.trigger(document.body, "resync"));
  connection.onreconnecting(() => show("reconnecting"));
  connection.onreconnected(() => join().catch(() => connection.stop()));
  connection.onclose(() => {
    show("reconnecting");
    start(1);
  });

  start();
})();
