import { Button } from '@mantine/core';
import { type FoundToken, mostTokens, type TokenForm } from '#contract/entities/token-report.ts';
import classes from './debugger.module.css';

interface FoundStripProps {
  found: FoundToken[];
  index: number;
  onIndex(index: number): void;
}

const forms: Record<TokenForm, string> = {
  jws: 'JWT',
  jwe: 'Encrypted JWT',
  sd_jwt: 'SD-JWT',
  jws_json: 'JWS in JSON',
  jwe_json: 'JWE in JSON',
  paseto: 'PASETO',
  opaque: 'Opaque token',
};

/** What was found in the text: which token to look at, what was passed over to get at it, what is damaged. */
export function FoundStrip({ found, index, onIndex }: FoundStripProps) {
  const chosen = found[index];
  if (chosen === undefined) return null;
  return (
    <>
      {found.length > 1 && (
        <fieldset className={classes.strip} aria-label={`${found.length} tokens found`}>
          {found.map(({ start, label, form }, at) => (
            <Button
              key={start}
              variant={at === index ? 'filled' : 'default'}
              aria-pressed={at === index}
              onClick={() => onIndex(at)}
            >
              {at + 1} · {label ?? forms[form]}
            </Button>
          ))}
        </fieldset>
      )}
      {found.length === mostTokens && <p>The text was searched up to token {mostTokens}. Paste the rest separately.</p>}
      {chosen.trimmed.length > 0 && (
        <ul className={classes.trimmed} aria-label="Passed over">
          {chosen.trimmed.map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
      )}
    </>
  );
}
