// Keeps the live parts of the page fresh, but never under the hands of somebody who marks text.
const followed = document.querySelector("[data-follow]");
if (followed) {
  followed.scrollTop = followed.scrollHeight;
}

async function refresh() {
  if (document.hidden || !getSelection().isCollapsed) {
    return;
  }

  const response = await fetch(location.href);
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  for (const part of document.querySelectorAll("[data-live]")) {
    const fresh = page.getElementById(part.id);
    if (fresh && fresh.innerHTML !== part.innerHTML) {
      const atEnd = part.scrollHeight - part.scrollTop - part.clientHeight < 8;
      part.replaceChildren(...fresh.childNodes);
      if (part === followed && atEnd) {
        part.scrollTop = part.scrollHeight;
      }
    }
  }
}

setInterval(() => refresh().catch(() => document.title = "The host has ended"), 2000);
