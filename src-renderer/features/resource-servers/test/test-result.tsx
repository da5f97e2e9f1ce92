import { Button, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ClientGrant } from '#contract/entities/client-grant.ts';
import type { ResourceServer } from '#contract/entities/resource-server.ts';
import type { Output } from '#contract/methods.ts';
import { paths } from '../../../bridge/paths.ts';
import type { ClientView } from '../../../bridge/queries/clients.ts';
import { CodeBlock } from '../../../components/code-block.tsx';
import { ExchangeLink } from '../../../components/entity-links.tsx';
import { GrantSwitch } from '../../../components/grants/grant-switch.tsx';
import { Notice } from '../../../components/notice.tsx';
import { Panel } from '../../../components/panel.tsx';
import { ExchangePanel, TokenPanel } from '../../../components/token-panels.tsx';
import classes from './test.module.css';

interface TestResultProps {
  run: Output<'tokens.request'>;
  client: ClientView;
  resourceServer: ResourceServer;
  grant: ClientGrant | undefined;
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

function Refusal({ run, client, resourceServer, grant, onRunAgain }: TestResultProps) {
  const isClosed = resourceServer.subject_type_authorization.client?.policy === 'deny_all';
  return (
    <Notice
      tone="not-verified"
      icon={<IconAlertTriangle size={18} />}
      assertive
      actions={
        <>
          {grant === undefined && <GrantSwitch client={client} api={resourceServer} grant={grant} />}
          {isClosed && (
            <Button
              variant="default"
              renderRoot={(rest) => (
                <Link to={paths.apiTab} params={{ id: resourceServer.id, tab: 'settings' }} {...rest} />
              )}
            >
              Client access, in Settings
            </Button>
          )}
          <Button variant="default" onClick={onRunAgain}>
            Run again
          </Button>
        </>
      }
    >
      Refused with status {run.status}. {run.hint ?? 'The answer below says why.'}{' '}
      {run.log_id !== undefined && <ExchangeLink logId={run.log_id} />}
    </Notice>
  );
}

/** The next step: the token where it is meant to go. */
function CallApi({ token }: { token: string }) {
  const [address, setAddress] = useState('http://localhost:3000/');
  const code = `curl -i '${address.replaceAll("'", `'\\''`)}' \\\n  -H 'authorization: Bearer ${token}'`;
  return (
    <Panel title="Call your API with it">
      <div className={classes.snippet}>
        <TextInput
          className={classes.address}
          label="Address of your API"
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
