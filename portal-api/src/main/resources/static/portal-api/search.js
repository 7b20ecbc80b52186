// A filter that is open stays open while its results are swapped in; sending the form closes it.
let open = [];

document.addEventListener('htmx:before:swap', () => {
  open = [...document.querySelectorAll('details.kc-filter[open]')].map((filter) => filter.id);
});
document.addEventListener('htmx:after:swap', () => {
  for (const id of open) {
    const filter = document.getElementById(id);
    if (filter) filter.open = true;
  }
  open = [];
});
document.addEventListener('submit', (event) => {
  if (event.target.id !== 'filters') return;
  for (const filter of event.target.querySelectorAll('details[open]')) filter.open = false;
});
