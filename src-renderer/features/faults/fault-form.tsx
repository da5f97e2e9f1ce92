/** What a fault does exactly, for whom, how often and until when. */
import { NumberInput, Select, TextInput } from '@mantine/core';
import { faultKinds } from '#contract/entities/fault-kinds.ts';
import { useClients } from '../../bridge/queries/clients.ts';
import { useResourceServers } from '../../bridge/queries/resource-servers.ts';
import { refusalOf } from '../../components/problem-fields.ts';
import { nameOfChoice } from './describe-fault.ts';
import type { FaultDraft, HowOften, Parameter, UntilWhen } from './fault-draft.ts';
import { parametersOf } from './fault-draft.ts';
import classes from './faults.module.css';

interface FaultFormProps {
  draft: FaultDraft;
  canPin: boolean;
  /** What the tenant says is wrong. */
  problem: Error | null;
  onChange(change: Partial<FaultDraft>): void;
}

const often: { value: HowOften; label: string }[] = [
  { value: 'always', label: 'Always' },
  { value: 'one_in', label: 'One in n requests' },
  { value: 'probability', label: 'By chance' },
  { value: 'next', label: 'The next n requests' },
];

const until: { value: UntilWhen; label: string }[] = [
  { value: 'quit', label: 'Turned off, or Tokenbench stops' },
  { value: 'time', label: 'A number of minutes pass' },
  { value: 'pinned', label: 'Turned off, even after restarts' },
];

export function FaultForm({ draft, canPin, problem, onChange }: FaultFormProps) {
  const { scopes } = faultKinds[draft.kind];
  const errorOf = (field: string) => refusalOf(problem, field);
  return (
    <div className={classes.fields}>
      {parametersOf(draft.kind).map((parameter) => (
        <ParameterField
          key={parameter.name}
          parameter={parameter}
          value={draft.parameters[parameter.name] ?? ''}
          error={errorOf(parameter.name)}
          onChange={(value) => onChange({ parameters: { ...draft.parameters, [parameter.name]: value } })}
        />
      ))}
      {scopes.some((scope) => scope === 'client_id') && (
        <ClientScope draft={draft} error={errorOf('client_id')} onChange={onChange} />
      )}
      {scopes.some((scope) => scope === 'audience') && (
        <ApiScope draft={draft} error={errorOf('audience')} onChange={onChange} />
      )}
      <Select
        label="How often"
        allowDeselect={false}
        data={often}
        value={draft.often}
        onChange={(value) => onChange({ often: often.find((one) => one.value === value)?.value ?? 'always' })}
      />
      {draft.often === 'one_in' && (
        <Count
          label="One in"
          value={draft.oneIn}
          min={2}
          error={errorOf('one_in')}
          onChange={(oneIn) => onChange({ oneIn })}
        />
      )}
      {draft.often === 'probability' && (
        <NumberInput
          label="Chance"
          suffix=" %"
          min={0.1}
          max={100}
          decimalScale={1}
          value={draft.probability}
          error={errorOf('probability')}
          onChange={(probability) => onChange({ probability })}
        />
      )}
      {draft.often === 'next' && (
        <Count
          label="Requests"
          value={draft.next}
          min={1}
          error={errorOf('next')}
          onChange={(next) => onChange({ next })}
        />
      )}
      <Select
        label="Until"
        allowDeselect={false}
        data={until.filter(({ value }) => canPin || value !== 'pinned')}
        value={draft.until}
        error={errorOf('pinned')}
        onChange={(value) => onChange({ until: until.find((one) => one.value === value)?.value ?? 'quit' })}
      />
      {draft.until === 'time' && (
        <Count
          label="Minutes"
          value={draft.minutes}
          min={1}
          error={errorOf('expires_in')}
          onChange={(minutes) => onChange({ minutes })}
        />
      )}
    </div>
  );
}

interface ParameterFieldProps {
  parameter: Parameter;
  value: string | number;
  error: string | undefined;
  onChange(value: string | number): void;
}

function ParameterField({ parameter, value, error, onChange }: ParameterFieldProps) {
  const { title, choices, unit, minimum = 0, maximum } = parameter;
  if (choices !== undefined) {
    return (
      <Select
        label={title}
        allowDeselect={false}
        data={choices.map((choice) => ({ value: choice, label: nameOfChoice(choice) }))}
        value={String(value)}
        error={error}
        onChange={(chosen) => onChange(chosen ?? '')}
        className={choices.some((choice) => nameOfChoice(choice).length > 30) ? classes.wide : undefined}
      />
    );
  }
  if (unit === undefined) {
    return (
      <TextInput
        label={title}
        value={value}
        error={error}
        spellCheck={false}
        classNames={{ input: 'mono' }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    );
  }
  return (
    <NumberInput
      label={title}
      suffix={` ${unit}`}
      thousandSeparator=","
      min={minimum}
      {...(maximum === undefined ? {} : { max: maximum })}
      allowDecimal={false}
      allowNegative={false}
      value={value}
      error={error}
      onChange={onChange}
    />
  );
}

interface CountProps {
  label: string;
  value: string | number;
  min: number;
  error: string | undefined;
  onChange(value: string | number): void;
}

function Count({ label, value, min, error, onChange }: CountProps) {
  return (
    <NumberInput
      label={label}
      min={min}
      max={100_000}
      allowDecimal={false}
      allowNegative={false}
      value={value}
      error={error}
      onChange={onChange}
    />
  );
}

interface ScopeProps extends Pick<FaultFormProps, 'draft' | 'onChange'> {
  error: string | undefined;
}

/** Choices offered at once; typing finds the others. */
const offered = 50;

function ClientScope({ draft, error, onChange }: ScopeProps) {
  const clients = useClients().data ?? [];
  return (
    <Select
      label="Application"
      placeholder="All applications"
      searchable
      clearable
      limit={offered}
      nothingFoundMessage="No matching application"
      data={clients.map(({ client_id, name }) => ({ value: client_id, label: name }))}
      value={draft.client_id || null}
      error={error}
      onChange={(client_id) => onChange({ client_id: client_id ?? '' })}
    />
  );
}

function ApiScope({ draft, error, onChange }: ScopeProps) {
  const apis = useResourceServers().data ?? [];
  return (
    <Select
      label="API"
      placeholder="All APIs"
      searchable
      clearable
      limit={offered}
      nothingFoundMessage="No matching API"
      data={apis.map(({ identifier, name }) => ({ value: identifier, label: name ?? identifier }))}
      value={draft.audience || null}
      error={error}
      onChange={(audience) => onChange({ audience: audience ?? '' })}
    />
  );
}
