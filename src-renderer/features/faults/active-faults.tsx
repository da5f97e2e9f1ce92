/** What is broken now, each with its way off. */
import { Button } from '@mantine/core';
import { IconBolt, IconClockExclamation } from '@tabler/icons-react';
import type { Fault } from '#contract/entities/fault.ts';
import type { FaultsView } from '#contract/methods/faults.ts';
import { useClients } from '../../bridge/queries/clients.ts';
import { useFaultsOff, useResetClock, useSetFault } from '../../bridge/queries/faults.ts';
import { useResourceServers } from '../../bridge/queries/resource-servers.ts';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatUtc } from '../../components/format-time.ts';
import { showFailure } from '../../components/undo-notice.tsx';
import { useNow } from '../../components/use-now.ts';
import { describeClock, describeOften, describeParameters, describeUntil, nameOfFault } from './describe-fault.ts';
import classes from './faults.module.css';

type ActiveFaultsProps = Pick<FaultsView, 'faults' | 'clock'>;

export function ActiveFaults({ faults, clock }: ActiveFaultsProps) {
  const setFault = useSetFault();
  const time = describeClock(clock);
  if (faults.length === 0 && time === undefined) {
    return (
      <EmptyState title="No faults are active.">
        <p>Try one: does your API cope when it can’t fetch the JWKS?</p>
        <Button
          variant="default"
          leftSection={<IconBolt size={15} aria-hidden />}
          loading={setFault.isPending}
          onClick={() =>
            setFault.mutate(
              { kind: 'jwks_down' },
              { onError: (error) => showFailure('The fault could not be set', error) },
            )
          }
        >
          JWKS down
        </Button>
      </EmptyState>
    );
  }
  return (
    <ul className={classes.active}>
      {faults.map((fault) => (
        <ActiveFault key={fault.id} fault={fault} />
      ))}
      {time !== undefined && <MovedClock time={time} clock={clock} />}
    </ul>
  );
}

function ActiveFault({ fault }: { fault: Fault }) {
  const turnOff = useFaultsOff();
  const now = useNow();
  const scope = useScopeInWords(fault);
  const { hits } = fault;
  const name = nameOfFault(fault);
  const facts = [describeParameters(fault), scope, describeOften(fault), describeUntil(fault, now)];
  return (
    <li className={classes.fault}>
      <IconBolt size={17} aria-hidden className={classes.bolt} />
      <div className={classes.words}>
        <strong>{name}</strong>
        <span className={classes.note}>{facts.filter(Boolean).join(' · ')}</span>
      </div>
      <span className={classes.hits}>
        {hits.toLocaleString('en')} {hits === 1 ? 'hit' : 'hits'}
      </span>
      <Button
        variant="default"
        aria-label={`Off: ${name}`}
        loading={turnOff.isPending}
        onClick={() =>
          turnOff.mutate([fault.id], { onError: (error) => showFailure('The fault could not be turned off', error) })
        }
      >
        Off
      </Button>
    </li>
  );
}

function MovedClock({ time, clock: { frozen_at, pinned, session } }: { time: string; clock: FaultsView['clock'] }) {
  const reset = useResetClock();
  const until =
    session === undefined ? (pinned === true ? 'kept across restarts' : 'until off') : 'until its test session ends';
  return (
    <li className={classes.fault}>
      <IconClockExclamation size={17} aria-hidden className={classes.bolt} />
      <div className={classes.words}>
        <strong>Clock: {time}</strong>
        <span className={classes.note}>
          {frozen_at === undefined ? '' : `${formatUtc(new Date(frozen_at))} · `}
          {until}
        </span>
      </div>
      <Button
        variant="default"
        aria-label="Off: Clock"
        loading={reset.isPending}
        onClick={() =>
          reset.mutate(undefined, { onError: (error) => showFailure('The clock could not be reset', error) })
        }
      >
        Off
      </Button>
    </li>
  );
}

function useScopeInWords({ client_id, audience }: Fault): string {
  const client = useClients(client_id !== undefined).data?.find((one) => one.client_id === client_id);
  const api = useResourceServers(audience !== undefined).data?.find((one) => one.identifier === audience);
  const names = [
    ...(client_id === undefined ? [] : [`only ${client?.name ?? client_id}`]),
    ...(audience === undefined ? [] : [`only for ${api?.name ?? audience}`]),
  ];
  return names.join(', ');
}
