import { CopyIcon } from './copy-button.tsx';
import classes from './copyable.module.css';

/** An identifier with its copy button. */
export function Copyable({ value, what }: { value: string; what: string }) {
  return (
    <span className={classes.copyable}>
      <span className="mono">{value}</span>
      <CopyIcon value={value} what={what} />
    </span>
  );
}
