import { ActionIcon, Indicator, Popover, Text, Tooltip } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import classes from './bell.module.css';
import { useNotices } from './notices.tsx';

const time = new Intl.DateTimeFormat(undefined, { timeStyle: 'medium' });

export function Bell() {
  const { notices, unread, markRead } = useNotices();
  const label = unread === 0 ? 'Notifications' : `Notifications, ${unread} new`;
  return (
    <Popover position="bottom-end" width={340} shadow="md" withinPortal={false} trapFocus returnFocus onOpen={markRead}>
      <Popover.Target>
        <Tooltip label={label}>
          <ActionIcon variant="subtle" color="gray" size={30} aria-label={label}>
            <Indicator disabled={unread === 0} size={8} offset={3}>
              <IconBell size={18} aria-hidden />
            </Indicator>
          </ActionIcon>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label="Notifications" tabIndex={-1}>
        {notices.length === 0 ? (
          <Text c="dimmed">No notifications yet.</Text>
        ) : (
          <ul className={classes.list}>
            {notices.map(({ id, at, text, isError }) => (
              <li key={id} className={classes.notice}>
                <span className={classes.time}>{time.format(at)}</span>
                <span>
                  {isError && <strong>Error: </strong>}
                  {text}
                </span>
              </li>
            ))}
          </ul>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
