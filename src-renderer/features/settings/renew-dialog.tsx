import type { NetworkView } from '#contract/methods/network.ts';
import { useRenewAuthority } from '../../bridge/queries/network.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { showDone } from '../../components/undo-notice.tsx';

interface RenewDialogProps {
  opened: boolean;
  authority: NonNullable<NetworkView['authority']>;
  onClose(): void;
}

export function RenewDialog({ opened, authority, onClose }: RenewDialogProps) {
  const renew = useRenewAuthority();
  return (
    <ConfirmDialog
      opened={opened}
      onClose={onClose}
      title="Regenerate local CA"
      name={authority.name}
      action="Make anew"
      act={async () => {
        await renew.mutateAsync();
        onClose();
        showDone('There is a new authority, and HTTPS presents its certificate.');
      }}
    >
      <p>
        Every program and every system that trusts {authority.name} has to be told of the new one; until then it refuses
        the HTTPS address. Node.js programs that read {authority.path ?? 'the certificate'} at their start need a
        restart.
      </p>
      <p>
        The old authority’s key is overwritten, so nothing new can be signed with it. Its certificate stays wherever it
        was added: remove it there by its name. HTTPS stays open, and tokens and signing keys are not touched.
      </p>
    </ConfirmDialog>
  );
}
