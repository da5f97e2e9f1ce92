/** Which route is checked, and what it asks for. */
import {
  Button,
  Checkbox,
  Collapse,
  MultiSelect,
  Select,
  Switch,
  TagsInput,
  Textarea,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconChevronDown, IconPlayerPlay } from '@tabler/icons-react';
import type { FormEvent } from 'react';
import {
  checkGroupNames,
  checkGroups,
  checkLibraries,
  checkLibraryNames,
  checkMethods,
  isCheckGroup,
  isCheckLibrary,
  isCheckMethod,
} from '#contract/entities/api-check.ts';
import { useClients } from '../../bridge/queries/clients.ts';
import { useResourceServer } from '../../bridge/queries/resource-servers.ts';
import { ApiSelect } from '../../components/api-select.tsx';
import { Panel } from '../../components/panel.tsx';
import { refusalOf } from '../../components/problem-fields.ts';
import type { CheckDraft } from './check-draft.ts';
import { isHarmless } from './check-draft.ts';
import classes from './setup-form.module.css';

interface SetupFormProps {
  draft: CheckDraft;
  isBusy: boolean;
  /** What the tenant says is wrong. */
  problem: Error | undefined;
  onChange(change: Partial<CheckDraft>): void;
  onRun(): void;
  onControl(): void;
}

export function SetupForm({ draft, isBusy, problem, onChange, onRun, onControl }: SetupFormProps) {
  const scopes = useResourceServer(draft.audience ?? '', draft.audience !== undefined).data?.scopes ?? [];
  const [isOpen, { toggle }] = useDisclosure(false);
  const errorOf = (field: string) => refusalOf(problem, field);
  const hostError = errorOf('allow_host');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!isBusy) onRun();
  };
  return (
    <Panel title="Protected route">
      <form className={classes.form} onSubmit={submit} noValidate>
        <div className={classes.route}>
          <Select
            label="Method"
            allowDeselect={false}
            data={[...checkMethods]}
            value={draft.method}
            comboboxProps={{ withinPortal: false }}
            onChange={(method) => onChange({ method: isCheckMethod(method) ? method : 'GET' })}
          />
          <TextInput
            label="URL"
            placeholder="http://localhost:3000/orders"
            description="A route of your API that requires a token."
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            value={draft.url}
            error={errorOf('url')}
            spellCheck={false}
            autoComplete="off"
            classNames={{ input: 'mono' }}
            onChange={(event) => onChange({ url: event.currentTarget.value })}
          />
        </div>
        {!isHarmless(draft.method) && (
          <Checkbox
            label={`Run it anyway: an invalid token that is accepted triggers the ${draft.method}.`}
            checked={draft.allowsActions}
            error={errorOf('allow_actions')}
            onChange={(event) => onChange({ allowsActions: event.currentTarget.checked })}
          />
        )}
        {(hostError !== undefined || draft.allowHost !== '') && (
          <TextInput
            label="Host name"
            description="Type the host name to allow this run."
            value={draft.allowHost}
            error={hostError}
            spellCheck={false}
            onChange={(event) => onChange({ allowHost: event.currentTarget.value })}
          />
        )}
        <div className={classes.pair}>
          <ApiSelect
            label="API"
            description="The API this route belongs to."
            placeholder="Choose an API"
            value={draft.audience}
            error={errorOf('audience')}
            onChange={(audience) => onChange({ audience, scopes: [] })}
          />
          <TagsInput
            label="Permissions"
            description="What the route requires. Leave empty to detect it."
            data={scopes.map(({ value }) => value)}
            value={draft.scopes}
            error={errorOf('scope')}
            comboboxProps={{ withinPortal: false }}
            splitChars={[' ', ',']}
            onChange={(chosen) => onChange({ scopes: chosen })}
          />
        </div>
        <UnstyledButton className={classes.more} onClick={toggle} aria-expanded={isOpen}>
          <IconChevronDown size={15} aria-hidden className={classes.chevron} /> More options
        </UnstyledButton>
        <Collapse expanded={isOpen}>
          <MoreFields draft={draft} errorOf={errorOf} onChange={onChange} />
        </Collapse>
        <div className={classes.actions}>
          <Button type="submit" leftSection={<IconPlayerPlay size={15} aria-hidden />} loading={isBusy}>
            Run the check
          </Button>
          <Button variant="default" disabled={isBusy} onClick={onControl}>
            Send only the valid token
          </Button>
        </div>
      </form>
    </Panel>
  );
}

