import { Button, NumberInput, Switch } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { NetworkView } from '#contract/methods/network.ts';
import { useChangeNetwork, usePortCheck } from '../../bridge/queries/network.ts';
import { Notice } from '../../components/notice.tsx';
import { showDone } from '../../components/undo-notice.tsx';
import classes from './settings.module.css';

/** Milliseconds after the last key. */
const pause = 200;
const usual = { port: 4400, httpsPort: 4443 };

type Door = number | 'off' | undefined;

export function PortsForm({ network }: { network: NetworkView }) {
  const [http, setHttp] = useState<Door>(network.port ?? usual.port);
  const [https, setHttps] = useState<Door>(network.httpsPort ?? usual.httpsPort);
  const change = useChangeNetwork();
  const httpProblem = usePortProblem(http);
  const httpsProblem = usePortProblem(https);
  const isSame = http === network.port && https === network.httpsPort;
  const areBothOff = http === 'off' && https === 'off';
  const areEqual = http !== 'off' && http === https;
  const isPossible = !areBothOff && !areEqual && httpProblem === undefined && httpsProblem === undefined;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (http === undefined || https === undefined || !isPossible || isSame || change.isPending) return;
    await change.mutateAsync({ port: http, httpsPort: https });
    showDone('The tenant answers at its new addresses.');
  }

  return (
    <form className={classes.form} onSubmit={(event) => void submit(event).catch(() => {})} noValidate>
      <DoorFields name="HTTP" usualPort={usual.port} value={http} onChange={setHttp} problem={httpProblem} />
      <DoorFields name="HTTPS" usualPort={usual.httpsPort} value={https} onChange={setHttps} problem={httpsProblem} />
      {areEqual && <Problem text="HTTP and HTTPS cannot share a port." />}
      {areBothOff && <Problem text="With both off nothing could reach the tenant." />}
      {!isSame && (
        <Notice tone="remark" icon={<IconAlertTriangle size={18} />}>
          A change touches tokens already issued (their issuer names the old address, unless the issuer is fixed),
          snippets that were copied, and the audience of the Management API. It holds for this run; the next start uses
          --port and --https-port, or {usual.port} and {usual.httpsPort}.
        </Notice>
      )}
      {change.error !== null && <Problem text={change.error.message} />}
      <div className={classes.row}>
        <Button type="submit" disabled={isSame || !isPossible} loading={change.isPending}>
          Open these ports
        </Button>
        {!isSame && (
          <Button
            variant="default"
            onClick={() => {
              setHttp(network.port ?? usual.port);
              setHttps(network.httpsPort ?? usual.httpsPort);
            }}
          >
            Discard
          </Button>
        )}
      </div>
    </form>
  );
}

interface PortProblem {
  text: string;
  freePort?: number | undefined;
}

interface DoorFieldsProps {
  name: string;
  usualPort: number;
  value: Door;
  onChange(value: Door): void;
  problem: PortProblem | undefined;
}

function DoorFields({ name, usualPort, value, onChange, problem }: DoorFieldsProps) {
  const isOn = value !== 'off';
  const freePort = problem?.freePort;
  return (
    <div className={classes.door}>
      <Switch
        label={`${name} is open`}
        checked={isOn}
        onChange={(event) => onChange(event.currentTarget.checked ? usualPort : 'off')}
      />
      {isOn && (
        <NumberInput
          label={`${name} port`}
          min={1}
          max={65_535}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          w={130}
          value={value ?? ''}
          onChange={(typed) => onChange(typeof typed === 'number' ? typed : undefined)}
          error={problem?.text}
        />
      )}
      {isOn && freePort !== undefined && (
        <Button variant="default" onClick={() => onChange(freePort)}>
          Use {freePort}
        </Button>
      )}
      {isOn && problem === undefined && (
        <span className={classes.state}>
          <IconCircleCheck size={15} aria-hidden color="var(--verified)" /> free, or the tenant’s own
        </span>
      )}
    </div>
  );
}

/** Checked while typing, by the tenant: another program may have come or gone. */
function usePortProblem(value: Door): PortProblem | undefined {
  const [typed] = useDebouncedValue(value, pause);
  const isPort = typeof typed === 'number' && typed >= 1 && typed <= 65_535;
  const check = usePortCheck(isPort ? typed : undefined).data;
  if (value === 'off') return undefined;
  if (value === undefined || value < 1 || value > 65_535) return { text: 'A port is a number from 1 to 65535.' };
  if (typed !== value || check?.state !== 'taken') return undefined;
  return { text: check.message ?? 'Taken by another program.', freePort: check.freePort };
}

function Problem({ text }: { text: string }) {
  return (
    <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
      {text}
    </Notice>
  );
}
