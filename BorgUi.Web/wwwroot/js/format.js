// Figures for people, the same words as Display/*.cs on the server.
(() => {
  "use strict";

  const units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"];

  function bytes(value) {
    let size = value;
    let unit = 0;
    while (Math.abs(size) >= 1023.5 && unit < units.length - 1) {
      size /= 1024;
      unit++;
    }
    const digits = unit === 0 || size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2;
    return `${size.toFixed(digits)} ${units[unit]}`;
  }

  function duration(seconds) {
    if (seconds < 1) return "under 1 s";
    const whole = Math.floor(seconds);
    const pair = (large, largeUnit, small, smallUnit) =>
      small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
    if (whole >= 86400) return pair(Math.floor(whole / 86400), "d", Math.floor(whole / 3600) % 24, "h");
    if (whole >= 3600) return pair(Math.floor(whole / 3600), "h", Math.floor(whole / 60) % 60, "m");
    if (whole >= 60) return pair(Math.floor(whole / 60), "m", whole % 60, "s");
    return `${whole} s`;
  }

  function age(at, now) {
    const seconds = Math.abs(now - at) / 1000;
    if (seconds < 45) return "just now";
    const minutes = seconds / 60;
    const hours = minutes / 60;
    const days = hours / 24;
    const words =
      minutes < 90 ? `${Math.round(minutes)} min`
      : hours < 36 ? `${Math.round(hours)} h`
      : days < 60 ? `${Math.round(days)} d`
      : days < 730 ? `${Math.round(days / 30.44)} months`
      : `${Math.round(days / 365.25)} years`;
    return at <= now ? `${words} ago` : `in ${words}`;
  }

  const count = new Intl.NumberFormat("en").format;

  window.borgui = { format: { bytes, duration, age, count } };
})();
