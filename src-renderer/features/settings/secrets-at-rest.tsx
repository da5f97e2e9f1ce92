import { IconAlertTriangle, IconLock } from '@tabler/icons-react';
import { useHostInfo } from '../../bridge/queries/host.ts';
import { Notice } from '../../components/notice.tsx';

/** Says plainly whether the tenant's secrets are encrypted where they are kept. */
export function SecretsAtRest() {
  const host = useHostInfo().data;
  if (host === undefined) return null;
  if (host.secretsAtRest === 'not_kept') {
    return (
      <Notice tone="remark" icon={<IconLock size={18} />}>
        Nothing is written to disk.
      </Notice>
    );
  }
  if (host.secretsAtRest === 'encrypted') {
    return (
      <Notice tone="verified" icon={<IconLock size={18} />}>
        Secrets are encrypted at rest by the operating system.
      </Notice>
    );
  }
  return (
    <Notice tone="cannot-verify" icon={<IconAlertTriangle size={18} />}>
      Secrets are not encrypted at rest. {host.secretsNotice ?? 'Only your user account can read the file.'}
    </Notice>
  );
}
