/** Does an API of yours refuse what it must? Tokens that are right in everything but one thing, and what became of them. */
import { IconAlertTriangle } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import { type CheckReport, countResults, gradeResults } from '#contract/entities/api-check.ts';
import { useCheckReport, useCheckRunner, useCheckRuns, useKeyCallers } from '../../bridge/queries/api-check.ts';
import { Announcer } from '../../components/announcer.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Panel } from '../../components/panel.tsx';
import { refusedField } from '../../components/problem-fields.ts';
import classes from './api-check.module.css';
import { draftOf, toInput } from './check-draft.ts';
import type { CheckSearch } from './check-search.ts';
import { useCheckDraft } from './remember-draft.ts';
import { RunHistory } from './run-history.tsx';
import { RunView } from './run-view.tsx';
import { RunningView } from './running-view.tsx';
import { SetupForm } from './setup-form.tsx';

interface ApiCheckScreenProps {
  search: CheckSearch;
  /** Puts a run into the address. */
  onRun(id: string): void;
  onDebug(token: string): void;
}

/** The good token alone. */
const controlCase = 'valid';

/** Fields of the form that show their own problem. */
const formFields = [
  'url',
  'audience',
  'client',
  'scope',
  'allow_host',
  'allow_actions',
  'headers',
  'body',
  'unprotected_url',
];

export function ApiCheckScreen({ search, onRun, onDebug }: ApiCheckScreenProps) {
  const list = useCheckRuns().data;
  const [once, setOnce] = useState<CheckReport>();
  // Some cases once more: what is shown stays meanwhile.
  const [isPart, setIsPart] = useState(false);
  const runner = useCheckRunner((report) => {
    if (report.input.only === undefined) {
      setOnce(undefined);
      onRun(report.id);
    } else setOnce(report);
  });
  const { running, isStarting, problem, start, follow } = runner;
  const shownId = search.run ?? list?.runs[0]?.id;
  const kept = useCheckReport(shownId);
  const [draft, change, isTouched] = useCheckDraft({
    ...(search.audience === undefined ? {} : { audience: search.audience }),
    ...(search.scope === undefined ? {} : { scopes: search.scope.split(' ') }),
  });
  const input = kept.data?.input;
  const isBusy = isStarting || running !== undefined;

  // A run of the command, or of another window, is looked on at.
  useEffect(() => {
    if (list?.running !== undefined) follow(list.running);
  }, [list?.running, follow]);

  // The form begins with what was checked last, until somebody writes in it.
  useEffect(() => {
    if (input === undefined || isTouched) return;
    const { audience = input.audience, scope } = search;
    if (audience !== input.audience) return;
    change({ ...draftOf(input), ...(scope === undefined ? {} : { scopes: scope.split(' ') }) });
  }, [input, isTouched, search, change]);

  const run = (only?: string[]) => {
    setIsPart(only !== undefined);
    start({ ...toInput(draft), ...(only === undefined ? {} : { only }) });
  };
  const isWhole = running !== undefined && !isPart;
  const report = kept.data === undefined ? undefined : withResultsOf(kept.data, once);
  const field = refusedField(problem);
  return (
    <>
      <PageHeader
        title="API check"
        purpose="Send your API tokens that are valid in everything but one detail, and see which ones it accepts."
      />
      <Announcer
        text={isBusy ? '' : report === undefined ? '' : `The check has ended: grade ${report.grade ?? 'none'}.`}
      />
      <div className={classes.stack}>
        <SetupForm
          draft={draft}
          isBusy={isBusy}
          problem={problem}
          onChange={change}
          onRun={() => run()}
          onControl={() => run([controlCase])}
        />
        {problem !== undefined && !formFields.includes(field ?? '') && (
          <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
            {problem.message}
          </Notice>
        )}
        {isWhole && <RunningView running={running} onDebug={onDebug} />}
        {once !== undefined && running === undefined && once.input.only?.includes(controlCase) && (
          <ControlOnly report={once} />
        )}
        {!isWhole && report !== undefined && (
          <RunView
            key={report.id}
            report={report}
            runs={list?.runs ?? []}
            onAgain={isBusy ? undefined : run}
            onDebug={onDebug}
          />
        )}
        {!isWhole && report === undefined && list !== undefined && !kept.isLoading && <NothingYet />}
        <RunHistory runs={list?.runs ?? []} shownId={shownId} />
      </div>
    </>
  );
}

/** Cases that were run once more take the place of what they were. */
function withResultsOf(report: CheckReport, once: CheckReport | undefined): CheckReport {
  if (once === undefined || once.control === 'refused' || once.input.url !== report.input.url) return report;
  const newer = new Map(once.results.map((result) => [result.id, result]));
  const results = report.results.map((result) => newer.get(result.id) ?? result);
  return { ...report, results, counts: countResults(results), grade: gradeResults(results) };
}

function ControlOnly({ report }: { report: CheckReport }) {
  if (report.control === 'refused') {
    return (
      <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
        {report.advice}
      </Notice>
    );
  }
  const [control, noToken] = report.results;
  return (
    <Panel title="Valid token">
      <p>
        Accepted ({control?.got}). Without a token, the route returns {noToken?.got}.{' '}
        {report.advice ?? 'Ready to run the check.'}
      </p>
    </Panel>
  );
}

function NothingYet() {
  const callers = useKeyCallers().data ?? [];
  return (
    <EmptyState title="No API checked yet">
      <p>
        Start your API with this tenant as its issuer, then enter the URL of a protected route. Tokenbench first sends a
        valid token. If your API accepts it, some 300 invalid ones follow. The tenant is not changed.
      </p>
      {callers.length > 0 && (
        <p>
          Programs that fetched this tenant’s JWKS:{' '}
          <span className="mono">{callers.map(({ user_agent }) => user_agent).join(', ')}</span>
        </p>
      )}
    </EmptyState>
  );
}
