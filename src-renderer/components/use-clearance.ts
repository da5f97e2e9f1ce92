import { type RefObject, useLayoutEffect } from 'react';

/** Room that notices take at the foot of the window, in pixels: above it they are in nobody's way. */
const noticeRoom = 220;
const gap = 8;

/** Tells the notices at the lower right how far up to stay while a bar with buttons is in their place. */
export function useClearance(bar: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const element = bar.current;
    if (element === null) return;
    const root = document.documentElement;
    const measure = () => {
      const { top, bottom } = element.getBoundingClientRect();
      const isInTheWay = window.innerHeight - bottom < noticeRoom;
      root.style.setProperty('--save-bar-clearance', `${isInTheWay ? window.innerHeight - top + gap : 0}px`);
    };
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    observer.observe(document.body);
    window.addEventListener('scroll', measure, { passive: true });
    window.addEventListener('resize', measure);
    return () => {
      observer.disconnect();
      window.removeEventListener('scroll', measure);
      window.removeEventListener('resize', measure);
      root.style.removeProperty('--save-bar-clearance');
    };
  }, [bar]);
}
