import { Button, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { Output } from '#contract/methods.ts';
import { quoteWord } from '#contract/shell-words.ts';
import { CodeBlock } from '../../../components/code-block.tsx';
import { ExchangeLink } from '../../../components/entity-links.tsx';
import { Notice } from '../../../components/notice.tsx';
import { Panel } from '../../../components/panel.tsx';
import { WhyOfExchange } from '../../../components/refusal/why-refused.tsx';
import { ExchangePanel, TokenPanel } from '../../../components/token-panels.tsx';
import classes from './test.module.css';

interface TestResultProps {
  run: Output<'tokens.request'>;
  onRunAgain(): void;
  onDebug(token: string): void;
}

/** The answer, the token read and verified, and the call to make with it; or why there is none, and the mend. */
export function TestResult(props: TestResultProps) {
  const { run, onDebug } = props;
  const { token } = run;
  return (
    <>
      {token === undefined ? (
        <Refusal {...props} />
      ) : (
        <>
          <TokenPanel token={token} onDebug={onDebug} />
          <CallApi token={token.token} />
        </>
      )}
      <ExchangePanel run={run} />
    </>
  );
}

/** The same why and the same mends as in the traffic. */
function Refusal({ run, onRunAgain }: TestResultProps) {
  return (
    <>
      <Notice
        tone="not-verified"
        icon={<IconAlertTriangle size={18} />}
        assertive
        actions={
          <Button variant="default" onClick={onRunAgain}>
            Run again
          </Button>
        }
      >
        Refused with status {run.status}. {run.hint ?? 'The response below says why.'}{' '}
        {run.log_id !== undefined && <ExchangeLink logId={run.log_id} />}
      </Notice>
      {run.log_id !== undefined && <WhyOfExchange logId={run.log_id} />}
    </>
  );
}

/** The next step: the token where it is meant to go. */
function CallApi({ token }: { token: string }) {
  const [address, setAddress] = useState('http://localhost:3000/');
  const code = `curl -i ${quoteWord(address, 'posix')} \\\n  -H ${quoteWord(`authorization: Bearer ${token}`, 'posix')}`;
  return (
    <Panel title="Call your API with it">
      <div className={classes.snippet}>
        <TextInput
          className={classes.address}
          label="URL of your API"
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          classNames={{ input: 'mono' }}
          spellCheck={false}
        />
        <CodeBlock code={code} what="the call to your API">
          {code.replace(token, `${token.slice(0, 24)}…`)}
        </CodeBlock>
      </div>
    </Panel>
  );
}
