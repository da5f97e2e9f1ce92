import { Badge, Button, FileButton } from '@mantine/core';
import type { Inspection } from '../../bridge/queries/debugger.ts';
import { useTokenSnippets } from '../../bridge/queries/debugger.ts';
import { CopyWordsButton } from '../../components/copy-button.tsx';
import { useActivePart } from './active-part.tsx';
import { useEdits } from './edits.ts';
import { FoundStrip } from './found-strip.tsx';
import classes from './panes.module.css';
import { Samples } from './samples.tsx';
import { TokenField } from './token-field.tsx';
import { readTokenFile, tokenFileTypes } from './token-file.ts';
import type { Origin } from './use-run-history.ts';

interface TokenInputProps {
  text: string;
  onText(text: string, origin: Origin): void;
  /** Before something takes the place of what is here. */
  onReplace(): void;
  /** Of this very text. */
  inspection: Inspection | undefined;
  /** Of the text before, for as long as this one is not read yet. */
  shown: Inspection | undefined;
  onIndex(index: number): void;
}

/** The field, what to try it with, and which of several tokens is looked at. */
export function TokenInput({ text, onText, onReplace, inspection, shown, onIndex }: TokenInputProps) {
  const { activePart, setActivePart } = useActivePart();
  const edits = useEdits();
  const token = inspection?.report?.token ?? '';

  function replace(next: string, origin: Origin) {
    onReplace();
    onText(next, origin);
  }

  return (
    <section className={classes.input} aria-label="Token">
      {edits.has(token) && (
        <Badge variant="light" className={classes.original}>
          Original
        </Badge>
      )}
      <TokenField
        text={text}
        onText={(next) => onText(next, 'pasted')}
        onReplace={onReplace}
        found={inspection?.found}
        activePart={activePart}
        onActivePart={setActivePart}
      />
      <div className={classes.tools}>
        <Samples onSample={(sample) => replace(sample, 'sample')} />
        <div className={classes.samples}>
          <FileButton
            accept={tokenFileTypes}
            inputProps={{ 'aria-label': 'File with a token', tabIndex: -1 }}
            onChange={async (file) => file !== null && replace(await readTokenFile(file), 'file')}
          >
            {(props) => (
              <Button variant="default" {...props}>
                Open file
              </Button>
            )}
          </FileButton>
          {token !== '' && <CopyRedacted token={token} />}
          {text.trim() !== '' && (
            <Button variant="default" onClick={() => replace('', 'pasted')}>
              Clear
            </Button>
          )}
        </div>
      </div>
      {shown && <FoundStrip found={shown.found} index={shown.index} onIndex={onIndex} />}
    </section>
  );
}

/** For a ticket: without its signature nobody can use it. */
function CopyRedacted({ token }: { token: string }) {
  const { data } = useTokenSnippets(token);
  if (data === undefined) return null;
  return <CopyWordsButton words="Copy redacted" value={data.redacted} what="the token without its signature" />;
}
