import { type DragEvent, type MouseEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import type { FoundToken } from '#contract/entities/token-report.ts';
import classes from './token-field.module.css';
import { readTokenFile } from './token-file.ts';
import { findTokenParts, type PartName, partAt, partNames } from './token-parts.ts';

interface TokenFieldProps {
  text: string;
  onText(text: string): void;
  /** Before a paste or a file takes the place of what is here. */
  onReplace?(): void;
  /** What was found in this very text. */
  found?: readonly FoundToken[] | undefined;
  activePart?: PartName | undefined;
  onActivePart?(part: PartName | undefined): void;
  label?: string;
  /** On arrival. */
  isFocused?: boolean;
}

/** The paste field: a plain text field, its token coloured by the three parts. A file dropped on it is read. */
export function TokenField({
  text,
  onText,
  onReplace,
  found,
  activePart,
  onActivePart,
  label = 'Token, or text that contains one',
  isFocused = true,
}: TokenFieldProps) {
  const hint = useId();
  const [focusesOnArrival] = useState(isFocused);
  const field = useRef<HTMLTextAreaElement>(null);
  const parts = useMemo(() => findTokenParts(text, found), [text, found]);
  useEffect(() => {
    if (!focusesOnArrival) return;
    // After the heading has been given its turn: whoever comes here comes to paste.
    const frame = requestAnimationFrame(() => field.current?.focus({ preventScroll: true }));
    return () => cancelAnimationFrame(frame);
  }, [focusesOnArrival]);

  async function readFile(event: DragEvent<HTMLTextAreaElement>) {
    const [file] = event.dataTransfer.files;
    if (file === undefined) return;
    event.preventDefault();
    const content = await readTokenFile(file);
    onReplace?.();
    onText(content);
  }

  /** The coloured text lies beneath the field that has the pointer. */
  function pointAt({ clientX, clientY }: MouseEvent) {
    if (onActivePart === undefined) return;
    const beneath = document.elementsFromPoint(clientX, clientY);
    const names = beneath.map((element) => element instanceof HTMLElement && element.dataset.part);
    onActivePart(partNames.find((name) => names.includes(name)));
  }

  return (
    <>
      <div className={classes.field}>
        <pre className={classes.colored} aria-hidden>
          {parts.map(({ at, text: part, part: name, isDamaged }) => (
            <span
              key={at}
              data-part={name}
              data-active={(name !== undefined && name === activePart) || undefined}
              data-damaged={isDamaged}
            >
              {part}
            </span>
          ))}
          {'\n'}
        </pre>
        <textarea
          ref={field}
          className={classes.text}
          value={text}
          onChange={(event) => onText(event.currentTarget.value)}
          // A paste replaces the last token; the browser's own undo brings it back.
          onPaste={(event) => {
            onReplace?.();
            event.currentTarget.select();
          }}
          onDrop={readFile}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
          onMouseMove={pointAt}
          onMouseLeave={() => onActivePart?.(undefined)}
          onSelect={({ currentTarget: { selectionStart, selectionEnd } }) => {
            // The whole text selected points at nothing in particular.
            if (selectionEnd - selectionStart < text.length) onActivePart?.(partAt(parts, selectionStart));
          }}
          onBlur={() => onActivePart?.(undefined)}
          aria-label={label}
          aria-describedby={hint}
          placeholder="Paste a token"
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          autoComplete="off"
        />
      </div>
      <p id={hint} className={classes.hint}>
        Pasting replaces the token; undo restores it. You can also drop a file. Press Esc to leave the field.
      </p>
    </>
  );
}
