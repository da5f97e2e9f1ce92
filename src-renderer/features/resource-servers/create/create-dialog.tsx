import { Checkbox, Modal, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { CreateResourceServer, SigningAlgorithm } from '#contract/entities/resource-server.ts';
import {
  useCreateResourceServer,
  useCreateTestApplication,
  useNewResourceServerCheck,
} from '../../../bridge/queries/resource-server-screens.ts';
import { CreateForm } from '../../../components/create/create-form.tsx';
import { Deferred } from '../../../components/deferred.tsx';
import { ManagementCall } from '../../../components/management-call.tsx';
import { Notice } from '../../../components/notice.tsx';
import { refusalOf, refusedField } from '../../../components/problem-fields.ts';
import { showFailure } from '../../../components/undo-notice.tsx';
import { AlgorithmCards } from './algorithm-cards.tsx';
import classes from './create.module.css';

interface CreateDialogProps {
  opened: boolean;
  onClose(): void;
  onCreated(id: string): void;
}

export function CreateDialog({ opened, onClose, onCreated }: CreateDialogProps) {
  return (
    <Modal opened={opened} onClose={onClose} title="Create API" size={680}>
      <ApiForm onClose={onClose} onCreated={onCreated} />
    </Modal>
  );
}

/** Milliseconds after the last key. */
const pause = 120;

function ApiForm({ onClose, onCreated }: Omit<CreateDialogProps, 'opened'>) {
  const [name, setName] = useState('');
  const [identifier, setIdentifier] = useState('');
  const [signing_alg, setAlgorithm] = useState<SigningAlgorithm>('RS256');
  const [withApplication, setWithApplication] = useState(true);
  const [wasSent, setWasSent] = useState(false);
  const [typed] = useDebouncedValue({ name, identifier }, pause);
  const check = useNewResourceServerCheck(typed).data ?? {};
  const create = useCreateResourceServer();
  const createApplication = useCreateTestApplication();

  const input: CreateResourceServer = { name, identifier, signing_alg };
  const refusal = create.error;
  const field = refusedField(refusal);
  const nameError = check.name ?? missing(wasSent, name, 'Give the API a name.') ?? refusalOf(refusal, 'name');
  const identifierError =
    check.identifier ?? missing(wasSent, identifier, 'Give the API an identifier.') ?? refusalOf(refusal, 'identifier');

  async function submit(): Promise<void> {
    setWasSent(true);
    if (name === '' || identifier === '' || create.isPending) return;
    const created = await create.mutateAsync(input);
    if (withApplication && created.is_system !== true) {
      await createApplication
        .mutateAsync(created.id)
        .catch((error: unknown) => showFailure('The API was created, but its test application was not', error));
    }
    onCreated(created.id);
  }

  return (
    <CreateForm
      onSubmit={submit}
      onCancel={onClose}
      isCreating={create.isPending || createApplication.isPending}
      isDisabled={check.name !== undefined || check.identifier !== undefined}
      calls={<ManagementCall method="POST" path="/resource-servers" body={input} scope="create:resource_servers" />}
    >
      <TextInput
        data-autofocus
        label="Name"
        description="Shown to people. You can change it later. It can’t contain < or >."
        placeholder="Appointments API"
        value={name}
        onChange={(event) => {
          setName(event.currentTarget.value);
          create.reset();
        }}
        error={nameError}
      />
      <div>
        <TextInput
          label="Identifier"
          description="The audience of this API’s tokens: a URL or URN, ideally the API’s public address. Tokenbench never calls it, and it can’t be changed."
          placeholder="https://appointments.example/"
          value={identifier}
          onChange={(event) => {
            setIdentifier(event.currentTarget.value);
            create.reset();
          }}
          error={identifierError}
          classNames={{ input: 'mono' }}
          spellCheck={false}
          autoCapitalize="none"
        />
        <div role="status">
          {identifierError === undefined && check.remark !== undefined && (
            <div className={classes.remark}>
              <IconAlertTriangle size={14} aria-hidden />
              <span>{check.remark}</span>
            </div>
          )}
        </div>
      </div>
      <Deferred>
        <AlgorithmCards value={signing_alg} onChange={setAlgorithm} />
      </Deferred>
      <Checkbox
        label="Create a test application"
        description="A Machine to Machine application authorized for this API, to get your first token."
        checked={withApplication}
        onChange={(event) => setWithApplication(event.currentTarget.checked)}
      />
      {refusal !== null && field !== 'name' && field !== 'identifier' && (
        <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
          {refusal.message}
        </Notice>
      )}
    </CreateForm>
  );
}

function missing(wasSent: boolean, value: string, words: string): string | undefined {
  return wasSent && value === '' ? words : undefined;
}
