// Small behaviours of every page. Nothing here is needed to read or to send a form.

const open = (selector) => document.querySelectorAll(selector);

// Drop-downs made of <details> close when one looks elsewhere.
document.addEventListener('click', (event) => {
  for (const drop of open('details.kv-drop[open]')) {
    if (!drop.contains(event.target)) drop.open = false;
  }
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return;
  for (const drop of open('details.kv-drop[open]')) {
    drop.open = false;
    drop.querySelector('summary')?.focus();
  }
});

// command/commandfor for browsers without them: <button command="show-modal" commandfor="id">
if (!('commandForElement' in HTMLButtonElement.prototype)) {
  document.addEventListener('click', (event) => {
    const button = event.target.closest?.('button[commandfor]');
    const target = button && document.getElementById(button.getAttribute('commandfor'));
    if (!target) return;
    if (button.getAttribute('command') === 'show-modal') target.showModal?.();
    if (button.getAttribute('command') === 'close') target.close?.();
  });
}
// A click on the backdrop closes a dialog.
document.addEventListener('click', (event) => {
  if (event.target instanceof HTMLDialogElement && event.target.open) {
    const box = event.target.getBoundingClientRect();
    const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
    if (!inside) event.target.close();
  }
});

// <button data-copy="text">: copies and says so in its own words for a moment.
document.addEventListener('click', async (event) => {
  const button = event.target.closest?.('[data-copy]');
  if (!button || !navigator.clipboard) return;
  await navigator.clipboard.writeText(button.dataset.copy);
  if (button.dataset.done) {
    const before = button.innerHTML;
    button.textContent = button.dataset.done;
    setTimeout(() => { button.innerHTML = before; }, 1500);
  }
});

// A form is sent once; the button comes back if the page does.
document.addEventListener('submit', (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === 'get' || form.hasAttribute('hx-post') || form.dataset.twice !== undefined) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = '1';
});
addEventListener('pageshow', () => {
  for (const form of open('form[data-sent]')) delete form.dataset.sent;
});

// What the network does to htmx requests is said in the strip below the header.
const strip = document.getElementById('kv-offline');
if (strip) {
  const say = (shown) => { strip.hidden = !shown; };
  for (const name of ['htmx:error', 'htmx:sse:error']) document.addEventListener(name, () => say(!navigator.onLine));
  addEventListener('offline', () => say(true));
  addEventListener('online', () => say(false));
  document.addEventListener('htmx:after:request', () => say(false));
}

// "/" finds the search field, by the key's place: layouts differ.
document.addEventListener('keydown', (event) => {
  if (event.code !== 'Slash' || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
  const typing = event.target.closest?.('input, textarea, select, [contenteditable]');
  const field = document.querySelector('[data-search]');
  if (field && !typing && document.documentElement.dataset.keys !== 'off') {
    event.preventDefault();
    field.focus();
  }
});
