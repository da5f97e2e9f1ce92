import { IconLock } from '@tabler/icons-react';
import { Notice } from '../components/notice.tsx';
import { PageHeader } from '../components/page-header.tsx';

/** The browser host without its cookie: nothing can be asked, and only the printed address helps. */
export function NoSessionScreen() {
  return (
    <>
      <PageHeader title="No session" purpose="Your session has ended. Open the address printed in the terminal." />
      <Notice tone="cannot-verify" icon={<IconLock size={18} />} assertive>
        The address contains the session. Restarting tokenbench creates a new one.
      </Notice>
    </>
  );
}
