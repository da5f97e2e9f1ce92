import { Spotlight } from '@mantine/spotlight';
import { IconSearch } from '@tabler/icons-react';
import { type KeyboardEvent, useState } from 'react';
import { Announcer } from '../../components/announcer.tsx';
import { findToken } from './find-token.ts';
import { matchActions } from './match-actions.ts';
import { useEntityActions } from './use-entity-actions.tsx';
import { useFrameActions } from './use-frame-actions.tsx';
import { useTokenAction } from './use-token-action.tsx';

/** Rows shown at most in each group. */
const perGroup = 7;

/** Everything by name: places, actions, entities; a pasted token opens in the debugger. */
export function Palette({ onKeys }: { onKeys(): void }) {
  const [query, setQuery] = useState('');
  const [selected, setSelected] = useState('');
  const token = findToken(query);
  const tokenActions = useTokenAction(token);
  const frameActions = useFrameActions(onKeys);
  const entityActions = useEntityActions(query.trim() !== '' && token === undefined);
  const actions =
    token === undefined ? matchActions(query, [...frameActions, ...entityActions], perGroup) : tokenActions;
  return (
    <Spotlight
      query={query}
      onQueryChange={setQuery}
      actions={actions}
      filter={(_query, groups) => groups}
      shortcut={null}
      // Spotlight itself clears it only after the transition: who opens it again at once would find the last text.
      onSpotlightClose={() => setQuery('')}
      scrollable
      maxHeight={420}
      nothingFound="No results"
      transitionProps={{ duration: 80, exitDuration: 0 }}
      overlayProps={{ backgroundOpacity: 0.35 }}
      attributes={{ content: { 'aria-label': 'Search and actions' } }}
      scrollAreaProps={{ viewportProps: { tabIndex: 0, 'aria-label': 'Results', role: 'group' } }}
      searchProps={{
        'aria-label': 'Search pages, actions, applications, and APIs',
        placeholder: 'Search, or paste a token',
        leftSection: (
          <>
            <IconSearch size={18} aria-hidden />
            <Announcer text={selected} />
          </>
        ),
        onKeyDown: (event) => nameSelected(event, setSelected),
        size: 'md',
        spellCheck: false,
        autoComplete: 'off',
      }}
    />
  );
}

/** The arrows move a selection that keeps focus in the field: its name is told, since focus does not tell it. */
function nameSelected(event: KeyboardEvent<HTMLElement>, tell: (name: string) => void): void {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  requestAnimationFrame(() =>
    tell(document.querySelector('.mantine-Spotlight-action[data-selected]')?.textContent ?? ''),
  );
}
