/** The bar at the foot of a form with edits: how many, Save, Discard, and Review with old and new. */
import { Button } from '@mantine/core';
import { useDisclosure, useHotkeys } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import { Announcer } from './announcer.tsx';
import { Notice } from './notice.tsx';
import classes from './save-bar.module.css';
import { useClearance } from './use-clearance.ts';

export interface ShownChange {
  name: string;
  before: string;
  after: string;
}

interface SaveBarProps {
  changes: ShownChange[];
  /** Names of edited fields that were changed elsewhere meanwhile. */
  conflicts?: string[];
  onTakeTheirs?: () => void;
  onKeepMine?: () => void;
  onSave(): void;
  onDiscard(): void;
  isSaving: boolean;
  /** What was refused and stands at no field. */
  problem?: string | undefined;
  /** The same change by the Management API. */
  call?: ReactNode;
  /** Told once the form has been saved. */
  savedText?: string;
}

export function SaveBar(props: SaveBarProps) {
  const { changes, conflicts = [], onSave, onDiscard, isSaving, problem, call, savedText = '' } = props;
  const [isReviewing, review] = useDisclosure(false);
  useHotkeys([['mod+S', () => changes.length > 0 && !isSaving && onSave()]], []);
  const count = changes.length === 1 ? '1 change' : `${changes.length} changes`;
  return (
    <>
      <Announcer text={changes.length === 0 ? savedText : `${count} not saved`} />
      {changes.length > 0 && (
        <Bar>
          {conflicts.length > 0 && (
            <Notice
              tone="cannot-verify"
              icon={<IconAlertTriangle size={18} />}
              assertive
              actions={
                <>
                  <Button variant="default" onClick={props.onTakeTheirs}>
                    Use their value
                  </Button>
                  <Button variant="default" onClick={props.onKeepMine}>
                    Keep my value
                  </Button>
                </>
              }
            >
              Changed elsewhere in the meantime: {conflicts.join(', ')}.
            </Notice>
          )}
          {problem !== undefined && (
            <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
              Not saved: {problem}
            </Notice>
          )}
          {isReviewing && (
            <div className={classes.review}>
              <table className={classes.table}>
                <thead>
                  <tr>
                    <th scope="col">Setting</th>
                    <th scope="col">Now</th>
                    <th scope="col">After saving</th>
                  </tr>
                </thead>
                <tbody>
                  {changes.map(({ name, before, after }) => (
                    <tr key={name}>
                      <th scope="row">{name}</th>
                      <td>{before === '' ? 'empty' : before}</td>
                      <td>{after === '' ? 'empty' : after}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
              {call}
            </div>
          )}
          <div className={classes.line}>
            <strong className={classes.count}>{count}</strong>
            <Button variant="subtle" aria-expanded={isReviewing} onClick={review.toggle}>
              {isReviewing ? 'Close the review' : 'Review'}
            </Button>
            <Button variant="default" onClick={onDiscard} disabled={isSaving}>
              Discard
            </Button>
            <Button onClick={onSave} loading={isSaving}>
              Save
            </Button>
          </div>
        </Bar>
      )}
    </>
  );
}

function Bar({ children }: { children: ReactNode }) {
  const bar = useRef<HTMLElement>(null);
  useClearance(bar);
  return (
    <section ref={bar} className={classes.bar} aria-label="Unsaved changes">
      {children}
    </section>
  );
}
