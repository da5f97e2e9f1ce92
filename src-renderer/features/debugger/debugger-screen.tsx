import { Button } from '@mantine/core';
import { IconAlertTriangle, IconShieldLock } from '@tabler/icons-react';
import { useDeferredValue } from 'react';
import { useInspectedToken } from '../../bridge/queries/tokens.ts';
import { Announcer } from '../../components/announcer.tsx';
import { DecodedToken } from '../../components/decoded-token.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { verdictText } from '../../components/verdict-words.ts';
import classes from './debugger.module.css';
import { Samples } from './samples.tsx';
import { TokenField } from './token-field.tsx';

interface DebuggerScreenProps {
  text: string;
  onText(text: string): void;
}

/** The token on the left, what it says on the right; read as it is typed. */
export function DebuggerScreen({ text, onText }: DebuggerScreenProps) {
  const settled = useDeferredValue(text);
  const inspected = useInspectedToken(settled);
  const isEmpty = text.trim() === '';
  const view = isEmpty ? undefined : inspected.data;
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
      />
      <div className={classes.panes}>
        <section className={classes.input} aria-label="Token">
          <TokenField text={text} onText={onText} />
          <div className={classes.tools}>
            <Samples onSample={onText} />
            <Button variant="default" disabled={isEmpty} onClick={() => onText('')}>
              Clear
            </Button>
          </div>
        </section>
        <section className={classes.output} aria-label="What the token says">
          <Announcer text={view === undefined ? '' : verdictText(view)} />
          {!isEmpty && inspected.isError && (
            <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
              {inspected.error.message}
            </Notice>
          )}
          {view !== undefined && !inspected.isError && <DecodedToken view={view} />}
          {isEmpty && <Explanation />}
        </section>
      </div>
    </>
  );
}

function Explanation() {
  return (
    <div className={classes.explanation}>
      <p>
        <strong>Anything that holds a token will do</strong>: the token alone, an{' '}
        <span className="mono">Authorization</span> header, a JSON answer of a token endpoint.
      </p>
      <p>
        The signature is checked with the keys of this tenant, and for APIs that sign with HS256 with the API’s secret.
        The verdict names the key; a token of another issuer can be read, but not verified here.
      </p>
    </div>
  );
}
