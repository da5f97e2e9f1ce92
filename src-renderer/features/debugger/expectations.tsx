import { Button, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Input } from '#contract/methods.ts';
import { momentForms, readMoment } from '#contract/moment.ts';
import { formatLocal, toDate } from '../../components/format-time.ts';
import classes from './debugger.module.css';
import editing from './editing.module.css';
import { createRemembered } from './remembered.ts';

/** As typed. */
export interface Expectations {
  issuer: string;
  audience: string;
  scopes: string;
  type: string;
  algorithms: string;
  /** Seconds; empty for any. */
  maxAge: number | '';
  /** Seconds. */
  tolerance: number;
  /** The time to judge by, in words that are read once; empty for now. */
  at: string;
  /** Seconds since 1970, where `at` is a time. */
  atSeconds?: number | undefined;
}

const nothing: Expectations = {
  issuer: '',
  audience: '',
  scopes: '',
  type: '',
  algorithms: '',
  maxAge: '',
  tolerance: 0,
  at: '',
};

/** As they were left. */
export const useExpectations = createRemembered(nothing);

/** Only what was filled in is asked for. */
export function toExpected({ issuer, audience, scopes, type, algorithms, maxAge, tolerance, atSeconds }: Expectations) {
  const expected: NonNullable<Input<'debugger.inspect'>['expected']> = {
    ...(issuer.trim() !== '' && { issuer: issuer.trim() }),
    ...(words(audience).length > 0 && { audience: words(audience) }),
    ...(words(scopes).length > 0 && { scopes: words(scopes) }),
    ...(type.trim() !== '' && { type: type.trim() }),
    ...(words(algorithms).length > 0 && { algorithms: words(algorithms) }),
    ...(maxAge !== '' && { maxAge }),
  };
  return { expected, tolerance, ...(atSeconds !== undefined && { at: atSeconds }) };
}

function words(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

/** Whether something beside the tenant's own values is insisted on. */
export function isAnythingAsked({ atSeconds: _atSeconds, tolerance, ...texts }: Expectations): boolean {
  return tolerance > 0 || Object.values(texts).some((text) => text !== '');
}

interface ExpectationFieldsProps {
  value: Expectations;
  onValue(value: Expectations): void;
  /** Seconds since 1970, by the clock of the tenant. */
  now: number;
}

const fields = [
  { name: 'issuer', label: 'Issuer', description: 'Compared exactly.' },
  { name: 'audience', label: 'Audience', description: 'Any of these, separated by spaces.' },
  { name: 'scopes', label: 'Scopes', description: 'All of these, separated by spaces.' },
  { name: 'type', label: 'Type', description: 'Such as at+jwt.' },
  { name: 'algorithms', label: 'Algorithms', description: 'Algorithms you accept.' },
] as const;

/** What the receiving API would insist on; folded, since the tenant's own values are known. */
export function ExpectationFields({ value, onValue, now }: ExpectationFieldsProps) {
  const isAsked = isAnythingAsked(value);
  const [wasAsked] = useState(isAsked);
  const atDate = toDate(value.atSeconds);
  return (
    <details className={classes.fold} open={wasAsked}>
      <summary>Expected values and time</summary>
      <div className={editing.fields}>
        {fields.map(({ name, label, description }) => (
          <TextInput
            key={name}
            label={label}
            description={description}
            value={value[name]}
            onChange={({ currentTarget }) => onValue({ ...value, [name]: currentTarget.value })}
            spellCheck={false}
            autoComplete="off"
          />
        ))}
        <NumberInput
          label="Clock tolerance"
          description="In seconds, up to a day."
          value={value.tolerance}
          onChange={(tolerance) => onValue({ ...value, tolerance: Number(tolerance) || 0 })}
          min={0}
          max={86_400}
          clampBehavior="strict"
          allowDecimal={false}
        />
        <NumberInput
          label="Max age of the login"
          description="In seconds since auth_time. Leave empty for any."
          value={value.maxAge}
          onChange={(maxAge) => onValue({ ...value, maxAge: maxAge === '' ? '' : Number(maxAge) })}
          min={0}
          allowDecimal={false}
        />
        <TextInput
          label="Check as of"
          description={atDate === undefined ? 'A date, -2h, or yesterday. Leave empty for now.' : formatLocal(atDate)}
          error={value.at.trim() !== '' && value.atSeconds === undefined && `A time is ${momentForms}.`}
          value={value.at}
          onChange={({ currentTarget: { value: at } }) => onValue({ ...value, at, atSeconds: readMoment(at, now) })}
          spellCheck={false}
          autoComplete="off"
        />
      </div>
      {isAsked && (
        <div>
          <Button variant="default" onClick={() => onValue(nothing)}>
            Clear expectations
          </Button>
        </div>
      )}
    </details>
  );
}
