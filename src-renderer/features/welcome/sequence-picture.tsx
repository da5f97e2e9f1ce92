import { Button } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useState } from 'react';
import { Panel } from '../../components/panel.tsx';
import type { Step } from './sequence.ts';
import { SequenceSvg } from './sequence-svg.tsx';
import { SequenceTable } from './sequence-table.tsx';

/** Pixels below which three columns leave no room for words: the text twin comes first there. */
const narrow = 520;

/** The exchange as a picture, or as the table that says the same. */
export function SequencePicture({ steps }: { steps: Step[] }) {
  const { ref, width } = useElementSize();
  const [chosen, setChosen] = useState<'picture' | 'table'>();
  const shown = chosen ?? (width > 0 && width < narrow ? 'table' : 'picture');
  return (
    <Panel
      title="What happens"
      actions={
        <Button variant="subtle" color="gray" onClick={() => setChosen(shown === 'table' ? 'picture' : 'table')}>
          {shown === 'table' ? 'Show as picture' : 'Show as table'}
        </Button>
      }
    >
      <div ref={ref}>
        {shown === 'table' ? <SequenceTable steps={steps} /> : <SequenceSvg steps={steps} width={width || 900} />}
      </div>
    </Panel>
  );
}
