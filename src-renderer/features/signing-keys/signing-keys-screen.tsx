/** The keys that the tenant signs tokens with, what rotating and revoking them does, and the key set as it is served. */
import { Anchor, Button } from '@mantine/core';
import { IconRefresh, IconRefreshAlert } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { paths } from '../../bridge/paths.ts';
import { useKeySet, useSigningKeys } from '../../bridge/queries/signing-keys.ts';
import { Deferred } from '../../components/deferred.tsx';
import { ApiLink } from '../../components/entity-links.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { Panel } from '../../components/panel.tsx';
import { QueryView } from '../../components/query-view.tsx';
import { AfterActing } from './after-acting.tsx';
import { KeyDialog, type KeyWish } from './key-dialog.tsx';
import { KeyPanel } from './key-panel.tsx';
import { KeySetPanel } from './key-set-panel.tsx';
import { KeyTimeline } from './key-timeline.tsx';
import classes from './signing-keys.module.css';

interface SigningKeysScreenProps {
  wish: KeyWish | undefined;
  onWish(wish: KeyWish | undefined): void;
  onDebug(token: string): void;
}

export function SigningKeysScreen({ wish, onWish, onDebug }: SigningKeysScreenProps) {
  const keys = useSigningKeys();
  const keySet = useKeySet();
  const [done, setDone] = useState<string>();
  const apis = keySet.data?.apisWithSecret ?? [];
  return (
    <>
      <PageHeader
        title="Signing keys"
        purpose="The keys that sign this tenant’s tokens. APIs get the public keys from the JWKS."
        actions={
          <>
            <Button
              variant="default"
              leftSection={<IconRefreshAlert size={15} aria-hidden />}
              onClick={() => onWish({ action: 'rotate-and-revoke' })}
            >
              Rotate and revoke
            </Button>
            <Button leftSection={<IconRefresh size={15} aria-hidden />} onClick={() => onWish({ action: 'rotate' })}>
              Rotate
            </Button>
          </>
        }
      />
      <div className={classes.stack}>
        {done !== undefined && keySet.data !== undefined && (
          <AfterActing
            key={done}
            text={done}
            keySet={keySet.data}
            onDebug={onDebug}
            onClose={() => setDone(undefined)}
          />
        )}
        <QueryView query={keys} what="the signing keys" rows={8}>
          {(all) => (
            <Deferred>
              <KeyTimeline keys={all} />
              {all.map((key) => (
                <KeyPanel key={key.kid} signingKey={key} onRevoke={() => onWish({ action: 'revoke', kid: key.kid })} />
              ))}
              <KeyDialog
                wish={wish}
                keys={all}
                readers={keySet.data?.readers ?? []}
                onClose={() => onWish(undefined)}
                onDone={setDone}
              />
            </Deferred>
          )}
        </QueryView>
        <QueryView query={keySet} what="the key set" rows={4}>
          {(found) => (
            <Deferred>
              <KeySetPanel keySet={found} />
            </Deferred>
          )}
        </QueryView>
        <Panel title="HS256 secrets">
          <p className={classes.note}>
            HS256 doesn’t use these keys: each API with HS256 has its own signing secret in its settings.
          </p>
          {apis.length > 0 ? (
            <ul className={classes.list}>
              {apis.map(({ id, name }) => (
                <li key={id}>
                  <ApiLink id={id} name={name} />
                </li>
              ))}
            </ul>
          ) : (
            <p className={classes.note}>
              No API uses HS256.{' '}
              <Anchor inherit renderRoot={(props) => <Link to={paths.apis} {...props} />}>
                All APIs
              </Anchor>
            </p>
          )}
        </Panel>
      </div>
    </>
  );
}
