// On a phone the bar with the two acts makes room while the same acts are on the screen in the price card.
const bar = document.querySelector('.kv-bar');
const card = document.getElementById('kv-phone');

if (bar && card) {
  new IntersectionObserver(([seen]) => {
    bar.hidden = seen.isIntersecting;
  }).observe(card);
}
