/** A run that is under way: how far it is, and what it has found so far. */
import type { RunningCheck } from '../../bridge/queries/api-check.ts';
import { Panel } from '../../components/panel.tsx';
import { BatteryPicture } from './battery-picture.tsx';
import { ResultList } from './result-list.tsx';
import { RunProgress } from './run-progress.tsx';
import { useOpenCases } from './use-open-cases.ts';

/** Below so many results it may be over in a moment: a case that runs again, a control. */
const worthShowing = 3;

export function RunningView({ running, onDebug }: { running: RunningCheck; onDebug(token: string): void }) {
  const { open, onOpen, showCase } = useOpenCases();
  const { results } = running;
  return (
    <>
      <Panel title="Running">
        <RunProgress running={running} />
        {results.length > worthShowing && <BatteryPicture results={results} changes={undefined} onCase={showCase} />}
      </Panel>
      {results.length > worthShowing && (
        <Panel title="Cases so far">
          <ResultList
            results={results}
            library="other"
            changes={undefined}
            open={open}
            onOpen={onOpen}
            onAgain={undefined}
            onDebug={onDebug}
          />
        </Panel>
      )}
    </>
  );
}
