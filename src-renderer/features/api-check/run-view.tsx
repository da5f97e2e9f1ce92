/** A run that has ended: its sum, its picture and its cases. */
import { useMemo, useState } from 'react';
import type { CheckLibrary, CheckReport } from '#contract/entities/api-check.ts';
import type { CheckSummary } from '#contract/methods/api-check.ts';
import { useCheckReport } from '../../bridge/queries/api-check.ts';
import { Panel } from '../../components/panel.tsx';
import { BatteryPicture } from './battery-picture.tsx';
import { compareRuns } from './compare-runs.ts';
import { ControlRefused } from './control-refused.tsx';
import { ResultList } from './result-list.tsx';
import { RunSummary } from './run-summary.tsx';
import { useOpenCases } from './use-open-cases.ts';

interface RunViewProps {
  report: CheckReport;
  runs: readonly CheckSummary[];
  onAgain: ((ids: string[]) => void) | undefined;
  onDebug(token: string): void;
}

export function RunView({ report, runs, onAgain, onDebug }: RunViewProps) {
  const [library, setLibrary] = useState<CheckLibrary>();
  const { open, onOpen, showCase } = useOpenCases();
  const others = runs.filter(
    ({ id, url, started_at, control }) =>
      id !== report.id && url === report.input.url && control === 'accepted' && started_at < report.started_at,
  );
  const [compared, setCompared] = useState<string | undefined | 'usual'>('usual');
  const comparedWith = compared === 'usual' ? others[0]?.id : compared;
  const before = useCheckReport(comparedWith).data;
  const changes = useMemo(
    () => (before === undefined ? undefined : compareRuns(report.results, before.results)),
    [report.results, before],
  );
  const shownLibrary = library ?? report.library;
  if (report.control === 'refused') return <ControlRefused report={report} />;
  return (
    <>
      <Panel title="Result">
        <RunSummary
          report={report}
          library={shownLibrary}
          onLibrary={setLibrary}
          others={others}
          comparedWith={comparedWith}
          changes={changes}
          onCompare={setCompared}
        />
        <BatteryPicture results={report.results} changes={changes} onCase={showCase} />
      </Panel>
      <Panel title="Cases">
        <ResultList
          results={report.results}
          library={shownLibrary}
          changes={changes}
          open={open}
          onOpen={onOpen}
          onAgain={onAgain}
          onDebug={onDebug}
        />
      </Panel>
    </>
  );
}
