import type { ReactNode } from 'react';
import classes from './code-block.module.css';
import { CopyIcon } from './copy-button.tsx';

interface CodeBlockProps {
  code: string;
  /** What the code is, for the label and the copy button: "the request". */
  what: string;
  /** Without, where a button beside it copies the same. */
  withCopy?: boolean;
  /** Marked-up code to show in the place of the plain text. */
  children?: ReactNode;
}

/** Code that wraps, with its copy button in a corner of its own, never over the text. */
export function CodeBlock({ code, what, withCopy = true, children }: CodeBlockProps) {
  return (
    <figure className={classes.block} aria-label={what}>
      <pre className={classes.code}>{children ?? code}</pre>
      {withCopy && (
        <div className={classes.copy}>
          <CopyIcon value={code} what={what} />
        </div>
      )}
    </figure>
  );
}
