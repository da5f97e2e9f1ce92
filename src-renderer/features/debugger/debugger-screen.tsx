import { Anchor, Button } from '@mantine/core';
import { IconAlertTriangle, IconShieldLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { useInspection } from '../../bridge/queries/debugger.ts';
import { Announcer } from '../../components/announcer.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { useNow } from '../../components/use-now.ts';
import { compareAddress } from './compare-address.ts';
import classes from './debugger.module.css';
import { EditAndSign } from './edit-and-sign.tsx';
import { ExpectationFields, noExpectations, toExpected } from './expectations.tsx';
import { FoundStrip } from './found-strip.tsx';
import { RunHistory } from './run-history.tsx';
import { Samples } from './samples.tsx';
import { TokenExport } from './token-export.tsx';
import { TokenField } from './token-field.tsx';
import { TokenReportView } from './token-report-view.tsx';
import { TokenVerdict } from './token-verdict.tsx';
import { useRunHistory } from './use-run-history.ts';
import { noKeyChoice, toVerifyWith, VerifyWithPanel } from './verify-with-panel.tsx';
import { WarningList } from './warning-list.tsx';

interface DebuggerScreenProps {
  text: string;
  onText(text: string): void;
}

/** The token on the left, what it says on the right; read as it is typed. */
export function DebuggerScreen({ text, onText }: DebuggerScreenProps) {
  const [chosen, setChosen] = useState({ text, index: 0 });
  const [keyChoice, setKeyChoice] = useState(noKeyChoice);
  const [expectations, setExpectations] = useState(noExpectations);
  const asked = useDeferredValue({ text, chosen, keyChoice, expectations });
  const inspected = useInspection({
    text: asked.text,
    // Another text begins with its first token.
    index: asked.chosen.text === asked.text ? asked.chosen.index : 0,
    verifyWith: toVerifyWith(asked.keyChoice),
    ...toExpected(asked.expectations),
  });
  const isEmpty = text.trim() === '';
  const inspection = isEmpty || inspected.isError ? undefined : inspected.data;
  const report = inspection?.report;
  const damage = inspection?.found[inspection.index]?.damage;
  // The tenant's clock may be set apart from this machine's.
  const offset = report === undefined ? 0 : report.times.now - inspected.dataUpdatedAt / 1_000;
  const now = Math.floor(useNow() + offset);
  const history = useRunHistory(inspected.isPlaceholderData ? undefined : report);

  /** From further down the page: the new verdict is at its head. */
  function showToken(token: string) {
    onText(token);
    document.getElementById('page-title')?.focus();
  }

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
      <div className={classes.panes}>
        <section className={classes.input} aria-label="Token">
          <TokenField text={text} onText={onText} />
          <div className={classes.tools}>
            <Samples onSample={onText} />
            {!isEmpty && (
              <Button variant="default" onClick={() => onText('')}>
                Clear
              </Button>
            )}
          </div>
          {inspection && (
            <FoundStrip
              found={inspection.found}
              index={inspection.index}
              onIndex={(index) => setChosen({ text, index })}
            />
          )}
        </section>
        <section className={classes.output} aria-label="What the token says">
          <Announcer text={report?.summary ?? ''} />
          {!isEmpty && inspected.isError && (
            <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
              {inspected.error.message}
            </Notice>
          )}
          {inspection && (
            <div className={classes.stack}>
              {report ? (
                <TokenVerdict report={report} />
              ) : (
                <Notice tone="cannot-verify" icon={<IconAlertTriangle size={18} />}>
                  No token was found in this text: neither a JWT nor anything that looks like an opaque token.
                </Notice>
              )}
              {damage && (
                <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />}>
                  <strong>Damaged {damage.part}:</strong> {damage.text}
                </Notice>
              )}
              {report && (
                <>
                  <WarningList warnings={report.warnings} />
                  {report.verdict !== 'not_a_jwt' && (
                    <>
                      {' '}
                      <VerifyWithPanel
                        choice={keyChoice}
                        onChoice={setKeyChoice}
                        keyForm={inspection.keyForm}
                        keyProblem={inspection.keyProblem}
                      />
                      <ExpectationFields value={expectations} onValue={setExpectations} />
                    </>
                  )}{' '}
                  <TokenReportView report={report} now={now} />
                  {report.inner && (
                    <section className={classes.inner} aria-label="The token inside">
                      <h2 className={classes.heading}>The token inside</h2>
                      <TokenVerdict report={report.inner} />
                      <WarningList warnings={report.inner.warnings} />
                      <TokenReportView report={report.inner} now={now} />
                    </section>
                  )}
                  {report.verdict !== 'not_a_jwt' && <TokenExport token={report.token} title="Copy this token as" />}
                  {report.header && report.payload && (
                    <EditAndSign
                      key={report.token}
                      header={report.header}
                      payload={report.payload}
                      apiIdentifier={report.api?.identifier}
                      onDebug={showToken}
                    />
                  )}
                </>
              )}
            </div>
          )}
          {isEmpty && <Explanation />}
        </section>
      </div>
      <RunHistory history={history} onToken={showToken} />
    </>
  );
}

function Explanation() {
  return (
    <div className={classes.explanation}>
      <p>
        <strong>Anything that holds a token will do</strong>: the token alone, an{' '}
        <span className="mono">Authorization</span> header, a curl line, an HTTP or JSON answer, an address with a token
        in it, several tokens at once.
      </p>
      <p>
        The signature is checked with the keys of this tenant, and for APIs that sign with HS256 with the API’s secret;
        once a token is here, a key, a secret or a JWKS address of another issuer can be given. The verdict names the
        key.
      </p>
    </div>
  );
}
