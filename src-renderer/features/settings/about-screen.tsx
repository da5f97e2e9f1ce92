import { useHostInfo } from '../../bridge/queries/host.ts';
import { useStatus } from '../../bridge/queries/tenant.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { diagnostics } from './diagnostics.ts';
import { SecretsAtRest } from './secrets-at-rest.tsx';
import classes from './settings.module.css';
import { SettingsHeader } from './settings-tabs.tsx';

const hosts = { desktop: 'Desktop app', browser: 'Browser, served by the command' } as const;
const systems = { darwin: 'macOS', win32: 'Windows', linux: 'Linux' } as const;

export function AboutScreen() {
  const info = useHostInfo();
  const { data: status } = useStatus();
  return (
    <>
      <SettingsHeader title="About" purpose="Version, licenses, and data folder." />
      <QueryView query={info} what="the versions" rows={6}>
        {(host) => (
          <div className={classes.stack}>
            <SecretsAtRest />
            <Panel
              title="This installation"
              actions={<CopyButton value={diagnostics(host, status)} what="diagnostics for a bug report" />}
            >
              <KeyValues
                items={[
                  { name: 'Tokenbench', value: host.version, copy: host.version },
                  { name: 'Host', value: hosts[host.host] },
                  { name: 'System', value: systems[host.platform] },
                  host.dataFolder === undefined
                    ? { name: 'Data folder', value: 'None: nothing is kept after the tenant stops' }
                    : { name: 'Data folder', value: host.dataFolder, copy: host.dataFolder },
                ]}
              />
              <p className={classes.note}>
                Copies versions, status, and counts for a bug report. No secrets or tokens.
              </p>
            </Panel>
            <Panel title="Parts">
              <KeyValues
                items={Object.entries(host.versions).map(([name, version]) => ({
                  name,
                  value: version,
                  copy: version,
                }))}
              />
            </Panel>
          </div>
        )}
      </QueryView>
    </>
  );
}
