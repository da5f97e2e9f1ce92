import type { KeySetView } from '#contract/methods/signing-keys.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { formatLocal } from '../../components/format-time.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { Panel } from '../../components/panel.tsx';
import classes from './signing-keys.module.css';

/** The JWKS as it is served: every key but the revoked ones, public members only. */
export function KeySetPanel({ keySet: { address, text, readers } }: { keySet: KeySetView }) {
  return (
    <Panel title="JWKS as served" actions={<CopyButton value={text} what="the JWKS" />}>
      <KeyValues
        items={[
          address === undefined
            ? { name: 'Address', value: 'The tenant is stopped' }
            : { name: 'Address', value: address, copy: address },
          {
            name: 'Fetched by',
            value:
              readers.length === 0 ? (
                'No program yet'
              ) : (
                <ul className={classes.list}>
                  {readers.map(({ program, last, requests }) => (
                    <li key={program}>
                      <span className="mono">{program}</span>, {requests} {requests === 1 ? 'time' : 'times'}, last at{' '}
                      {formatLocal(new Date(last))}
                    </li>
                  ))}
                </ul>
              ),
          },
        ]}
      />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <section className={classes.keySet} tabIndex={0} aria-label="Text of the JWKS">
        <CodeBlock code={text} what="the JWKS" withCopy={false} />
      </section>
    </Panel>
  );
}
