import { NumberInput, TextInput } from '@mantine/core';
import type { Input } from '#contract/methods.ts';
import classes from './debugger.module.css';

/** As typed. */
export interface Expectations {
  issuer: string;
  audience: string;
  scopes: string;
  type: string;
  algorithms: string;
  /** Seconds. */
  tolerance: number;
}

export const noExpectations: Expectations = {
  issuer: '',
  audience: '',
  scopes: '',
  type: '',
  algorithms: '',
  tolerance: 0,
};

/** Only what was filled in is asked for. */
export function toExpected({ issuer, audience, scopes, type, algorithms, tolerance }: Expectations) {
  const expected: NonNullable<Input<'debugger.inspect'>['expected']> = {
    ...(issuer.trim() !== '' && { issuer: issuer.trim() }),
    ...(words(audience).length > 0 && { audience: words(audience) }),
    ...(words(scopes).length > 0 && { scopes: words(scopes) }),
    ...(type.trim() !== '' && { type: type.trim() }),
    ...(words(algorithms).length > 0 && { algorithms: words(algorithms) }),
  };
  return { expected, tolerance };
}

function words(text: string): string[] {
  return text.split(/[\s,]+/).filter(Boolean);
}

interface ExpectationFieldsProps {
  value: Expectations;
  onValue(value: Expectations): void;
}

const fields = [
  { name: 'issuer', label: 'Issuer', description: 'Compared letter by letter.' },
  { name: 'audience', label: 'Audience', description: 'One of several, with spaces between.' },
  { name: 'scopes', label: 'Scopes', description: 'All of them, with spaces between.' },
  { name: 'type', label: 'Type', description: 'Such as at+jwt.' },
  { name: 'algorithms', label: 'Algorithms', description: 'The only ones accepted.' },
] as const;

/** What the receiving API would insist on; folded, since the tenant's own values are known. */
export function ExpectationFields({ value, onValue }: ExpectationFieldsProps) {
  return (
    <details className={classes.fold}>
      <summary>What to expect of the token</summary>
      <div className={classes.fields}>
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
          description="Seconds, at most a day."
          value={value.tolerance}
          onChange={(tolerance) => onValue({ ...value, tolerance: Number(tolerance) || 0 })}
          min={0}
          max={86_400}
          clampBehavior="strict"
          allowDecimal={false}
        />
      </div>
    </details>
  );
}
