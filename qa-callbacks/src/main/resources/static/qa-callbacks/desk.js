// Digits press the answer buttons, Enter takes the next buyer; never while somebody writes. By place on the keyboard, so any layout works.
document.addEventListener('keydown', (event) => {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.closest('input:not([type=radio]), textarea, select, button, a, audio, summary')) return;
  const button = document.querySelector(`[data-key="${event.code}"]`);
  if (button) {
    event.preventDefault();
    button.click();
  }
});

// Minutes and seconds left of the lease.
for (const shown of document.querySelectorAll('[data-until]')) {
  const until = Date.parse(shown.dataset.until);
  const words = shown.textContent;
  const tick = () => {
    const left = Math.max(0, Math.round((until - Date.now()) / 1000));
    shown.textContent = `${words} (${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')})`;
    if (left > 0) setTimeout(tick, 1000);
  };
  tick();
}
