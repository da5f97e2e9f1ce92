import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { momentForms, readMoment } from '#contract/moment.ts';
import { formatLocal, formatRelative, toDate } from '../../components/format-time.ts';
import classes from './editing.module.css';

interface TimeClaimsProps {
  payload: Record<string, unknown>;
  /** Seconds since 1970, by the clock the token was judged by. */
  now: number;
  onTime(name: string, seconds: number): void;
}

const usual = ['iat', 'nbf', 'exp'];

/** The times of a payload, changed in people's words: "+1h", "yesterday", a date. */
export function TimeClaims({ payload, now, onTime }: TimeClaimsProps) {
  const names = payload.auth_time === undefined ? usual : [...usual, 'auth_time'];
  return (
    <fieldset className={classes.times}>
      <legend className={classes.legend}>Times, such as +1h, yesterday, 2026-01-31</legend>
      {names.map((name) => (
        <TimeClaim key={name} name={name} value={payload[name]} now={now} onTime={(seconds) => onTime(name, seconds)} />
      ))}
    </fieldset>
  );
}

interface TimeClaimProps {
  name: string;
  value: unknown;
  now: number;
  onTime(seconds: number): void;
}

function TimeClaim({ name, value, now, onTime }: TimeClaimProps) {
  const [text, setText] = useState('');
  const [error, setError] = useState<string>();
  const date = toDate(value);

  function apply() {
    if (text.trim() === '') return setError(undefined);
    const seconds = readMoment(text, now);
    if (seconds === undefined) return setError(`A time is ${momentForms}.`);
    setError(undefined);
    setText('');
    onTime(seconds);
  }

  return (
    <TextInput
      label={name}
      description={
        date === undefined ? 'not set' : `${formatRelative(date.getTime() / 1_000, now)}, ${formatLocal(date)}`
      }
      placeholder={value === undefined ? '' : String(value)}
      value={text}
      onChange={({ currentTarget }) => setText(currentTarget.value)}
      onBlur={apply}
      onKeyDown={(event) => event.key === 'Enter' && apply()}
      error={error}
      classNames={{ label: 'mono' }}
      spellCheck={false}
      autoComplete="off"
    />
  );
}
