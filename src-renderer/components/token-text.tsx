import { Fragment } from 'react';
import classes from './token.module.css';

const parts = ['header', 'payload', 'signature'] as const;

/** A token as it travels, its three parts in their hues; the dots keep them apart without colour. */
export function TokenText({ token }: { token: string }) {
  const segments = token.split('.').map((text, index) => ({ text, part: parts[index] }));
  if (segments.length !== parts.length) return <code className={classes.token}>{token}</code>;
  return (
    <code className={classes.token}>
      {segments.map(({ text, part }, index) => (
        <Fragment key={part}>
          {index > 0 && <span className={classes.dot}>.</span>}
          <span className={classes.part} data-part={part}>
            {text}
          </span>
        </Fragment>
      ))}
    </code>
  );
}
