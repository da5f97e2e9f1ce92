/** What happened outside the view: shown once at the lower right, and the newest ten kept behind the bell. */
import { Notifications, notifications } from '@mantine/notifications';
import { createContext, type ReactNode, useCallback, useContext, useMemo, useState } from 'react';
import { Announcer } from '../../components/announcer.tsx';

/** How many the bell keeps. */
const kept = 10;

export interface Notice {
  id: number;
  at: Date;
  text: string;
  /** Errors stay until a person dismisses them. */
  isError: boolean;
}

interface Notices {
  notices: Notice[];
  unread: number;
  /** Never with a secret in it. */
  notify(text: string, options?: { isError?: boolean }): void;
  markRead(): void;
}

const NoticesContext = createContext<Notices>({ notices: [], unread: 0, notify: () => {}, markRead: () => {} });

let lastId = 0;

export function NoticesProvider({ children }: { children: ReactNode }) {
  const [notices, setNotices] = useState<Notice[]>([]);
  const [unread, setUnread] = useState(0);

  const notify = useCallback((text: string, { isError = false }: { isError?: boolean } = {}) => {
    lastId += 1;
    const notice: Notice = { id: lastId, at: new Date(), text, isError };
    setNotices((before) => [notice, ...before].slice(0, kept));
    setUnread((before) => Math.min(before + 1, kept));
    notifications.show({
      message: text,
      color: isError ? 'red' : 'iris',
      withBorder: true,
      autoClose: isError ? false : 5_000,
      // The announcer below speaks for those that are no error: a live region of their own would say it twice.
      role: isError ? 'alert' : 'group',
      'aria-label': 'Notification',
      closeButtonProps: { 'aria-label': 'Dismiss' },
    });
  }, []);
  const markRead = useCallback(() => setUnread(0), []);

  const value = useMemo(() => ({ notices, unread, notify, markRead }), [notices, unread, notify, markRead]);
  const [latest] = notices;
  return (
    <NoticesContext value={value}>
      {children}
      <section aria-label="New notifications">
        <Notifications position="bottom-right" limit={3} withinPortal={false} />
      </section>
      <Announcer text={latest === undefined || latest.isError ? '' : latest.text} />
    </NoticesContext>
  );
}

export function useNotices(): Notices {
  return useContext(NoticesContext);
}
