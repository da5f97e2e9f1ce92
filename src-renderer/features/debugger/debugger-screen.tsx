import { Anchor, Button } from '@mantine/core';
import { IconAlertTriangle, IconClock, IconShieldLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useInspection } from '../../bridge/queries/debugger.ts';
import { Announcer } from '../../components/announcer.tsx';
import { ApiCheckLink } from '../../components/entity-links.tsx';
import { formatLocal, toDate } from '../../components/format-time.ts';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useNow } from '../../components/use-now.ts';
import { ActivePartProvider } from './active-part.tsx';
import { CheckedWith } from './checked-with.tsx';
import { compareAddress } from './compare-address.ts';
import { EditAndSign } from './edit-and-sign.tsx';
import { ExpectationFields, toExpected, useExpectations } from './expectations.tsx';
import { Explanation } from './explanation.tsx';
import { toVerifyWith, useKeyChoice } from './key-choice.ts';
import classes from './panes.module.css';
import { Panes } from './panes.tsx';
import { RunHistory } from './run-history.tsx';
import { TokenExport } from './token-export.tsx';
import { TokenInput } from './token-input.tsx';
import { TokenReportView, useClaimsForm } from './token-report-view.tsx';
import { TokenVerdict } from './token-verdict.tsx';
import { type Origin, useRunHistory } from './use-run-history.ts';
import { VerifyWithPanel } from './verify-with-panel.tsx';
import { WarningList } from './warning-list.tsx';

interface DebuggerScreenProps {
  text: string;
  onText(text: string): void;
}

/** The token on the left, what it says on the right; read as it is typed. */
export function DebuggerScreen({ text, onText }: DebuggerScreenProps) {
  const [chosen, setChosen] = useState({ text, index: 0 });
  const [agreedText, setAgreedText] = useState<string>();
  const [origin, setOrigin] = useState<Origin>('another screen');
  const [keyChoice, setKeyChoice] = useKeyChoice();
  const [expectations, setExpectations] = useExpectations();
  const [form, setForm] = useClaimsForm();
  const inspected = useInspection({
    text,
    // Another text begins with its first token.
    index: chosen.text === text ? chosen.index : 0,
    verifyWith: toVerifyWith(keyChoice),
    // Agreed to for this text alone.
    ...(text === agreedText && { allowsSlow: true }),
    ...toExpected(expectations),
  });
  const isEmpty = text.trim() === '';
  // What failed to be asked again leaves what is known of this very text.
  const inspection = isEmpty ? undefined : inspected.data;
  const report = inspection?.report;
  const damage = inspection?.found[inspection.index]?.damage;
  const at = toDate(expectations.atSeconds);
  // The tenant's clock may be set apart from this machine's; a chosen time stands still.
  const offset = report === undefined ? 0 : report.times.now - inspected.dataUpdatedAt / 1_000;
  // Rounding never takes it before the report: what was issued this second is not ahead.
  const ticking = Math.max(Math.floor(useNow() + offset), Math.floor(report?.times.now ?? 0));
  const now = report !== undefined && at !== undefined ? report.times.now : ticking;
  const history = useRunHistory(inspected.isPlaceholderData ? undefined : report, origin);

  function setText(next: string, from: Origin) {
    setOrigin(from);
    onText(next);
  }

  /** From further down the page: the new verdict is at its head. */
  function showToken(token: string, from: Origin) {
    history.keepNow();
    setText(token, from);
    document.getElementById('page-title')?.focus();
  }

  const verdict = (
    <>
      <Announcer text={report?.summary ?? ''} />
      {!isEmpty && inspected.isError && (
        <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
          {inspected.error.message}
        </Notice>
      )}
      {report && <TokenVerdict report={report} />}
      {inspection && !report && (
        <Notice tone="cannot-verify" icon={<IconAlertTriangle size={18} />}>
          No token found in this text.
        </Notice>
      )}
      {report?.isSlow && (
        <Notice
          tone="cannot-verify"
          icon={<IconClock size={18} />}
          actions={
            <Button variant="default" onClick={() => setAgreedText(text)}>
              Open it anyway
            </Button>
          }
        >
          Opening this token may take a while and use a lot of memory.
        </Notice>
      )}
      {report && at && (
        <Notice
          tone="remark"
          icon={<IconClock size={18} />}
          actions={
            <Button
              variant="default"
              onClick={() => setExpectations({ ...expectations, at: '', atSeconds: undefined })}
            >
              Back to now
            </Button>
          }
        >
          Checked as of {formatLocal(at)}, not as of now.
        </Notice>
      )}
      {damage && (
        <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />}>
          <strong>Damaged {damage.part}:</strong> {damage.text}
        </Notice>
      )}
    </>
  );

  const details = (
    <>
      {inspection && report && (
        <>
          <WarningList warnings={report.warnings} />
          {report.verdict !== 'not_a_jwt' && (
            <CheckedWith
              keyChoice={keyChoice}
              expectations={expectations}
              hasProblem={inspection.keyProblem !== undefined}
              isNeeded={report.verdict === 'cannot_verify'}
            >
              <VerifyWithPanel
                choice={keyChoice}
                onChoice={setKeyChoice}
                keyForm={inspection.keyForm}
                keyProblem={inspection.keyProblem}
                keyIds={inspection.keyIds}
              />
              <ExpectationFields value={expectations} onValue={setExpectations} now={ticking} />
            </CheckedWith>
          )}
          <TokenReportView report={report} now={now} form={form} onForm={setForm} />
          {report.header && report.payload && (
            <EditAndSign
              key={report.token}
              token={report.token}
              header={report.header}
              payload={report.payload}
              apiIdentifier={report.api?.identifier}
              now={now}
              onDebug={(token) => showToken(token, 'made here')}
              onFirstEdit={history.keepNow}
            />
          )}
          {report.inner && (
            <section className={classes.inner} aria-label="The token inside">
              <h2 className={classes.heading}>The token inside</h2>
              <TokenVerdict report={report.inner} isInner />
              <WarningList warnings={report.inner.warnings} />
              <TokenReportView report={report.inner} now={now} form={form} onForm={setForm} />
            </section>
          )}
          {report.verdict !== 'not_a_jwt' && <TokenExport token={report.token} title="Copy this token as" />}
          {report.api !== undefined && (
            <p>
              <ApiCheckLink audience={report.api.identifier} scope={report.scopes.map(({ value }) => value).join(' ')}>
                Send to API check
              </ApiCheckLink>
              : does your API refuse tokens that differ in one detail?
            </p>
          )}
        </>
      )}
      {isEmpty && <Explanation />}
    </>
  );

  return (
    <>
      <PageHeader
        title="Token debugger"
        purpose={
          <span className={classes.purpose}>
            <IconShieldLock size={16} aria-hidden /> Paste a token to read it and check its signature. Nothing leaves
            this machine.
          </span>
        }
        actions={<Anchor renderRoot={(props) => <Link to={compareAddress} {...props} />}>Compare two tokens</Anchor>}
      />
      <ActivePartProvider>
        <Panes
          input={
            <TokenInput
              text={text}
              onText={setText}
              onReplace={history.keepNow}
              inspection={inspected.isPlaceholderData ? undefined : inspection}
              shown={inspection}
              onIndex={(index) => setChosen({ text, index })}
            />
          }
          verdict={verdict}
          details={details}
          aside={<RunHistory history={history} onToken={(token) => showToken(token, 'pasted')} />}
        />
      </ActivePartProvider>
    </>
  );
}
