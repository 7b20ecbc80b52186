// On a phone the bar with the two acts makes room while the same acts are on the screen in the price card.
const bar = document.querySelector('.kv-bar');
const card = document.getElementById('kv-phone');

if (bar && card) {
  new IntersectionObserver(([seen]) => {
    bar.hidden = seen.isIntersecting;
  }).observe(card);
}

// Photos and tours are links to pictures; what shows them larger is fetched when somebody asks for it.
document.addEventListener('click', (event) => {
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const link = event.target.closest?.('[data-zoom] a, [data-panorama] > a');
  if (!link) return;
  event.preventDefault();
  const leave = () => { location.href = link.href; };
  if (link.parentElement.dataset.panorama) {
    import('./panorama.js').then((module) => module.show(link.parentElement, link)).catch(leave);
  } else {
    import('./zoom.js').then((module) => module.show(link)).catch(leave);
  }
});
