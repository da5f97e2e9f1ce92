/** The local certificate authority: its certificate, and how programs come to trust it. */
import { Anchor, Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { paths } from '../../bridge/paths.ts';
import { useHostInfo } from '../../bridge/queries/host.ts';
import { useNetwork } from '../../bridge/queries/network.ts';
import { useStatus } from '../../bridge/queries/tenant.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { DownloadButton } from '../../components/download-button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { formatLocal } from '../../components/format-time.ts';
import { type KeyValue, KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { type TrustInstruction, trustInPrograms, trustInSystem } from '../../components/trust-instructions.ts';
import { RenewDialog } from './renew-dialog.tsx';
import classes from './settings.module.css';
import { SettingsHeader } from './settings-tabs.tsx';
import { TrustPanel } from './trust-panel.tsx';

/** Of the file once it was saved, where the tenant keeps none. */
const savedName = 'tokenbench-ca.pem';

interface HttpsScreenProps {
  isRenewing: boolean;
  onRenew(): void;
  onClose(): void;
}

export function HttpsScreen({ isRenewing, onRenew, onClose }: HttpsScreenProps) {
  const network = useNetwork();
  const { data: status } = useStatus();
  const isWindows = useHostInfo().data?.platform === 'win32';
  return (
    <>
      <SettingsHeader
        title="HTTPS"
        purpose="HTTPS uses a certificate signed by a local CA that exists only on this machine."
      />
      <QueryView query={network} what="the certificate authority">
        {({ authority }) =>
          authority === undefined ? (
            <EmptyState title="There is no certificate authority yet">
              <p>
                It is made when HTTPS is opened for the first time:{' '}
                <Anchor inherit renderRoot={(props) => <Link to={paths.network} {...props} />}>
                  open it under Network
                </Anchor>
                . Most Auth0 SDKs insist on HTTPS; over plain HTTP none of this is needed.
              </p>
            </EmptyState>
          ) : (
            <div className={classes.stack}>
              <Panel
                title="The authority"
                actions={
                  <span className={classes.row}>
                    <CopyButton value={authority.pem} what="the authority’s certificate" />
                    <DownloadButton fileName={savedName} text={authority.pem}>
                      Download
                    </DownloadButton>
                  </span>
                }
              >
                <KeyValues
                  items={[
                    addressItem(status?.httpsIssuer),
                    {
                      name: 'Name',
                      value: authority.name,
                      copy: authority.name,
                      note: 'As stores of certificates list it.',
                    },
                    { name: 'Valid until', value: formatLocal(new Date(authority.expires)) },
                    { name: 'SHA-256 fingerprint', value: authority.fingerprint, copy: authority.fingerprint },
                    authority.path === undefined
                      ? {
                          name: 'Certificate file',
                          value: 'Not kept: download it',
                          note: 'This tenant is kept in memory, so its authority ends with it.',
                        }
                      : {
                          name: 'Certificate file',
                          value: authority.path,
                          copy: authority.path,
                          note: 'To be trusted once: the authority stays, the server’s own certificate comes and goes.',
                        },
                  ]}
                />
                <div className={classes.row}>
                  <Button variant="outline" color="red" className={classes.danger} onClick={onRenew}>
                    Make anew
                  </Button>
                </div>
                <RenewDialog opened={isRenewing} authority={authority} onClose={onClose} />
              </Panel>
              <TrustPanel />
              <Panel title="Trust it in one program">
                <p className={classes.note}>Enough for most tests, and nothing else on the machine is changed.</p>
                <KeyValues items={trustInPrograms(authority.path ?? savedName, isWindows).map(toItem)} />
              </Panel>
              <Panel title="Trust it in the whole system">
                <p className={classes.note}>
                  For browsers and for programs without a setting of their own. The authority can sign for this
                  machine’s own names only (RFC 5280 name constraints), and its key is readable by your account only.
                </p>
                <KeyValues items={trustInSystem(authority.path ?? savedName).map(toItem)} />
              </Panel>
            </div>
          )
        }
      </QueryView>
    </>
  );
}

function addressItem(httpsIssuer: string | undefined): KeyValue {
  if (httpsIssuer === undefined) return { name: 'HTTPS address', value: 'Not open now' };
  return { name: 'HTTPS address', value: httpsIssuer, copy: httpsIssuer };
}

function toItem({ name, line, note }: TrustInstruction): KeyValue {
  return { name, value: line, copy: line, ...(note === undefined ? {} : { note }) };
}
