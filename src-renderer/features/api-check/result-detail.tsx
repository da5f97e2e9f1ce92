/** One case in full: what was sent, what came back, why it matters and how to mend it. */
import { Button } from '@mantine/core';
import { IconFileSearch, IconRepeat } from '@tabler/icons-react';
import { type CheckLibrary, type CheckResult, checkLibraries } from '#contract/entities/api-check.ts';
import { useCheckFixes } from '../../bridge/queries/api-check.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { KeyValues } from '../../components/key-values.tsx';
import classes from './result-list.module.css';
import { toneOf } from './result-tone.ts';

interface ResultDetailProps {
  result: CheckResult;
  library: CheckLibrary;
  isSerious: boolean;
  onAgain: (() => void) | undefined;
  onDebug(token: string): void;
}

const severities = {
  must: 'Every correctly configured API does this',
  should: 'Required by a standard, but some respected libraries differ',
  may: 'Either is allowed',
} as const;

const makers = {
  anyone: 'anyone could make this token',
  holder: 'anyone with another token from the tenant could make it',
  tenant: 'only the tenant could make this token',
} as const;

export function ResultDetail({ result, library, onAgain, onDebug }: ResultDetailProps) {
  const { id, expected, got, reason, why, severity, maker, sent, answer } = result;
  const certainty = severities[severity];
  return (
    <div className={classes.detail}>
      <p>{reason}</p>
      <KeyValues
        items={[
          { name: 'Expected', value: expected },
          { name: 'Got', value: got },
          { name: 'Why it matters', value: why },
          { name: 'Certainty', value: maker === undefined ? `${certainty}.` : `${certainty}; ${makers[maker]}.` },
          { name: 'Case', value: id, copy: id, note: <>On the command line: --only {id}</> },
        ]}
      />
      {['serious', 'warning'].includes(toneOf(result)) && <Mend fix={result.fix} library={library} />}
      <div className={classes.actions}>
        {sent?.token !== undefined && (
          <Button
            variant="default"
            leftSection={<IconFileSearch size={15} aria-hidden />}
            onClick={() => onDebug(sent.token ?? '')}
          >
            Token in the debugger
          </Button>
        )}
        <Button
          variant="default"
          leftSection={<IconRepeat size={15} aria-hidden />}
          disabled={onAgain === undefined}
          onClick={onAgain}
        >
          Run again
        </Button>
      </div>
      {sent !== undefined && (
        <div className={classes.messages}>
          <div>
            <h3 className={classes.heading}>Request</h3>
            <CodeBlock code={sent.request} what="the request">
              {shorten(sent.request)}
            </CodeBlock>
          </div>
          {answer !== undefined && (
            <div>
              <h3 className={classes.heading}>Response</h3>
              <CodeBlock code={answerText(answer)} what="the answer" />
            </div>
          )}
        </div>
      )}
    </div>
  );
}

function Mend({ fix, library }: { fix: string | undefined; library: CheckLibrary }) {
  const described = useCheckFixes(library).data?.[fix ?? ''];
  if (described === undefined) return null;
  return (
    <div className={classes.mend}>
      <h3 className={classes.heading}>How to fix it</h3>
      <p>{described.advice}</p>
      {described.set !== undefined && (
        <>
          <p className={classes.note}>With {checkLibraries[library]}:</p>
          <CodeBlock code={described.set} what="the setting" />
        </>
      )}
    </div>
  );
}

/** Characters of a token that are enough to see which it is: the debugger has the rest. */
const tokenStart = 60;

function shorten(request: string): string {
  return request.replace(/(ey[\w-]+\.[\w-]*\.?[\w-]*)/g, (token) =>
    token.length > tokenStart ? `${token.slice(0, tokenStart)}…` : token,
  );
}

function answerText({ status, headers, body }: NonNullable<CheckResult['answer']>): string {
  if (status === 0) return 'There was no response.';
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  return [`HTTP/1.1 ${status}`, ...lines, ...(body === '' ? [] : ['', body])].join('\n');
}
