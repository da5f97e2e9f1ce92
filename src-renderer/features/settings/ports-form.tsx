import { Button, NumberInput, Radio, Stack, Switch } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import type { NetworkView } from '#contract/methods/network.ts';
import { usualPorts as usual } from '#contract/usual-ports.ts';
import { useChangeNetwork, usePortCheck } from '../../bridge/queries/network.ts';
import { Notice } from '../../components/notice.tsx';
import { showDone } from '../../components/undo-notice.tsx';
import classes from './settings.module.css';

/** Milliseconds after the last key. */
const pause = 200;

type Door = number | 'off' | undefined;

export function PortsForm({ network }: { network: NetworkView }) {
  const canKeep = network.kept !== undefined;
  const [http, setHttp] = useState<Door>(network.port ?? usual.port);
  const [https, setHttps] = useState<Door>(network.httpsPort ?? usual.httpsPort);
  const [isForGood, setIsForGood] = useState(canKeep);
  const change = useChangeNetwork();
  const httpProblem = usePortProblem(http);
  const httpsProblem = usePortProblem(https);
  const isOpen = http === network.port && https === network.httpsPort;
  const isKept = http === network.usual.port && https === network.usual.httpsPort;
  const isSame = isOpen && (!isForGood || isKept);
  const areBothOff = http === 'off' && https === 'off';
  const areEqual = http !== 'off' && http === https;
  const isPossible = !areBothOff && !areEqual && httpProblem === undefined && httpsProblem === undefined;

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (http === undefined || https === undefined || !isPossible || isSame || change.isPending) return;
    await change.mutateAsync({ port: http, httpsPort: https, hold: isForGood ? 'for_good' : 'for_now' });
    showDone(
      isOpen ? 'The tenant uses these ports from the next start on.' : 'The tenant now listens at its new addresses.',
    );
  }

  return (
    <form className={classes.form} onSubmit={(event) => void submit(event).catch(() => {})} noValidate>
      <DoorFields name="HTTP" usualPort={usual.port} value={http} onChange={setHttp} problem={httpProblem} />
      <DoorFields name="HTTPS" usualPort={usual.httpsPort} value={https} onChange={setHttps} problem={httpsProblem} />
      {areEqual && <Problem text="HTTP and HTTPS cannot share a port." />}
      {areBothOff && <Problem text="Turn on at least one of HTTP and HTTPS." />}
      {canKeep && (
        <Radio.Group
          label="How long"
          value={isForGood ? 'for_good' : 'for_now'}
          onChange={(value) => setIsForGood(value === 'for_good')}
        >
          <Stack gap="xs" mt="xs">
            <Radio
              value="for_good"
              label="Always"
              description="Every start with this data folder uses these ports, also with the tokenbench command."
            />
            <Radio
              value="for_now"
              label="This time"
              description={`The next start uses ${describePorts(network.usual)}.`}
            />
          </Stack>
        </Radio.Group>
      )}
      {!isOpen && (
        <Notice tone="remark" icon={<IconAlertTriangle size={18} />}>
          Changing ports affects tokens already issued (unless the issuer is fixed), copied snippets, and the audience
          of the Management API.
        </Notice>
      )}
      {change.error !== null && <Problem text={change.error.message} />}
      <div className={classes.row}>
        <Button type="submit" disabled={isSame || !isPossible} loading={change.isPending}>
          {isOpen && !isSame ? 'Save ports' : 'Use these ports'}
        </Button>
        {!isOpen && (
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

/** As people say it: "HTTP 4400 and HTTPS 4443". */
export function describePorts({ port, httpsPort }: NetworkView['usual']): string {
  return [port === 'off' ? 'no HTTP' : `HTTP ${port}`, httpsPort === 'off' ? 'no HTTPS' : `HTTPS ${httpsPort}`].join(
    ' and ',
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
