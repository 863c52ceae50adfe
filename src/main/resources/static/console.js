// Keeps live parts calm: no polling in a hidden tab, no repainting of what did not change, and a word when the connector
// does not answer. Everything works without this file; pages then show what was true when they were loaded.
(() => {
  const last = new WeakMap();
  const offline = document.getElementById('offline');
  const normal = (html) => new DOMParser().parseFromString(html, 'text/html').body.innerHTML.trim();

  document.addEventListener('htmx:beforeRequest', (event) => {
    if (document.hidden) event.preventDefault();
  });
  document.addEventListener('htmx:beforeSwap', (event) => {
    const { target, serverResponse } = event.detail;
    const unchanged = last.has(target)
      ? last.get(target) === serverResponse
      : normal(serverResponse) === target.innerHTML.trim();
    last.set(target, serverResponse);
    if (unchanged) event.detail.shouldSwap = false;
  });
  document.addEventListener('htmx:afterRequest', (event) => {
    offline.hidden = event.detail.successful === true;
  });
})();
