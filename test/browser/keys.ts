import type { Locator, Page } from 'playwright-core';

/** More than any page of the console has stops before what a test looks for. */
const STOPS_MAX = 90;

/** Goes on with Tab until the focus is there; throws with the stops it met instead. */
export async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  const stops: string[] = [];
  await target.first().waitFor();
  for (let stop = 0; stop < STOPS_MAX; stop += 1) {
    if (await isFocused(page, target)) return;
    await page.keyboard.press(key);
    stops.push(await focusOf(page));
  }
  throw new Error(`Not reached with ${key}: ${target}. On the way: ${stops.join(' | ')}`);
}

/** Goes there and presses a key on it. */
export async function pressOn(page: Page, target: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** Goes there and types; what is in the field already is replaced. */
export async function typeInto(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press('Control+A');
  await page.keyboard.type(text);
}

export async function isFocused(page: Page, target: Locator): Promise<boolean> {
  return (await target.and(page.locator(':focus')).count()) > 0;
}

/** Where the focus is, in words for whoever reads a failure. */
export function focusOf(page: Page): Promise<string> {
  return page.evaluate<string>(`(() => {
    const { activeElement: at } = document;
    const name = at.getAttribute('aria-label') ?? at.textContent ?? '';
    return at.tagName.toLowerCase() + ' ' + name.trim().slice(0, 40);
  })()`);
}
