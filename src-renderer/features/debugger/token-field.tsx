import { type DragEvent, useEffect, useId, useRef, useState } from 'react';
import classes from './debugger.module.css';
import { findTokenParts } from './token-parts.ts';

/** Bytes. */
const longestFile = 1_000_000;

interface TokenFieldProps {
  text: string;
  onText(text: string): void;
  label?: string;
  /** On arrival. */
  isFocused?: boolean;
}

/** The paste field: a plain text field, its token coloured by the three parts. A file dropped on it is read. */
export function TokenField({
  text,
  onText,
  label = 'Token, or text that holds one',
  isFocused = true,
}: TokenFieldProps) {
  const hint = useId();
  const [focusesOnArrival] = useState(isFocused);
  const field = useRef<HTMLTextAreaElement>(null);
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
    // More than that is refused by the debugger anyway.
    onText(await file.slice(0, longestFile).text());
  }

  return (
    <>
      <div className={classes.field}>
        <pre className={classes.colored} aria-hidden>
          {findTokenParts(text).map(({ at, text: part, part: name }) => (
            <span key={at} data-part={name}>
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
          onPaste={(event) => event.currentTarget.select()}
          onDrop={readFile}
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
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
        A paste replaces what is here; undo brings it back. A file can be dropped. Esc leaves the field.
      </p>
    </>
  );
}
