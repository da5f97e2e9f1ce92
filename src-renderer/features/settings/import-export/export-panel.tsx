import { Button, Checkbox, PasswordInput, Radio, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { useHostInfo } from '../../../bridge/queries/host.ts';
import { useExport, useFileDialogs } from '../../../bridge/queries/transfer.ts';
import { saveFile } from '../../../components/download-button.tsx';
import { refusalOf } from '../../../components/problem-fields.ts';
import { showDone, showFailure } from '../../../components/undo-notice.tsx';
import classes from './transfer.module.css';

type Format = 'tokenbench' | 'yaml';

const formats: { value: Format; label: string; description: string }[] = [
  {
    value: 'tokenbench',
    label: 'Tokenbench file',
    description: 'Everything, with IDs, in a stable order. Good for committing as a test fixture.',
  },
  {
    value: 'yaml',
    label: 'Auth0 Deploy CLI (tenant.yaml)',
    description: 'Settings, APIs, applications, and client grants by name, without IDs and secrets.',
  },
];

export function ExportPanel() {
  const isDesktop = useHostInfo().data?.host === 'desktop';
  const dialogs = useFileDialogs();
  const exporting = useExport();
  const [format, setFormat] = useState<Format>('tokenbench');
  const [withSecrets, setWithSecrets] = useState(false);
  const [withKeys, setWithKeys] = useState(false);
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [isChecked, setIsChecked] = useState(false);
  const needsPassphrase = format === 'tokenbench' && withSecrets;
  const isTooShort = passphrase === '';
  const differs = passphrase !== repeated;

  async function save(event: FormEvent): Promise<void> {
    event.preventDefault();
    setIsChecked(true);
    if (needsPassphrase && (isTooShort || differs)) return;
    try {
      const { files } = await exporting.mutateAsync({
        format,
        ...(needsPassphrase ? { passphrase, withKeys } : {}),
      });
      const [file] = files;
      if (file === undefined) return;
      if (!isDesktop) saveFile(file.path, file.text, 'application/json');
      else {
        const { path } = await dialogs.saveFile(file.path, file.text);
        if (path !== undefined) showDone(`Saved as ${path}`);
      }
    } catch (error) {
      showFailure('The tenant could not be exported', error);
    }
  }

  return (
    <form className={classes.plan} onSubmit={(event) => void save(event)} noValidate>
      <Radio.Group
        label="Format"
        value={format}
        onChange={(value) => setFormat(value === 'yaml' ? 'yaml' : 'tokenbench')}
      >
        <Stack gap={10} mt={8}>
          {formats.map((one) => (
            <Radio key={one.value} {...one} />
          ))}
        </Stack>
      </Radio.Group>
      {format === 'tokenbench' && (
        <>
          <Checkbox
            label="Include client secrets and signing secrets, encrypted with a passphrase"
            description="Without them, an import keeps existing secrets and generates new ones for new entities."
            checked={withSecrets}
            onChange={(event) => setWithSecrets(event.currentTarget.checked)}
          />
          {withSecrets && (
            <div className={classes.needed}>
              <Checkbox
                label="Include private signing keys"
                description="Tokens from one tenant are then valid at the other. The encrypted part differs with each export."
                checked={withKeys}
                onChange={(event) => setWithKeys(event.currentTarget.checked)}
              />
              <PasswordInput
                label="Passphrase"
                autoComplete="new-password"
                value={passphrase}
                error={
                  isChecked && isTooShort
                    ? 'Enter a passphrase. It decrypts the secrets.'
                    : refusalOf(exporting.error, 'passphrase')
                }
                onChange={(event) => setPassphrase(event.currentTarget.value)}
              />
              <PasswordInput
                label="Repeat passphrase"
                autoComplete="new-password"
                value={repeated}
                error={isChecked && differs ? 'The passphrases don’t match.' : undefined}
                onChange={(event) => setRepeated(event.currentTarget.value)}
              />
            </div>
          )}
        </>
      )}
      <div>
        <Button
          type="submit"
          variant="default"
          loading={exporting.isPending}
          leftSection={<IconDownload size={15} aria-hidden />}
        >
          {isDesktop ? 'Save as…' : format === 'yaml' ? 'Download tenant.yaml' : 'Download tokenbench.json'}
        </Button>
      </div>
    </form>
  );
}
