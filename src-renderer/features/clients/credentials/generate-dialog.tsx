/** A key pair made here. The private key is shown once, so leaving before it was taken asks first. */
import { Button, Modal, Select, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { type FormEvent, useEffect, useState } from 'react';
import { credentialAlgorithms, type GeneratedCredential } from '#contract/methods/client-credentials.ts';
import { useGenerateClientCredential } from '../../../bridge/queries/client-credentials.ts';
import type { ClientView } from '../../../bridge/queries/clients.ts';
import { CopyButton } from '../../../components/copy-button.tsx';
import { DownloadButton } from '../../../components/download-button.tsx';
import { KeyValues } from '../../../components/key-values.tsx';
import { Notice } from '../../../components/notice.tsx';
import classes from './credentials.module.css';

interface GenerateDialogProps {
  client: ClientView;
  opened: boolean;
  onClose(): void;
}

export function GenerateDialog({ client, opened, onClose }: GenerateDialogProps) {
  const [generated, setGenerated] = useState<GeneratedCredential>();
  const [isTaken, setIsTaken] = useState(false);
  const [isAsking, setIsAsking] = useState(false);
  const holdsKey = generated !== undefined && !isTaken;
  useAskBeforeUnload(holdsKey);

  function leave(): void {
    setGenerated(undefined);
    setIsTaken(false);
    setIsAsking(false);
    onClose();
  }
  const close = () => (holdsKey ? setIsAsking(true) : leave());

  return (
    // The dialog outlives its address while it holds the only copy of a key.
    <Modal opened={opened || holdsKey} onClose={close} title="Generate a key pair" size="lg">
      {generated === undefined ? (
        <GenerateForm client={client} onClose={leave} onGenerated={setGenerated} />
      ) : (
        <div className={classes.form}>
          <Notice tone="verified" icon={<IconCircleCheck size={18} />}>
            The public key is saved. Copy or save the private key now: it is shown only once.
          </Notice>
          <KeyValues
            items={[
              { name: 'Key ID (kid)', value: generated.credential.kid, copy: generated.credential.kid ?? '' },
              { name: 'Algorithm', value: generated.credential.alg, copy: generated.credential.alg ?? '' },
            ]}
          />
          <div className={classes.actions}>
            <CopyButton
              variant="filled"
              value={async () => {
                setIsTaken(true);
                return generated.privateKey;
              }}
              what="the private key"
            />
            <DownloadButton
              fileName={`${generated.credential.kid ?? 'private-key'}.pem`}
              text={generated.privateKey}
              onSaved={() => setIsTaken(true)}
            >
              Save the private key
            </DownloadButton>
          </div>
          {isAsking && holdsKey ? (
            <Notice
              tone="not-verified"
              icon={<IconAlertTriangle size={18} />}
              assertive
              actions={
                <>
                  <Button variant="default" data-autofocus onClick={() => setIsAsking(false)}>
                    Stay
                  </Button>
                  <Button color="red.9" onClick={leave}>
                    Leave without the key
                  </Button>
                </>
              }
            >
              You haven’t copied or saved the private key. Without it, the public key is useless.
            </Notice>
          ) : (
            <div className={classes.actions}>
              <Button variant="default" onClick={close}>
                Done
              </Button>
            </div>
          )}
        </div>
      )}
    </Modal>
  );
}

interface GenerateFormProps {
  client: ClientView;
  onClose(): void;
  onGenerated(generated: GeneratedCredential): void;
}

function GenerateForm({ client, onClose, onGenerated }: GenerateFormProps) {
  const [name, setName] = useState('');
  const [alg, setAlg] = useState<(typeof credentialAlgorithms)[number]>('RS256');
  const generate = useGenerateClientCredential();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    if (generate.isPending) return;
    onGenerated(await generate.mutateAsync({ client_id: client.client_id, alg, ...(name === '' ? {} : { name }) }));
    generate.reset();
  }

  return (
    <form className={classes.form} onSubmit={(event) => void submit(event).catch(() => {})} noValidate>
      <p>
        Generates a 2048-bit RSA key pair on this machine. The tenant keeps the public key. The private key is shown
        once, for your program.
      </p>
      <TextInput
        data-autofocus
        label="Name"
        description="Optional. Shown only in Tokenbench."
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label="Algorithm"
        description="The algorithm the application signs its assertions with."
        allowDeselect={false}
        comboboxProps={{ withinPortal: false }}
        data={[...credentialAlgorithms]}
        value={alg}
        onChange={(chosen) => setAlg(credentialAlgorithms.find((one) => one === chosen) ?? 'RS256')}
      />
      {generate.error !== null && (
        <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
          Not generated: {generate.error.message}
        </Notice>
      )}
      <div className={classes.actions}>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" loading={generate.isPending}>
          Generate
        </Button>
      </div>
    </form>
  );
}

function useAskBeforeUnload(isNeeded: boolean): void {
  useEffect(() => {
    if (!isNeeded) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', ask);
    return () => window.removeEventListener('beforeunload', ask);
  }, [isNeeded]);
}
