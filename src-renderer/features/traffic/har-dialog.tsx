import { Button, Checkbox, Modal } from '@mantine/core';
import { IconAlertTriangle, IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTrafficTexts } from '../../bridge/queries/traffic.ts';
import { saveFile } from '../../components/download-button.tsx';
import { Notice } from '../../components/notice.tsx';
import classes from './traffic.module.css';

interface HarDialogProps {
  opened: boolean;
  filter: string;
  found: number;
  onClose(): void;
}

export function HarDialog({ opened, filter, found, onClose }: HarDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Export as HAR" size="lg">
      <HarForm filter={filter} found={found} onClose={onClose} />
    </Modal>
  );
}

function HarForm({ filter, found, onClose }: Omit<HarDialogProps, 'opened'>) {
  const { exportHar } = useTrafficTexts();
  const [withSecrets, setWithSecrets] = useState(false);
  const [isSaving, setIsSaving] = useState(false);
  const [problem, setProblem] = useState('');

  async function save(): Promise<void> {
    setIsSaving(true);
    setProblem('');
    try {
      const { har } = await exportHar({ filter, withSecrets });
      saveFile(withSecrets ? 'tokenbench-with-secrets.har' : 'tokenbench.har', har, 'application/json');
      onClose();
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    } finally {
      setIsSaving(false);
    }
  }

  return (
    <div className={classes.dialog}>
      <p>
        {found.toLocaleString('en')} {found === 1 ? 'exchange' : 'exchanges'}
        {filter === '' ? '' : ' that the filter lets through'}, as an HTTP Archive (HAR 1.2) for browsers and proxies.
      </p>
      <Checkbox
        label="Include secrets, assertions, and full tokens"
        description="Without them, secrets are replaced by *** and tokens have no signature, so you can attach the file to a ticket."
        checked={withSecrets}
        onChange={(event) => setWithSecrets(event.currentTarget.checked)}
      />
      {withSecrets && (
        <Notice tone="cannot-verify" icon={<IconAlertTriangle size={18} />}>
          Anyone who has the file can get tokens as these applications.
        </Notice>
      )}
      {problem !== '' && (
        <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
          Not exported: {problem}
        </Notice>
      )}
      <div className={classes.dialogActions}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button
          data-autofocus
          leftSection={<IconDownload size={15} aria-hidden />}
          loading={isSaving}
          onClick={() => void save()}
        >
          Export
        </Button>
      </div>
    </div>
  );
}
