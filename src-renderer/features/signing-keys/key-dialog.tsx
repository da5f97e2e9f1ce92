/** Says what rotating or revoking will do to tokens and to APIs before either is done. */
import type { KeySetView, SigningKeyView } from '#contract/methods/signing-keys.ts';
import {
  useRevokeSigningKey,
  useRotateAndRevokeSigningKey,
  useRotateSigningKey,
} from '../../bridge/queries/signing-keys.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { formatLocal } from '../../components/format-time.ts';
import { countTokens } from './key-states.ts';

export type KeyWish = { action: 'rotate' } | { action: 'rotate-and-revoke' } | { action: 'revoke'; kid: string };

interface KeyDialogProps {
  wish: KeyWish | undefined;
  keys: SigningKeyView[];
  readers: KeySetView['readers'];
  onClose(): void;
  /** @param text what was done, in a sentence */
  onDone(text: string): void;
}

const titles = {
  rotate: 'Rotate the signing key',
  'rotate-and-revoke': 'Rotate and revoke the signing key',
  revoke: 'Revoke a previous key',
} as const;
const actions = { rotate: 'Rotate', 'rotate-and-revoke': 'Rotate and revoke', revoke: 'Revoke' } as const;

export function KeyDialog({ wish, keys, readers, onClose, onDone }: KeyDialogProps) {
  const rotate = useRotateSigningKey();
  const revoke = useRevokeSigningKey();
  const both = useRotateAndRevokeSigningKey();
  const current = keys.find(({ state }) => state === 'current');
  const next = keys.find(({ state }) => state === 'next');
  const ended =
    wish?.action === 'revoke'
      ? keys.find(({ kid, state }) => kid === wish.kid && state === 'previous')
      : wish?.action === 'rotate-and-revoke'
        ? current
        : undefined;
  // An address may name a key that is gone, or the current one, which is never revoked.
  const isPossible = wish !== undefined && (wish.action !== 'revoke' || ended !== undefined);
  const action = wish?.action ?? 'rotate';
  const alive = current?.liveTokens ?? 0;

  async function act(): Promise<void> {
    if (wish === undefined) return;
    if (wish.action === 'rotate') {
      const done = await rotate.mutateAsync();
      onDone(`Rotated: ${done.current} is now the current key. Tokens signed with ${done.previous} still verify.`);
    } else if (wish.action === 'revoke') {
      await revoke.mutateAsync(wish.kid);
      onDone(`Revoked: ${wish.kid} is no longer published.`);
    } else {
      const done = await both.mutateAsync();
      onDone(
        `Rotated and revoked: ${done.current} is now the current key, and ${done.revoked} is no longer published.`,
      );
    }
    onClose();
  }

  return (
    <ConfirmDialog opened={isPossible} onClose={onClose} title={titles[action]} action={actions[action]} act={act}>
      {action !== 'revoke' && (
        <div>
          <p>Rotating is safe for existing tokens:</p>
          <ol>
            <li>
              The next key <span className="mono">{next?.kid}</span> becomes the current key. It is already in the JWKS.
            </li>
            <li>
              The current key <span className="mono">{current?.kid}</span> becomes the previous key. It stays in the
              JWKS
              {alive === 0
                ? ', and its tokens still verify.'
                : `: its ${countTokens(alive)} that are still valid keep verifying.`}
            </li>
            <li>A new next key is created and published.</li>
          </ol>
          <p>
            APIs that read the JWKS adapt automatically. An API configured with a certificate needs the new one:
            download it here afterwards.
          </p>
        </div>
      )}
      {action !== 'rotate' && <Revocation ended={ended} readers={readers} />}
    </ConfirmDialog>
  );
}

function Revocation({ ended, readers }: { ended: SigningKeyView | undefined; readers: KeySetView['readers'] }) {
  const alive = ended?.liveTokens ?? 0;
  return (
    <div>
      <p>
        Revoking removes <span className="mono">{ended?.kid}</span> from the JWKS. This can’t be undone.{' '}
        {alive === 0
          ? 'No valid token signed with this key is known.'
          : `${countTokens(alive)} that it signed ${alive === 1 ? 'is' : 'are'} still alive and will fail${
              ended?.liveUntil === undefined
                ? ''
                : `, the last of them would have ended at ${formatLocal(new Date(ended.liveUntil))}`
            }.`}{' '}
        Each API refuses them once its cached JWKS expires.
      </p>
      {readers.length === 0 ? (
        <p>No program has fetched the JWKS since the start.</p>
      ) : (
        <>
          <p>Programs that fetched the JWKS and may have it cached:</p>
          <ul>
            {readers.map(({ program, last }) => (
              <li key={program}>
                <span className="mono">{program}</span>, last at {formatLocal(new Date(last))}
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
