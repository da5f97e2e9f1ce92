/** A kind of fault: its switch, what it simulates, and what it can be adjusted to. */
import { Button, Switch } from '@mantine/core';
import { IconAlertTriangle, IconChevronDown, IconCode } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { Fault } from '#contract/entities/fault.ts';
import { type FaultKind, faultKinds } from '#contract/entities/fault-kinds.ts';
import { useFaultsOff, useSetFault } from '../../bridge/queries/faults.ts';
import { Notice } from '../../components/notice.tsx';
import { refusedField } from '../../components/problem-fields.ts';
import { beginDraft, type FaultDraft, toInput } from './fault-draft.ts';
import { FaultForm } from './fault-form.tsx';
import classes from './faults.module.css';
import { ShowAsCall } from './show-as-call.tsx';
import { writeCall } from './write-calls.ts';

interface FaultRowProps {
  kind: FaultKind;
  /** Those of the kind that are set. */
  set: readonly Fault[];
  canPin: boolean;
  isOpen: boolean;
  onOpen(isOpen: boolean): void;
}

export function FaultRow({ kind, set, canPin, isOpen, onOpen }: FaultRowProps) {
  const { title, simulates } = faultKinds[kind];
  const [first] = set;
  const [edited, setEdited] = useState<FaultDraft>();
  const [isCallShown, setIsCallShown] = useState(false);
  const detailsId = useId();
  const setFault = useSetFault();
  const turnOff = useFaultsOff();
  const draft = edited ?? beginDraft(kind, first);
  const isOn = set.length > 0;
  const problem = setFault.error ?? turnOff.error;
  // What is wrong with a field stands at the field.
  const isGeneral = problem !== null && !refusedField(problem);

  function apply(): void {
    setFault.mutate(toInput(draft), {
      onSuccess: () => {
        setEdited(undefined);
        // For another application or API it is another fault: the one that was changed into it goes.
        const isMoved = (first?.client_id ?? '') !== draft.client_id || (first?.audience ?? '') !== draft.audience;
        if (first !== undefined && isMoved) turnOff.mutate([first.id]);
      },
      onError: () => onOpen(true),
    });
  }

  return (
    <li className={classes.row} data-on={isOn || undefined}>
      <div className={classes.head}>
        <Switch
          className={classes.switch}
          label={title}
          description={simulates}
          color="var(--not-verified)"
          checked={isOn}
          disabled={setFault.isPending || turnOff.isPending}
          onChange={(event) => (event.currentTarget.checked ? apply() : turnOff.mutate(set.map(({ id }) => id)))}
        />
        <Button
          variant="subtle"
          color="gray"
          className={classes.adjust}
          aria-expanded={isOpen}
          aria-controls={detailsId}
          aria-label={`Adjust: ${title}`}
          rightSection={<IconChevronDown size={15} aria-hidden className={classes.chevron} />}
          onClick={() => onOpen(!isOpen)}
        >
          Adjust
        </Button>
      </div>
      <div id={detailsId} hidden={!isOpen}>
        {isOpen && (
          <div className={classes.details}>
            <FaultForm
              draft={draft}
              canPin={canPin}
              problem={problem}
              onChange={(change) => setEdited({ ...draft, ...change })}
            />
            {isGeneral && (
              <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
                {problem.message}
              </Notice>
            )}
            <div className={classes.line}>
              <Button loading={setFault.isPending} disabled={isOn && edited === undefined} onClick={apply}>
                {isOn ? 'Change' : 'Turn on'}
              </Button>
              <Button
                variant="default"
                leftSection={<IconCode size={15} aria-hidden />}
                aria-expanded={isCallShown}
                onClick={() => setIsCallShown(!isCallShown)}
              >
                Show as call
              </Button>
            </div>
            {isCallShown && (
              <ShowAsCall
                what="The fault"
                write={(form, issuer, token) => writeCall(form, toInput(draft), issuer, token)}
              />
            )}
          </div>
        )}
      </div>
    </li>
  );
}
