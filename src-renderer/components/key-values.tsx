import type { ReactNode } from 'react';
import { CopyIcon } from './copy-button.tsx';
import classes from './key-values.module.css';

export interface KeyValue {
  name: string;
  value: ReactNode;
  /** Text of the copy button; none without it. */
  copy?: string;
  /** What the value is for, or why it cannot change. */
  note?: ReactNode;
}

/** Names and values that a person reads and carries elsewhere. */
export function KeyValues({ items }: { items: KeyValue[] }) {
  return (
    <dl className={classes.list}>
      {items.map(({ name, value, copy, note }) => (
        <div key={name} className={classes.item}>
          <dt className={classes.name}>{name}</dt>
          <dd className={classes.value}>
            <span className={classes.line}>
              <span className={copy === undefined ? undefined : 'mono'}>{value}</span>
              {copy !== undefined && <CopyIcon value={copy} what={`the ${lowerFirst(name)}`} />}
            </span>
            {note && <span className={classes.note}>{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** "Client ID" → "client ID", but "JWKS address" stays. */
function lowerFirst(name: string): string {
  return /^[A-Z][a-z]/.test(name) ? name.charAt(0).toLowerCase() + name.slice(1) : name;
}
