// Pictures of one list, as large as the window. Esc closes, arrows turn the page.

export function show(start) {
  const list = start.closest('[data-zoom]');
  const [closeText, backText, nextText] = list.dataset.zoom.split('|');
  const links = [...list.querySelectorAll('a')];
  let at = links.indexOf(start);

  const dialog = document.createElement('dialog');
  dialog.className = 'kc-zoom';
  const image = document.createElement('img');
  const text = document.createElement('p');
  text.setAttribute('aria-live', 'polite');
  const bar = document.createElement('div');
  bar.className = 'kc-zoom__bar';
  const count = document.createElement('span');
  const button = (label, act) => {
    const made = document.createElement('button');
    made.type = 'button';
    made.textContent = label;
    made.addEventListener('click', act);
    return made;
  };
  const turn = (by) => {
    at = (at + by + links.length) % links.length;
    const shown = links[at].querySelector('img:not(.kc-photo__blur)');
    image.src = links[at].href;
    image.alt = shown.alt;
    text.textContent = shown.alt;
    count.textContent = `${at + 1} / ${links.length}`;
  };
  const turns = document.createElement('span');
  turns.append(button(backText, () => turn(-1)), ' ', button(nextText, () => turn(1)));
  const close = button(closeText, () => dialog.close());
  bar.append(count, turns, close);
  dialog.append(bar, image, text);
  dialog.setAttribute('aria-label', list.getAttribute('aria-label') ?? text.textContent);

  let from = null;
  image.addEventListener('pointerdown', (event) => { from = event.clientX; event.preventDefault(); });
  image.addEventListener('pointerup', (event) => {
    if (from !== null && Math.abs(event.clientX - from) > 40) turn(event.clientX < from ? 1 : -1);
    from = null;
  });
  dialog.addEventListener('keydown', (event) => {
    if (event.code === 'ArrowRight') turn(1);
    if (event.code === 'ArrowLeft') turn(-1);
  });
  dialog.addEventListener('close', () => { dialog.remove(); start.focus(); });

  turn(0);
  document.body.append(dialog);
  dialog.showModal();
  close.focus();
}
