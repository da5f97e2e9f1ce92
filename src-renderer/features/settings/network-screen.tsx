/** Where the tenant answers. New ports are opened at once, without a restart. */

import { Button } from '@mantine/core';
import type { NetworkView } from '#contract/methods/network.ts';
import { useForgetPorts, useNetwork } from '../../bridge/queries/network.ts';
import { useStatus } from '../../bridge/queries/tenant.ts';
import { type KeyValue, KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { showFailure } from '../../components/undo-notice.tsx';
import { describePorts, PortsForm } from './ports-form.tsx';
import classes from './settings.module.css';
import { SettingsHeader } from './settings-tabs.tsx';

export function NetworkScreen() {
  const network = useNetwork();
  const { data: status } = useStatus();
  const addresses: { name: string; value: string | undefined }[] = [
    { name: 'HTTP address', value: status?.issuer?.startsWith('http:') === true ? status.issuer : undefined },
    { name: 'HTTPS address', value: status?.httpsIssuer },
    { name: 'Token endpoint', value: status?.tokenEndpoint },
    { name: 'JWKS', value: status?.jwksUri },
    { name: 'Discovery', value: status?.discovery },
    { name: 'Management API audience', value: status?.managementAudience },
  ];
  return (
    <>
      <SettingsHeader title="Network" purpose="The tenant’s addresses on this machine, over HTTP and HTTPS." />
      <QueryView query={network} what="the addresses">
        {(found) => (
          <div className={classes.stack}>
            <Panel title="Ports">
              <PortsForm key={`${found.port} ${found.httpsPort}`} network={found} />
              <KeptPorts network={found} />
            </Panel>
            <Panel title="Issuer">
              <KeyValues items={[issuerItem(status?.issuer, found.fixedIssuer)]} />
            </Panel>
            <Panel title="Addresses">
              <KeyValues
                items={addresses.map(({ name, value }) =>
                  value === undefined ? { name, value: 'Not open' } : { name, value, copy: value },
                )}
              />
            </Panel>
          </div>
        )}
      </QueryView>
    </>
  );
}

/** What the next start will do, and the way back to the usual ports. */
function KeptPorts({ network: { usual, kept, given } }: { network: NetworkView }) {
  const forget = useForgetPorts();
  if (kept === undefined) {
    return <p className={classes.note}>This tenant is in memory only, so the ports are not saved.</p>;
  }
  const isKept = Object.keys(kept).length > 0;
  const flags = given.map((door) => (door === 'port' ? '--port' : '--https-port')).join(' and ');
  return (
    <>
      <p className={classes.note}>
        {isKept ? `Saved: each start uses ${describePorts(usual)}.` : `Each start uses ${describePorts(usual)}.`}
        {flags !== '' && ` This time it was started with ${flags}, which overrides them.`}
      </p>
      {isKept && (
        <div className={classes.row}>
          <Button
            variant="default"
            loading={forget.isPending}
            onClick={() => forget.mutate(undefined, { onError: (error) => showFailure('Not reset', error) })}
          >
            Reset to default ports
          </Button>
        </div>
      )}
    </>
  );
}

function issuerItem(issuer: string | undefined, fixedIssuer: string | undefined): KeyValue {
  if (fixedIssuer !== undefined) {
    return {
      name: 'Issuer (iss)',
      value: fixedIssuer,
      copy: fixedIssuer,
      note: 'Set with --issuer when the tenant started. The same for all addresses.',
    };
  }
  return {
    name: 'Issuer (iss)',
    value: issuer ?? 'The tenant is stopped',
    ...(issuer === undefined ? {} : { copy: issuer }),
    note: 'The address a request was sent to, with a trailing slash, so HTTP and HTTPS differ. Start with --issuer to use one issuer for all addresses.',
  };
}
