import { Button, VisuallyHidden } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react';
import type { GettingStarted } from '#contract/methods/getting-started.ts';
import { Panel } from '../../components/panel.tsx';
import classes from './welcome.module.css';

const items: { key: keyof GettingStarted['checklist']; text: string }[] = [
  { key: 'tokenIssued', text: 'A token was issued' },
  { key: 'jwksFetched', text: 'Your API fetched the JWKS' },
  { key: 'refusalSeen', text: 'You saw why a request was refused' },
  { key: 'apiCreated', text: 'You created an API' },
];

/** Keeps itself: each item ticks from what really happened at the tenant. */
export function Checklist({ checklist }: { checklist: GettingStarted['checklist'] }) {
  const [isAway, setIsAway] = useLocalStorage({ key: 'checklist-away', defaultValue: false });
  const done = items.filter(({ key }) => checklist[key]).length;
  if (isAway) {
    return (
      <div>
        <Button variant="subtle" onClick={() => setIsAway(false)}>
          Show the checklist ({done} of {items.length} done)
        </Button>
      </div>
    );
  }
  return (
    <Panel
      title={`First steps: ${done} of ${items.length}`}
      actions={
        <Button variant="subtle" color="gray" onClick={() => setIsAway(true)}>
          Hide
        </Button>
      }
    >
      <ul className={classes.checks}>
        {items.map(({ key, text }) => (
          <li key={key} className={classes.check} data-done={checklist[key] || undefined}>
            {checklist[key] ? <IconCircleCheckFilled size={17} aria-hidden /> : <IconCircle size={17} aria-hidden />}
            <span>
              {text}
              <VisuallyHidden>{checklist[key] ? ': done' : ': not yet'}</VisuallyHidden>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
