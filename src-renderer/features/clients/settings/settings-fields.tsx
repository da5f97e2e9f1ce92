import { Anchor, Checkbox, Select, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { grantTypes } from '#contract/grant-types.ts';
import { paths } from '../../../bridge/paths.ts';
import type { ClientView } from '../../../bridge/queries/clients.ts';
import type { EditedForm } from '../../../components/edit-draft.ts';
import { Panel } from '../../../components/panel.tsx';
import { refusalOf } from '../../../components/problem-fields.ts';
import { applicationTypeName, applicationTypes } from '../application-types.ts';
import classes from '../clients.module.css';
import { AddressFields } from './address-fields.tsx';
import type { AuthenticationChoice, ClientValues } from './client-form.ts';

interface SettingsFieldsProps {
  client: ClientView;
  form: EditedForm<ClientValues>;
  error: Error | null;
  /** A refusal is of what was there before. */
  onEdit(): void;
}

const methods: { value: AuthenticationChoice; label: string }[] = [
  { value: 'client_secret_post', label: 'Secret in the body (client_secret_post)' },
  { value: 'client_secret_basic', label: 'Secret in the Authorization header (client_secret_basic)' },
  { value: 'none', label: 'None: public client that can’t keep a secret (none)' },
  { value: 'not_set', label: 'Not set' },
];

/** What each grant type is for; the wire's name stands beside it. */
const grantTypeNames: Record<string, string> = {
  client_credentials: 'Client credentials',
  authorization_code: 'Authorization code',
  implicit: 'Implicit',
  refresh_token: 'Refresh token',
  password: 'Password',
};

export function SettingsFields({ client, form, error, onEdit }: SettingsFieldsProps) {
  const { values } = form;
  const set: typeof form.set = (field, value) => {
    onEdit();
    form.set(field, value);
  };
  const types = applicationTypes.map(({ type, name }) => ({ value: type, label: name }));
  const isKnownType = values.app_type === '' || types.some(({ value }) => value === values.app_type);
  return (
    <>
      <Panel title="Settings">
        <div className={classes.form}>
          <TextInput
            label="Name"
            value={values.name}
            onChange={(event) => set('name', event.currentTarget.value)}
            error={/[<>]/.test(values.name) ? 'A name cannot contain < or >.' : refusalOf(error, 'name')}
          />
          <TextInput
            label="Description"
            description="At most 140 characters."
            value={values.description}
            onChange={(event) => set('description', event.currentTarget.value)}
            error={refusalOf(error, 'description')}
          />
          <Select
            label="Type"
            description={values.app_type === 'non_interactive' ? 'Formerly Non Interactive.' : undefined}
            allowDeselect={false}
            placeholder="No type"
            comboboxProps={{ withinPortal: false }}
            data={
              isKnownType ? types : [...types, { value: values.app_type, label: applicationTypeName(values.app_type) }]
            }
            value={values.app_type === '' ? null : values.app_type}
            onChange={(type) => type !== null && set('app_type', type)}
            error={refusalOf(error, 'app_type')}
          />
          {values.token_endpoint_auth_method === 'key' ? (
            <TextInput
              readOnly
              label="Token endpoint authentication"
              description={
                <>
                  This application authenticates with a key. Change that under{' '}
                  <Anchor
                    inherit
                    renderRoot={(props) => (
                      <Link
                        to={paths.applicationTab}
                        params={{ clientId: client.client_id, tab: 'credentials' }}
                        {...props}
                      />
                    )}
                  >
                    Credentials
                  </Anchor>
                  .
                </>
              }
              value={Object.keys(client.client_authentication_methods ?? {}).join(', ')}
            />
          ) : (
            <Select
              label="Token endpoint authentication"
              description="How the application authenticates at the token endpoint. To use a key instead of a secret, see Credentials."
              allowDeselect={false}
              comboboxProps={{ withinPortal: false }}
              data={methods}
              value={values.token_endpoint_auth_method}
              onChange={(chosen) => {
                const method = methods.find(({ value }) => value === chosen);
                if (method !== undefined) set('token_endpoint_auth_method', method.value);
              }}
              error={
                refusalOf(error, 'token_endpoint_auth_method') ?? refusalOf(error, 'client_authentication_methods')
              }
            />
          )}
          <AddressFields values={values} set={set} error={error} />
        </div>
      </Panel>
      <Panel title="Grant types">
        <Checkbox.Group
          aria-label="Grant types"
          description="How the application can get tokens. Only client credentials is supported; the other grant types are stored."
          value={values.grant_types}
          onChange={(chosen) =>
            set(
              'grant_types',
              grantTypes.filter((grantType) => chosen.includes(grantType)),
            )
          }
          error={refusalOf(error, 'grant_types')}
        >
          <div className={classes.checks}>
            {grantTypes
              .filter((grantType) => !isOfOldTimes(grantType) || values.grant_types.includes(grantType))
              .map((grantType) => (
                <Checkbox
                  key={grantType}
                  size="xs"
                  value={grantType}
                  label={
                    <>
                      {grantTypeNames[grantType] !== undefined && <>{grantTypeNames[grantType]} </>}
                      <span className="mono">{grantType}</span>
                    </>
                  }
                />
              ))}
          </div>
        </Checkbox.Group>
      </Panel>
    </>
  );
}

/** The service keeps them for clients that have them; nobody is offered them any more. */
function isOfOldTimes(grantType: string): boolean {
  return grantType.startsWith('http://auth0.com/oauth/legacy/');
}
