import { useEffect, useRef } from 'react';
import classes from './debugger.module.css';
import { findTokenParts } from './token-parts.ts';

interface TokenFieldProps {
  text: string;
  onText(text: string): void;
}

/** The paste field: a plain text field, its token coloured by the three parts. Focused on arrival. */
export function TokenField({ text, onText }: TokenFieldProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => {
    // After the heading has been given its turn: whoever comes here comes to paste.
    const frame = requestAnimationFrame(() => field.current?.focus({ preventScroll: true }));
    return () => cancelAnimationFrame(frame);
  }, []);
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
          onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
          aria-label="Token, or text that holds one"
          aria-describedby="token-field-hint"
          placeholder="Paste a token"
          spellCheck={false}
          autoCapitalize="off"
          autoCorrect="off"
          autoComplete="off"
        />
      </div>
      <p id="token-field-hint" className={classes.hint}>
        A paste replaces what is here; undo brings it back. Esc leaves the field.
      </p>
    </>
  );
}
