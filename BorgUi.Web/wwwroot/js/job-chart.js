// The speed of a running job since this page was opened, drawn from the updates as they come. The figures beside the
// bar say the same in words, so the picture is hidden from screen readers.
(() => {
  "use strict";

  const card = document.querySelector("[data-chart]");
  if (!card) return;

  const place = card.querySelector("[data-chart-place]");
  const longest = 600; // points; at four a second some minutes, then every second one is dropped
  const times = [];
  const speeds = [];
  let chart = null;
  let last = 0;

  function colour(name) {
    const probe = document.createElement("span");
    probe.className = `chart__${name}`;
    place.append(probe);
    const value = getComputedStyle(probe).color;
    probe.remove();
    return value;
  }

  function clock(seconds) {
    return new Date(seconds * 1000).toLocaleTimeString([], { hour12: false });
  }

  function make() {
    // Whole seconds and binary steps: the words at the axes are round then, and no two are alike.
    const seconds = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 1800, 3600];
    const sizes = Array.from({ length: 40 }, (_, power) => 2 ** power);
    const axis = { stroke: colour("axis"), grid: { stroke: colour("grid"), width: 1 }, ticks: { show: false }, font: "12px system-ui" };
    chart = new uPlot({
      width: place.clientWidth,
      height: 140,
      legend: { show: false },
      cursor: { show: false },
      scales: { y: { range: (_, low, high) => [0, Math.max(high * 1.15, 1024)] } },
      axes: [{ ...axis, space: 96, size: 28, incrs: seconds, values: (_, ticks) => ticks.map(clock) }, { ...axis, size: 84, incrs: sizes, values: (_, ticks) => ticks.map((tick) => `${borgui.format.bytes(tick)}/s`) }],
      series: [{}, { stroke: colour("line"), fill: colour("fill"), width: 2, points: { show: false } }],
    }, [times, speeds], place);
  }

  function thin() {
    if (times.length <= longest) return;
    for (let index = times.length - 2; index > 0; index -= 2) {
      times.splice(index, 1);
      speeds.splice(index, 1);
    }
  }

  document.addEventListener("borgui:update", ({ detail: update }) => {
    if (update.job_id !== card.dataset.chart || update.speed_bytes == null || update.sequence <= last) return;
    last = update.sequence;
    times.push(Date.now() / 1000);
    speeds.push(update.speed_bytes);
    thin();
    if (times.length < 3) return;
    card.hidden = false;
    if (chart) chart.setData([times, speeds]);
    else make();
  });

  new ResizeObserver(() => chart?.setSize({ width: place.clientWidth, height: 140 })).observe(place);

  // The canvas does not follow the theme by itself.
  function redraw() {
    if (!chart) return;
    chart.destroy();
    make();
  }

  new MutationObserver(redraw).observe(document.documentElement, { attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
})();
