/** What goes wrong on purpose: so that programs and APIs meet it here before they meet it in production. */
import { Button, Kbd } from '@mantine/core';
import { useOs } from '@mantine/hooks';
import { IconBoltOff } from '@tabler/icons-react';
import {
  type FaultGroup,
  type FaultKind,
  faultGroups,
  faultKindNames,
  faultKinds,
} from '#contract/entities/fault-kinds.ts';
import { useAllFaultsOff, useFaults } from '../../bridge/queries/faults.ts';
import { PageHeader } from '../../components/page-header.tsx';
import { Panel } from '../../components/panel.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { showFailure } from '../../components/undo-notice.tsx';
import { ActiveFaults } from './active-faults.tsx';
import { ClockPanel } from './clock-panel.tsx';
import { describeClock } from './describe-fault.ts';
import { FaultRow } from './fault-row.tsx';
import classes from './faults.module.css';
import { PresetCards } from './preset-cards.tsx';

interface FaultsScreenProps {
  /** The kind that is being adjusted. */
  open: FaultKind | undefined;
  onOpen(kind: FaultKind | undefined): void;
}

const groups = (Object.keys(faultGroups) as FaultGroup[]).map((group) => ({
  group,
  kinds: faultKindNames.filter((kind) => faultKinds[kind].group === group),
}));

export function FaultsScreen({ open, onOpen }: FaultsScreenProps) {
  const view = useFaults();
  const allOff = useAllFaultsOff();
  const isQuiet =
    view.data !== undefined && view.data.faults.length === 0 && describeClock(view.data.clock) === undefined;
  return (
    <>
      <PageHeader
        title="Faults"
        purpose="Make things fail on purpose, before they fail in production."
        actions={
          <Button
            leftSection={<IconBoltOff size={15} aria-hidden />}
            disabled={isQuiet}
            loading={allOff.isPending}
            onClick={() =>
              allOff.mutate(undefined, { onError: (error) => showFailure('The faults could not be turned off', error) })
            }
          >
            All off
          </Button>
        }
      />
      <QueryView query={view} what="the faults" rows={8}>
        {({ faults, clock, canPin }) => (
          <div className={classes.stack}>
            <Panel title="Active now" actions={<AllOffKeys />}>
              <ActiveFaults faults={faults} clock={clock} />
            </Panel>
            <Panel title="Presets">
              <PresetCards />
            </Panel>
            {groups.map(({ group, kinds }) => (
              <Panel key={group} title={faultGroups[group]}>
                <ul className={classes.rows}>
                  {kinds.map((kind) => (
                    <FaultRow
                      key={kind}
                      kind={kind}
                      set={faults.filter((fault) => fault.kind === kind)}
                      canPin={canPin}
                      isOpen={kind === open}
                      onOpen={(isOpen) => onOpen(isOpen ? kind : undefined)}
                    />
                  ))}
                </ul>
              </Panel>
            ))}
            <ClockPanel clock={clock} />
          </div>
        )}
      </QueryView>
    </>
  );
}

function AllOffKeys() {
  const mod = useOs() === 'macos' ? '⌘' : 'Ctrl';
  return (
    <span className={classes.note}>
      Turn off all faults from any screen: <Kbd>{mod}</Kbd> + <Kbd>Shift</Kbd> + <Kbd>X</Kbd>
    </span>
  );
}
