import { Button } from '@mantine/core';
import { IconKeyOff } from '@tabler/icons-react';
import type { SigningKeyView } from '#contract/methods/signing-keys.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { DownloadButton } from '../../components/download-button.tsx';
import { formatLocal, formatRelative } from '../../components/format-time.ts';
import { type KeyValue, KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import { useNow } from '../../components/use-now.ts';
import { countTokens, keyStates } from './key-states.ts';
import classes from './signing-keys.module.css';

interface KeyPanelProps {
  signingKey: SigningKeyView;
  onRevoke(): void;
}

export function KeyPanel({ signingKey: key, onRevoke }: KeyPanelProps) {
  const now = useNow();
  const { name, meaning } = keyStates[key.state];
  const items: KeyValue[] = [
    { name: 'Key ID (kid)', value: key.kid, copy: key.kid, note: meaning },
    key.state === 'current'
      ? {
          name: 'Algorithm',
          value: key.alg,
          note: 'RSA, 2048 bits. The same key signs PS256 and RS512 tokens.',
        }
      : { name: 'Algorithm', value: key.alg },
    { name: 'Age', value: ageOf(key, now) },
    ...(key.state === 'next' ? [] : [{ name: 'Valid tokens', value: aliveOf(key, now) }]),
    {
      name: 'Thumbprint',
      value: key.thumbprint,
      copy: key.thumbprint,
      note: 'SHA-1 of the certificate. The x5t in the JWKS is the same value in base64url.',
    },
  ];
  return (
    <Panel
      // There may be several previous and revoked ones.
      title={key.state === 'current' || key.state === 'next' ? `${name} key` : `${name} key ${key.kid.slice(0, 8)}…`}
      actions={
        <span className={classes.row}>
          <span className={classes.note}>Certificate</span>
          <CopyButton value={key.cert} what={`the certificate of the ${key.state} key ${key.kid}`} />
          <DownloadButton fileName={`${key.kid}.pem`} text={`${key.cert}\n`}>
            Download
          </DownloadButton>
          {key.state === 'previous' && (
            <Button
              variant="outline"
              color="red"
              className={classes.revoke}
              aria-label={`Revoke the key ${key.kid}`}
              leftSection={<IconKeyOff size={14} aria-hidden />}
              onClick={onRevoke}
            >
              Revoke
            </Button>
          )}
        </span>
      }
    >
      <KeyValues items={items} />
      <details className={classes.details}>
        <summary>Certificate in PEM form</summary>
        <pre className="mono">{key.cert}</pre>
      </details>
    </Panel>
  );
}

function ageOf({ created_at, current_since, current_until, revoked_at }: SigningKeyView, now: number): string {
  const since = (word: string, time: string) =>
    `${word} ${formatRelative(Date.parse(time) / 1_000, now)} (${formatLocal(new Date(time))})`;
  if (revoked_at !== undefined) return since('Revoked', revoked_at);
  if (current_until !== undefined) return since('Replaced', current_until);
  if (current_since !== undefined) return since('Current since', current_since);
  return since('Made', created_at);
}

function aliveOf({ liveTokens, liveUntil }: SigningKeyView, now: number): string {
  if (liveTokens === 0 || liveUntil === undefined) return 'None known';
  return `${countTokens(liveTokens)}, the last ends ${formatRelative(Date.parse(liveUntil) / 1_000, now)}`;
}
