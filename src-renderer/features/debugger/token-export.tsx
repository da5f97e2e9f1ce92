import { SegmentedControl } from '@mantine/core';
import { useState } from 'react';
import { useTokenSnippets } from '../../bridge/queries/debugger.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { TokenText } from '../../components/token-text.tsx';
import classes from './debugger.module.css';

const forms = [
  { value: 'token', label: 'Token' },
  { value: 'redacted', label: 'Without signature' },
  { value: 'curl', label: 'curl' },
  { value: 'jose', label: 'jose' },
  { value: 'pyjwt', label: 'PyJWT' },
] as const;
type Form = (typeof forms)[number]['value'];

/** A token as commands and code, to copy; without its signature for a ticket. */
export function TokenExport({ token, title }: { token: string; title: string }) {
  const [form, setForm] = useState<Form>('token');
  const snippets = useTokenSnippets(token);
  const code = form === 'token' ? token : snippets.data?.[form];
  return (
    <section className={`${classes.stack} ${classes.farDown}`} aria-label={title}>
      <div className={classes.row}>
        <strong>{title}</strong>
        <SegmentedControl aria-label={title} data={[...forms]} value={form} onChange={setForm} />
      </div>
      {snippets.isError && form !== 'token' && <p role="alert">{snippets.error.message}</p>}
      {code !== undefined && (
        <CodeBlock code={code} what={forms.find(({ value }) => value === form)?.label ?? 'the token'}>
          {form === 'token' ? <TokenText token={token} /> : undefined}
        </CodeBlock>
      )}
    </section>
  );
}
