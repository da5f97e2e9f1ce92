import { Button, Checkbox, FileButton, Modal, Select, Textarea, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { type FormEvent, useState } from 'react';
import { credentialAlgorithms } from '#contract/methods/client-credentials.ts';
import { useCreateClientCredential } from '../../../bridge/queries/client-credentials.ts';
import { Notice } from '../../../components/notice.tsx';
import { refusalOf, refusedField } from '../../../components/problem-fields.ts';
import classes from './credentials.module.css';

interface UploadDialogProps {
  clientId: string;
  opened: boolean;
  onClose(): void;
}

export function UploadDialog(props: UploadDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Upload a public key" size="lg">
      <UploadForm {...props} />
    </Modal>
  );
}

const fields = ['name', 'pem', 'alg'];

function UploadForm({ clientId, onClose }: UploadDialogProps) {
  const [name, setName] = useState('');
  const [pem, setPem] = useState('');
  const [alg, setAlg] = useState<(typeof credentialAlgorithms)[number]>('RS256');
  const [takesExpiry, setTakesExpiry] = useState(true);
  const create = useCreateClientCredential();
  const isCertificate = pem.includes('BEGIN CERTIFICATE');
  const isPrivate = pem.includes('PRIVATE KEY');
  const pemError = isPrivate
    ? 'This is a private key. Keep it with your program, and paste the public key or certificate instead.'
    : refusalOf(create.error, 'pem');
  const field = refusedField(create.error);

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (isPrivate || create.isPending) return;
    await create.mutateAsync({
      client_id: clientId,
      credential: {
        credential_type: 'public_key',
        pem,
        alg,
        ...(name === '' ? {} : { name }),
        ...(isCertificate && takesExpiry ? { parse_expiry_from_cert: true } : {}),
      },
    });
    onClose();
  }

  return (
    <form className={classes.form} onSubmit={(event) => void submit(event).catch(() => {})} noValidate>
      <TextInput
        data-autofocus
        label="Name"
        description="Optional. Shown only in Tokenbench."
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={refusalOf(create.error, 'name')}
      />
      <Textarea
        label="Public key or certificate"
        description="PEM, RSA with at least 2048 bits."
        placeholder={'-----BEGIN PUBLIC KEY-----'}
        autosize
        minRows={6}
        maxRows={14}
        spellCheck={false}
        classNames={{ input: 'mono' }}
        value={pem}
        onChange={(event) => {
          create.reset();
          setPem(event.currentTarget.value);
        }}
        error={pemError}
      />
      <FileButton onChange={(file) => void file?.text().then(setPem)} accept=".pem,.crt,.cer,.pub,.key">
        {(button) => (
          <Button variant="default" {...button}>
            Choose a file
          </Button>
        )}
      </FileButton>
      <Select
        label="Algorithm"
        description="The algorithm the application signs its assertions with."
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        data={[...credentialAlgorithms]}
        value={alg}
        onChange={(chosen) => setAlg(credentialAlgorithms.find((one) => one === chosen) ?? 'RS256')}
        error={refusalOf(create.error, 'alg')}
      />
      {isCertificate && (
        <Checkbox
          label="Expire with the certificate"
          checked={takesExpiry}
          onChange={(event) => setTakesExpiry(event.currentTarget.checked)}
        />
      )}
      {create.error !== null && !(field !== undefined && fields.includes(field)) && (
        <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
          Not uploaded: {create.error.message}
        </Notice>
      )}
      <div className={classes.actions}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={create.isPending} disabled={pem.trim() === ''}>
          Upload
        </Button>
      </div>
    </form>
  );
}
