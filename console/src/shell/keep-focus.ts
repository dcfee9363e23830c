/** What holds a page; the skip link and lost focus lead here. */
export const CONTENT_ID = 'content';

export function focusContent(): void {
  document.getElementById(CONTENT_ID)?.focus({ preventScroll: true });
}

/**
 * Whoever acts on something that goes away by it (a button of a page that is done, a row that was
 * deleted) would be nowhere, and a screen reader silent: the focus goes to the page's content then.
 */
export function keepFocus(root: Element): void {
  let last: Element | undefined;
  document.addEventListener('focusin', ({ target }) => {
    last = target instanceof Element ? target : undefined;
  });
  const look = () => {
    const isLost = last?.isConnected === false && document.activeElement === document.body;
    if (isLost) focusContent();
  };
  // Dialogs give the focus back by themselves, a little after they are gone.
  const observer = new MutationObserver(() => {
    if (last?.isConnected === false) setTimeout(look);
  });
  observer.observe(root, { childList: true, subtree: true });
}
