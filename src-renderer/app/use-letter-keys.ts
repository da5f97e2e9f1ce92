import { useEffect } from 'react';

/** Milliseconds between `g` and the letter of a place. */
const pause = 1_500;

interface LetterKeys {
  /** `g` and then this letter. */
  onGo(letter: string): void;
  /** `/` */
  onFilter(): void;
  /** `?` */
  onHelp(): void;
}

/** Single-letter shortcuts: silent where text is typed and while a dialog is open, and can be switched off. */
export function useLetterKeys(isEnabled: boolean, { onGo, onFilter, onHelp }: LetterKeys): void {
  useEffect(() => {
    if (!isEnabled) return;
    let goUntil = 0;
    function onKeyDown(event: KeyboardEvent): void {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || isTaken(event.target)) return;
      const isGoing = event.timeStamp < goUntil;
      goUntil = 0;
      if (isGoing) onGo(event.key);
      else if (event.key === 'g') goUntil = event.timeStamp + pause;
      else if (event.key === '/') {
        event.preventDefault();
        onFilter();
      } else if (event.key === '?') onHelp();
    }
    document.addEventListener('keydown', onKeyDown);
    return () => document.removeEventListener('keydown', onKeyDown);
  }, [isEnabled, onGo, onFilter, onHelp]);
}

function isTaken(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest('input, textarea, select, [role="dialog"], [role="menu"]') !== null;
}
