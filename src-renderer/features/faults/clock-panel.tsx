/** The tenant's clock: what it shows, and moving or stopping it. */
import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconClockPause, IconClockShare, IconCode, IconRestore } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { FaultsView } from '#contract/methods/faults.ts';
import { useResetClock, useSetClock } from '../../bridge/queries/faults.ts';
import { formatUtc } from '../../components/format-time.ts';
import { Notice } from '../../components/notice.tsx';
import { Panel } from '../../components/panel.tsx';
import { refusalOf, refusedField } from '../../components/problem-fields.ts';
import { useNow } from '../../components/use-now.ts';
import { describeClock } from './describe-fault.ts';
import classes from './faults.module.css';
import { ShowAsCall } from './show-as-call.tsx';
import { writeClockCall } from './write-calls.ts';

const units = [
  { value: '1000', label: 'seconds' },
  { value: '60000', label: 'minutes' },
  { value: '3600000', label: 'hours' },
  { value: '86400000', label: 'days' },
];

const directions = [
  { value: '1', label: 'ahead' },
  { value: '-1', label: 'behind' },
];

export function ClockPanel({ clock }: { clock: FaultsView['clock'] }) {
  const now = useNow();
  const set = useSetClock();
  const reset = useResetClock();
  const { offset_ms, frozen_at } = clock;
  const shown = frozen_at === undefined ? new Date(now * 1_000 + offset_ms) : new Date(frozen_at);
  const state = describeClock(clock);
  const problem = set.error ?? reset.error;
  return (
    <Panel
      title="Clock"
      actions={
        state !== undefined && (
          <Button
            variant="default"
            leftSection={<IconRestore size={15} aria-hidden />}
            loading={reset.isPending}
            onClick={() => reset.mutate(undefined)}
          >
            Reset the clock
          </Button>
        )
      }
    >
      <p className={classes.note}>
        Simulate clock skew: an API may refuse new tokens or accept expired ones. Tokens, lifetimes, and logs follow
        this clock; timeouts and fault expiry don’t.
      </p>
      <p className={classes.time} data-shifted={state !== undefined || undefined}>
        <span className="mono">{formatUtc(shown)}</span>
        <span>{state ?? 'the time of this machine'}</span>
      </p>
      <ShiftForm
        offset={offset_ms}
        isPending={set.isPending}
        error={refusalOf(problem, 'offset_ms')}
        onShift={(value) => set.mutate({ offset_ms: value })}
      />
      <FreezeForm
        isFrozen={frozen_at !== undefined}
        isPending={set.isPending}
        error={refusalOf(problem, 'frozen_at')}
        onFreeze={(at) => set.mutate({ frozen_at: at })}
        onAdvance={(advance_ms) => set.mutate({ advance_ms })}
      />
      {problem !== null && !refusedField(problem) && (
        <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
          {problem.message}
        </Notice>
      )}
    </Panel>
  );
}

interface ShiftFormProps {
  offset: number;
  isPending: boolean;
  error: string | undefined;
  onShift(offset: number): void;
}

function ShiftForm({ offset, isPending, error, onShift }: ShiftFormProps) {
  const [amount, setAmount] = useState<string | number>(5);
  const [unit, setUnit] = useState('60000');
  const [direction, setDirection] = useState(offset < 0 ? '-1' : '1');
  const [isCallShown, setIsCallShown] = useState(false);
  const isPossible = typeof amount === 'number' && amount > 0;
  const wanted = Math.round(Number(amount) * Number(unit) * Number(direction));

  function submit(event: FormEvent): void {
    event.preventDefault();
    if (isPossible) onShift(wanted);
  }

  return (
    <>
      <form className={classes.line} onSubmit={submit}>
        <NumberInput label="Move by" w={110} min={0} max={100_000} value={amount} error={error} onChange={setAmount} />
        <Select
          label="Unit"
          w={120}
          allowDeselect={false}
          data={units}
          value={unit}
          onChange={(value) => setUnit(value ?? unit)}
        />
        <Select
          label="Direction"
          w={120}
          allowDeselect={false}
          data={directions}
          value={direction}
          onChange={(value) => setDirection(value ?? direction)}
        />
        <Button
          type="submit"
          variant="default"
          leftSection={<IconClockShare size={15} aria-hidden />}
          disabled={!isPossible || isPending}
        >
          Move
        </Button>
        <Button
          variant="default"
          leftSection={<IconCode size={15} aria-hidden />}
          aria-expanded={isCallShown}
          onClick={() => setIsCallShown(!isCallShown)}
        >
          Show as call
        </Button>
      </form>
      {isCallShown && (
        <ShowAsCall what="The clock" write={(form, issuer, token) => writeClockCall(form, wanted, issuer, token)} />
      )}
    </>
  );
}

interface FreezeFormProps {
  isFrozen: boolean;
  isPending: boolean;
  error: string | undefined;
  onFreeze(at: string): void;
  onAdvance(milliseconds: number): void;
}

const hour = 3_600_000;

function FreezeForm({ isFrozen, isPending, error, onFreeze, onAdvance }: FreezeFormProps) {
  const [at, setAt] = useState('');

  function submit(event: FormEvent): void {
    event.preventDefault();
    onFreeze(at.trim() === '' ? 'now' : at.trim());
  }

  return (
    <form className={classes.line} onSubmit={submit}>
      <TextInput
        label="Freeze at"
        placeholder="Now, or 2030-01-31T12:00:00Z"
        w={262}
        spellCheck={false}
        error={error}
        value={at}
        onChange={(event) => setAt(event.currentTarget.value)}
      />
      <Button
        type="submit"
        variant="default"
        leftSection={<IconClockPause size={15} aria-hidden />}
        disabled={isPending}
      >
        Freeze
      </Button>
      {isFrozen && (
        <Button variant="default" disabled={isPending} onClick={() => onAdvance(hour)}>
          Advance one hour
        </Button>
      )}
    </form>
  );
}
