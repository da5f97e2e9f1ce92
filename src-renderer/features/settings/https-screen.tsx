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
            <EmptyState title="No local CA yet">
              <p>
                Tokenbench creates it when HTTPS is first turned on:{' '}
                <Anchor inherit renderRoot={(props) => <Link to={paths.network} {...props} />}>
                  turn it on under Network
                </Anchor>
                . Most Auth0 SDKs require HTTPS; plain HTTP needs none of this.
              </p>
            </EmptyState>
          ) : (
            <div className={classes.stack}>
              <Panel
                title="Local CA"
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
                      note: 'As shown in certificate stores.',
                    },
                    { name: 'Valid until', value: formatLocal(new Date(authority.expires)) },
                    { name: 'SHA-256 fingerprint', value: authority.fingerprint, copy: authority.fingerprint },
                    authority.path === undefined
                      ? {
                          name: 'Certificate file',
                          value: 'Not stored: download it',
                          note: 'This tenant is in memory only, and so is its CA.',
                        }
                      : {
                          name: 'Certificate file',
                          value: authority.path,
                          copy: authority.path,
                          note: 'Trust it once: the CA stays the same when the server certificate is renewed.',
                        },
                  ]}
                />
                <div className={classes.row}>
                  <Button variant="outline" color="red" className={classes.danger} onClick={onRenew}>
                    Regenerate
                  </Button>
                </div>
                <RenewDialog opened={isRenewing} authority={authority} onClose={onClose} />
              </Panel>
              <TrustPanel />
              <Panel title="Trust the CA in one program">
                <p className={classes.note}>Enough for most tests. Nothing else on this machine changes.</p>
                <KeyValues items={trustInPrograms(authority.path ?? savedName, isWindows).map(toItem)} />
              </Panel>
              <Panel title="Trust the CA system-wide">
                <p className={classes.note}>
                  For browsers and for programs without their own setting. The CA can only sign for names of this
                  machine (RFC 5280 name constraints), and only your account can read its key.
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
