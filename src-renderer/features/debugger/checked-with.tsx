/** By which keys, for whom and as of when the token is judged: one line, and behind it the fields that change it. */
import { Collapse, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { formatLocal, toDate } from '../../components/format-time.ts';
import classes from './debugger.module.css';
import { type Expectations, isAnythingAsked } from './expectations.tsx';
import type { KeyChoice } from './key-choice.ts';

interface CheckedWithProps {
  keyChoice: KeyChoice;
  expectations: Expectations;
  /** What is wrong with the key is not hidden. */
  hasProblem: boolean;
  /** Nothing can be told by these keys: another one is what a person looks for. */
  isNeeded: boolean;
  children: ReactNode;
}

export function CheckedWith({ keyChoice, expectations, hasProblem, isNeeded, children }: CheckedWithProps) {
  const isUsual = keyChoice.kind === 'automatic' && !isAnythingAsked(expectations);
  // Once something else is chosen the fields stay, until somebody folds them.
  const [chosen, setChosen] = useState<boolean>();
  const isOpen = hasProblem || (chosen ?? (isNeeded || !isUsual));
  return (
    <section className={classes.checkedWith} aria-label="What the token is checked with">
      <UnstyledButton className={classes.checkedLine} aria-expanded={isOpen} onClick={() => setChosen(!isOpen)}>
        <span>
          Checked with <strong>{describeKeys(keyChoice)}</strong>
          {describeExpectations(expectations)}, as of <strong>{describeTime(expectations)}</strong>
        </span>
        <span className={classes.change}>
          {isOpen ? 'Fold' : 'Change'}
          <IconChevronDown size={15} aria-hidden className={classes.chevron} />
        </span>
      </UnstyledButton>
      <Collapse expanded={isOpen}>
        <div className={classes.stack}>{children}</div>
      </Collapse>
    </section>
  );
}

function describeKeys({ kind, keyText, secret, served, address }: KeyChoice): string {
  if (kind === 'key' && keyText.trim() !== '') return 'a key of yours';
  if (kind === 'secret' && secret !== '') return 'a secret of yours';
  if (kind === 'address' && served !== undefined) return `the keys at ${served.url ?? address}`;
  return 'this tenant’s keys';
}

function describeExpectations(expectations: Expectations): string {
  const { audience, issuer, scopes } = expectations;
  const asked = [
    ...(issuer.trim() === '' ? [] : [`issuer ${issuer.trim()}`]),
    ...(audience.trim() === '' ? [] : [`audience ${audience.trim()}`]),
    ...(scopes.trim() === '' ? [] : [`scopes ${scopes.trim()}`]),
  ];
  if (asked.length > 0) return `, for ${asked.join(', ')}`;
  return isAnythingAsked({ ...expectations, at: '' }) ? ', with more to expect' : '';
}

function describeTime({ atSeconds }: Expectations): string {
  const date = toDate(atSeconds);
  return date === undefined ? 'now' : formatLocal(date);
}
