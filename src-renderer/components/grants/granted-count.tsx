import { Progress } from '@mantine/core';
import classes from './grants.module.css';

interface GrantedCountProps {
  granted: number;
  defined: number;
  /** Later permissions included. */
  isAll?: boolean | undefined;
}

/** "1 of 2 permissions", and a bar that says the same. */
export function GrantedCount({ granted, defined, isAll = false }: GrantedCountProps) {
  return (
    <span className={classes.count}>
      <span className={classes.words}>
        {isAll ? 'All permissions' : defined === 0 ? 'No permissions defined' : `${granted} of ${defined} permissions`}
      </span>
      {defined > 0 && (
        <Progress aria-hidden className={classes.bar} size="sm" value={isAll ? 100 : (100 * granted) / defined} />
      )}
    </span>
  );
}
