import { Anchor, Switch } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import { paths } from '../../bridge/paths.ts';
import { useComparison } from '../../bridge/queries/debugger.ts';
import { Announcer } from '../../components/announcer.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Notice } from '../../components/notice.tsx';
import { PageHeader } from '../../components/page-header.tsx';
import { ComparisonTable } from './comparison-table.tsx';
import classes from './debugger.module.css';
import panes from './panes.module.css';
import { TokenField } from './token-field.tsx';

interface CompareScreenProps {
  /** What stands in the debugger. */
  text: string;
  onText(text: string): void;
}

/** Two tokens, claim by claim. */
export function CompareScreen({ text, onText }: CompareScreenProps) {
  const [other, setOther] = useState('');
  const [hidesEqual, setHidesEqual] = useState(false);
  const asked = useDeferredValue({ text, other });
  const compared = useComparison(asked.text, asked.other);
  const hasBoth = text.trim() !== '' && other.trim() !== '';
  const members = hasBoth ? (compared.data?.members ?? []) : [];
  const problem = hasBoth ? (compared.error?.message ?? compared.data?.problem) : undefined;
  const different = members.filter(({ state }) => state !== 'same');
  return (
    <>
      <PageHeader
        title="Compare tokens"
        purpose="Claim by claim: what two tokens share and what differs. Signatures are not checked here."
        actions={<Anchor renderRoot={(props) => <Link to={paths.debugger} {...props} />}>Back to the debugger</Anchor>}
      />
      <div className={classes.stack}>
        <div className={panes.both}>
          <section className={panes.side} aria-label="Left token">
            <TokenField label="Left token" text={text} onText={onText} isFocused={text === ''} />
          </section>
          <section className={panes.side} aria-label="Right token">
            <TokenField label="Right token" text={other} onText={setOther} isFocused={text !== ''} />
          </section>
        </div>
        <Announcer text={members.length > 0 ? countOf(different.length) : ''} />
        {!hasBoth && <EmptyState title="Nothing to compare yet">Paste another token to see what differs.</EmptyState>}
        {problem !== undefined && (
          <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
            {problem}
          </Notice>
        )}
        {members.length > 0 && (
          <>
            <div className={classes.row}>
              <strong>{countOf(different.length)}</strong>
              <Switch
                label="Hide equal"
                checked={hidesEqual}
                onChange={({ currentTarget }) => setHidesEqual(currentTarget.checked)}
              />
            </div>
            <ComparisonTable members={hidesEqual ? different : members} />
          </>
        )}
      </div>
    </>
  );
}

function countOf(differences: number): string {
  if (differences === 0) return 'Nothing differs.';
  return differences === 1 ? '1 difference.' : `${differences} differences.`;
}
