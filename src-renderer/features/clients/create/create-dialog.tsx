/** One dialog from nothing to an application that can get a token: name and type, and for Machine to Machine the API. */
import { Button, Modal, TextInput } from '@mantine/core';
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react';
import { useState } from 'react';
import type { Input, Output } from '#contract/methods.ts';
import { useCreateApplication } from '../../../bridge/queries/client-changes.ts';
import { useRequestToken } from '../../../bridge/queries/tokens.ts';
import { CreateActions, CreateDone, CreateForm } from '../../../components/create/create-form.tsx';
import { Deferred } from '../../../components/deferred.tsx';
import { ManagementCall } from '../../../components/management-call.tsx';
import { Notice } from '../../../components/notice.tsx';
import { refusalOf, refusedField } from '../../../components/problem-fields.ts';
import { TokenRun } from '../../../components/token-run.tsx';
import { type ApplicationType, machineToMachine } from '../application-types.ts';
import { type Authorization, AuthorizeFields, noAuthorization } from './authorize-fields.tsx';
import { TypeCards } from './type-cards.tsx';

interface CreateDialogProps {
  opened: boolean;
  /** Identifier of the API that is chosen at first. */
  api?: string | undefined;
  onClose(): void;
  onOpen(clientId: string): void;
  onDebug(token: string): void;
}

interface Made {
  application: Output<'clients.createAuthorized'>;
  run: Output<'tokens.request'> | undefined;
  /** Why there is no run. */
  problem: string | undefined;
}

export function CreateDialog(props: CreateDialogProps) {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title="Create application" size={680}>
      <CreateSteps {...props} />
    </Modal>
  );
}

function CreateSteps({ api, onClose, onOpen, onDebug }: CreateDialogProps) {
  const [made, setMade] = useState<Made>();
  if (made === undefined) return <ApplicationForm api={api} onClose={onClose} onOpen={onOpen} onMade={setMade} />;
  const { application, run, problem } = made;
  return (
    <CreateDone>
      <Notice tone="verified" icon={<IconCircleCheck size={18} />}>
        {application.name} was created.
      </Notice>
      {problem !== undefined && (
        <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
          It has no token yet: {problem}
        </Notice>
      )}
      {run !== undefined && <TokenRun run={run} onDebug={onDebug} />}
      <CreateActions>
        <Button data-autofocus onClick={() => onOpen(application.client_id)}>
          Open the application
        </Button>
      </CreateActions>
    </CreateDone>
  );
}

interface ApplicationFormProps extends Pick<CreateDialogProps, 'api' | 'onClose' | 'onOpen'> {
  onMade(made: Made): void;
}

function ApplicationForm({ api, onClose, onOpen, onMade }: ApplicationFormProps) {
  const [name, setName] = useState('');
  const [type, setType] = useState<ApplicationType>(machineToMachine);
  const [authorization, setAuthorization] = useState<Authorization>(() => ({ ...noAuthorization, audience: api }));
  const [wasSent, setWasSent] = useState(false);
  const create = useCreateApplication();
  const requestToken = useRequestToken();

  const isMachine = type.type === machineToMachine.type;
  const { audience, scope, isLater } = authorization;
  const isMissingApi = isMachine && !isLater && audience === undefined;
  const grant = isMachine && !isLater && audience !== undefined ? { audience, scope } : undefined;
  const client: Input<'clients.createAuthorized'>['client'] = { name, app_type: type.type, ...type.defaults };
  const nameError =
    (wasSent && name.trim() === '' ? 'Give the application a name.' : undefined) ??
    (/[<>]/.test(name) ? 'A name cannot contain < or >.' : undefined) ??
    refusalOf(create.error, 'name');
  const isBusy = create.isPending || requestToken.isPending;

  async function submit(withToken: boolean): Promise<void> {
    setWasSent(true);
    if (isBusy || name.trim() === '' || /[<>]/.test(name) || isMissingApi) return;
    const application = await create.mutateAsync({ client, ...(grant === undefined ? {} : { grant }) });
    if (!withToken || grant === undefined) return onOpen(application.client_id);
    try {
      const run = await requestToken.mutateAsync({ client_id: application.client_id, audience: grant.audience });
      onMade({ application, run, problem: undefined });
    } catch (error) {
      onMade({ application, run: undefined, problem: error instanceof Error ? error.message : String(error) });
    }
  }

  return (
    <CreateForm
      onSubmit={() => submit(false)}
      onCancel={onClose}
      isCreating={create.isPending}
      calls={
        <>
          <ManagementCall method="POST" path="/clients" scope="create:clients" body={client} />
          {grant !== undefined && (
            <ManagementCall
              method="POST"
              path="/client-grants"
              scope="create:client_grants"
              body={{ client_id: '{client_id of the answer}', ...grant }}
            />
          )}
        </>
      }
      actions={
        isMachine &&
        !isLater && (
          <Button variant="default" loading={requestToken.isPending} onClick={() => void submit(true).catch(() => {})}>
            Create and get a token
          </Button>
        )
      }
    >
      <TextInput
        data-autofocus
        label="Name"
        description="Shown to people. You can change it later. It can’t contain < or >."
        placeholder="Nightly job"
        value={name}
        onChange={(event) => {
          setName(event.currentTarget.value);
          create.reset();
        }}
        error={nameError}
      />
      <Deferred>
        <TypeCards value={type} onChange={setType} />
        {isMachine && (
          <AuthorizeFields
            value={authorization}
            onChange={setAuthorization}
            error={wasSent && isMissingApi ? 'Choose the API it calls, or authorize it later.' : undefined}
          />
        )}
      </Deferred>
      {create.error !== null && refusedField(create.error) !== 'name' && (
        <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
          Not created: {create.error.message}
        </Notice>
      )}
    </CreateForm>
  );
}