interface MoreFieldsProps extends Pick<SetupFormProps, 'draft' | 'onChange'> {
  errorOf(field: string): string | undefined;
}

function MoreFields({ draft, errorOf, onChange }: MoreFieldsProps) {
  return (
    <div className={classes.grid}>
      <ClientField draft={draft} error={errorOf('client')} onChange={onChange} />
      <TextInput
        label="Unprotected route"
        description="Helps tell a missing route from an API that refuses everything."
        placeholder="http://localhost:3000/health"
        value={draft.unprotectedUrl}
        error={errorOf('unprotected_url')}
        spellCheck={false}
        onChange={(event) => onChange({ unprotectedUrl: event.currentTarget.value })}
      />
      <Textarea
        label="Headers"
        description="One per line. Values are not stored."
        placeholder="X-Tenant: acme"
        autosize
        minRows={2}
        maxRows={6}
        value={draft.headers}
        error={errorOf('headers')}
        spellCheck={false}
        classNames={{ input: 'mono' }}
        onChange={(event) => onChange({ headers: event.currentTarget.value })}
      />
      <Textarea
        label="Body"
        description="Set its content type in the headers."
        autosize
        minRows={2}
        maxRows={6}
        value={draft.body}
        error={errorOf('body')}
        spellCheck={false}
        classNames={{ input: 'mono' }}
        onChange={(event) => onChange({ body: event.currentTarget.value })}
      />
      <MultiSelect
        label="Cases"
        description="All groups by default."
        placeholder={draft.groups.length === 0 ? 'All groups' : ''}
        data={checkGroupNames
          .filter((group) => group !== 'control')
          .map((group) => ({ value: group, label: checkGroups[group] }))}
        value={draft.groups}
        comboboxProps={{ withinPortal: false }}
        onChange={(chosen) => onChange({ groups: chosen.filter(isCheckGroup) })}
      />
      <Select
        label="Library"
        description="The library that verifies tokens in your API."
        placeholder="Detected from its responses"
        clearable
        data={checkLibraryNames.map((library) => ({ value: library, label: checkLibraries[library] }))}
        value={draft.library ?? null}
        comboboxProps={{ withinPortal: false }}
        onChange={(chosen) => onChange({ library: isCheckLibrary(chosen) ? chosen : undefined })}
      />
      <TextInput
        label="Other refusal statuses"
        description="Any 4xx counts. Add others, such as 302."
        value={draft.refusedStatuses}
        error={errorOf('refused_statuses')}
        onChange={(event) => onChange({ refusedStatuses: event.currentTarget.value })}
      />
      <Switch
        label="Wait for caches"
        description="Some cases wait up to a minute until the API refetches the JWKS."
        checked={draft.waits}
        onChange={(event) => onChange({ waits: event.currentTarget.checked })}
      />
    </div>
  );
}

/** Choices offered at once; typing finds the others. */
const offered = 50;

function ClientField({ draft, error, onChange }: Omit<MoreFieldsProps, 'errorOf'> & { error: string | undefined }) {
  const clients = useClients().data ?? [];
  return (
    <Select
      label="Application"
      description="The application the tokens are issued to."
      placeholder="Any authorized application"
      searchable
      clearable
      limit={offered}
      nothingFoundMessage="No matching application"
      data={clients.map(({ client_id, name }) => ({ value: client_id, label: name }))}
      value={draft.client ?? null}
      error={error}
      comboboxProps={{ withinPortal: false }}
      onChange={(client) => onChange({ client: client ?? undefined })}
    />
  );
}
