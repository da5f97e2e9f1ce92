/** The way through the screens by Tab alone, with eyes on where the focus is. */
import { expect, type Locator, type Page } from '@playwright/test';

/** Stops of Tab after which something cannot be reached. */
const patience = 150;

/** Tab until the element has the focus, which has to be visible at each stop: WCAG 2.2 §2.4.7 and §2.4.11. */
export async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await expect(wanted).toBeAttached();
  for (let stops = 0; stops < patience; stops += 1) {
    await page.keyboard.press('Tab');
    expect(await page.evaluate(focusProblem)).toBe('');
    if (await hasFocus(page, wanted)) return;
  }
  throw new Error(`Tab does not reach ${String(wanted)}.`);
}

export async function hasFocus(page: Page, wanted: Locator): Promise<boolean> {
  return (await wanted.and(page.locator(':focus')).count()) > 0;
}

/** In the page: what is wrong with the place of the focus, or nothing. */
const focusProblem = `(() => {
  const element = document.activeElement;
  if (element === null || element === document.body) return '';
  const describe = () => element.tagName + ' ' + (element.getAttribute('aria-label') ?? element.textContent ?? '').trim().slice(0, 60);
  // What is drawn for a hidden box or switch stands beside it.
  const drawn = [element, element.nextElementSibling, element.parentElement, element.closest('label')].filter(Boolean);
  const hasRing = drawn.some((one) => {
    const { outlineStyle, outlineWidth, boxShadow, borderColor } = getComputedStyle(one);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) > 0) || boxShadow !== 'none' || one.matches('input, textarea') ;
  });
  if (!hasRing) return describe() + ' shows no focus.';
  const { top, bottom, left, right, width, height } = element.getBoundingClientRect();
  if (width < 2 || height < 2) return '';
  if (bottom <= 0 || top >= innerHeight || right <= 0 || left >= innerWidth) return describe() + ' is out of view.';
  const inside = (value, most) => Math.min(Math.max(value, 1), most - 1);
  const points = [0.5, 0.15, 0.85].map((part) => [
    inside(left + Math.min(width / 2, 20), innerWidth),
    inside(top + height * part, innerHeight),
  ]);
  const isSeen = points.some(([x, y]) => {
    const there = document.elementFromPoint(x, y);
    return there !== null && drawn.some((one) => one.contains(there) || there.contains(one));
  });
  return isSeen ? '' : describe() + ' is covered.';
})()`;
