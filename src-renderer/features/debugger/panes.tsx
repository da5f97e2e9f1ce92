import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import classes from './panes.module.css';
import { createRemembered } from './remembered.ts';

interface PanesProps {
  input: ReactNode;
  verdict: ReactNode;
  /** What stands beneath the verdict. */
  details: ReactNode;
  /** What was looked at before: beneath the token where there is room, else at the end. */
  aside: ReactNode;
}

/** By percent, as the panes call them; as it was left. */
const useLayout = createRemembered<Record<string, number>>({ token: 38, report: 62 });

const growing = { overflow: 'visible', height: 'auto' };

/** The token beside what it says, at the share that is chosen; where it is narrow one above the other, the verdict first. */
export function Panes({ input, verdict, details, aside }: PanesProps) {
  const [layout, setLayout] = useLayout();
  const isWide = useMediaQuery('(min-width: 900px)', undefined, { getInitialValueInEffect: false });
  if (!isWide) {
    return (
      <div className={classes.stacked}>
        {verdict}
        {input}
        <div className={classes.output}>{details}</div>
        {aside}
      </div>
    );
  }
  return (
    <Group className={classes.panes} style={growing} defaultLayout={layout} onLayoutChanged={setLayout}>
      <Panel id="token" minSize="22%" className={classes.left} style={growing}>
        <div className={classes.fixed}>
          {input}
          {aside}
        </div>
      </Panel>
      <Separator className={classes.separator} aria-label="Width of the token" />
      <Panel id="report" minSize="40%" className={classes.right} style={growing}>
        <div className={classes.output}>
          {verdict}
          {details}
        </div>
      </Panel>
    </Group>
  );
}
