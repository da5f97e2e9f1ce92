import { UnstyledButton, VisuallyHidden } from '@mantine/core';
import { IconLayoutSidebarLeftCollapse, IconLayoutSidebarLeftExpand } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { paths } from '../../bridge/paths.ts';
import { usePreferences, useUpdatePreferences } from '../../bridge/queries/preferences.ts';
import { useSettings } from '../../bridge/queries/settings.ts';
import { useStatus } from '../../bridge/queries/tenant.ts';
import { useTrafficCounts } from '../../bridge/queries/traffic.ts';
import { places } from '../places.ts';
import classes from './sidebar.module.css';

interface SidebarProps {
  /** Icons with their names beneath, to leave the room to the screen. */
  isRail: boolean;
  canCollapse: boolean;
  onChoose(): void;
}

export function Sidebar({ isRail, canCollapse, onChoose }: SidebarProps) {
  const { sidebarCollapsed } = usePreferences();
  const hidesApis = useSettings().data?.apisSection === 'off';
  const shown = places.filter(({ to }) => to !== paths.apis || !hidesApis);
  const faults = useStatus().data?.faults ?? 0;
  const update = useUpdatePreferences();
  const CollapseIcon = sidebarCollapsed ? IconLayoutSidebarLeftExpand : IconLayoutSidebarLeftCollapse;
  return (
    <div className={classes.sidebar} data-rail={isRail || undefined}>
      <div className={classes.brand}>
        <img src="./favicon.svg" alt="" width={22} height={22} />
        <span className={classes.name}>Tokenbench</span>
      </div>
      <ul className={classes.places}>
        {shown.map(({ to, name, icon: Icon }) => (
          <li key={to}>
            <Link
              to={to}
              className={classes.place}
              activeOptions={{ exact: to === paths.home, includeSearch: false }}
              onClick={onChoose}
            >
              <Icon size={18} stroke={1.7} aria-hidden />
              <span>{name}</span>
              {to === paths.faults && faults > 0 && (
                <span className={classes.unread}>
                  {faults}
                  <VisuallyHidden> active</VisuallyHidden>
                </span>
              )}
              {to === paths.traffic && <UnreadRefusals />}
            </Link>
          </li>
        ))}
      </ul>
      {canCollapse && (
        <UnstyledButton
          className={classes.place}
          onClick={() => update.mutate({ sidebarCollapsed: !sidebarCollapsed })}
          aria-expanded={!sidebarCollapsed}
        >
          <CollapseIcon size={18} stroke={1.7} aria-hidden />
          <span>{sidebarCollapsed ? 'Expand' : 'Collapse'}</span>
        </UnstyledButton>
      )}
    </div>
  );
}

/** Refusals that nobody has looked at yet. */
function UnreadRefusals() {
  const unread = useTrafficCounts().data?.unread ?? 0;
  if (unread === 0) return null;
  return (
    <span className={classes.unread}>
      {unread > 999 ? '999+' : unread}
      <VisuallyHidden> refusals not seen yet</VisuallyHidden>
    </span>
  );
}
