import type { ComponentProps, ReactNode } from 'react';
import { CopyIcon } from './copy-button.tsx';
import classes from './token.module.css';

interface TokenPartProps {
  part: 'header' | 'payload' | 'signature';
  title: string;
  copy: string;
  children: ReactNode;
  /** Handlers and marks of whoever points at it. */
  pointing?: ComponentProps<'figure'>;
}

/** One part of a token under its name, in its hue. */
export function TokenPart({ part, title, copy, children, pointing }: TokenPartProps) {
  return (
    <figure className={classes.block} data-part={part} aria-label={title} {...pointing}>
      <figcaption className={classes.head}>
        {title}
        <CopyIcon value={copy} what={`the ${part}`} />
      </figcaption>
      <pre className={classes.body}>{children}</pre>
    </figure>
  );
}
