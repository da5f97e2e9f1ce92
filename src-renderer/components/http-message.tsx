import type { Output } from '#contract/methods.ts';
import { CodeBlock } from './code-block.tsx';

/** Shown by its beginning: the token stands in full where it is read. A copy has all of it. */
const longToken = /(eyJ[\w-]{20})[\w.-]+/g;

type HttpMessage = Output<'tokens.request'>['request'];

/** A request or an answer as it went over the wire; what is secret was masked before it came here. */
export function HttpMessageView({ message, what }: { message: HttpMessage; what: string }) {
  const lines = [message.startLine, ...message.headers.map(({ name, value }) => `${name}: ${value}`)];
  const code = [...lines, '', pretty(message.body)].join('\n');
  return (
    <CodeBlock what={what} code={code}>
      {code.replaceAll(longToken, '$1…')}
    </CodeBlock>
  );
}

function pretty(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
