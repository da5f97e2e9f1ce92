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
      action="Regenerate"
      act={async () => {
        await renew.mutateAsync();
        onClose();
        showDone('HTTPS now uses a certificate signed by the new CA.');
      }}
    >
      <p>
        Every program and system that trusts {authority.name} must trust the new one, and refuses the HTTPS address
        until then. Node.js programs that read {authority.path ?? 'the certificate'} at startup need a restart.
      </p>
      <p>
        The old CA’s key is overwritten. Its certificate stays in the stores you added it to: remove it there by name.
        HTTPS keeps running. Tokens and signing keys are not affected.
      </p>
    </ConfirmDialog>
  );
}
