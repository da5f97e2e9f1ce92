import { NumberInput, Radio, Select, Switch, TextInput } from '@mantine/core';
import { longestTokenLifetime, type TokenDialect, tokenDialects } from '#contract/entities/resource-server.ts';
import { formatSpan } from '../../../components/format-time.ts';
import type { Setting, SettingValues } from './draft.ts';
import classes from './settings.module.css';

interface SettingFieldsProps {
  values: SettingValues;
  /** Of a system API only what the service lets change is offered. */
  isSystem: boolean;
  changed: readonly Setting[];
  onEdit<Name extends Setting>(setting: Name, value: SettingValues[Name]): void;
  /** The core's refusal of a setting. */
  errorOf(setting: Setting): string | undefined;
}

const dialects: Record<TokenDialect, { label: string; description: string }> = {
  access_token: {
    label: 'Auth0 (access_token)',
    description: 'Auth0’s profile: azp is the application, gty the grant type, and typ is JWT.',
  },
  access_token_authz: {
    label: 'Auth0 with permissions (access_token_authz)',
    description: 'The same, plus the permissions claim if RBAC is on.',
  },
  rfc9068_profile: {
    label: 'RFC 9068 (rfc9068_profile)',
    description: 'The JWT profile for access tokens: adds client_id and jti, and typ is at+jwt.',
  },
  rfc9068_profile_authz: {
    label: 'RFC 9068 with permissions (rfc9068_profile_authz)',
    description: 'The same, plus the permissions claim if RBAC is on.',
  },
};

export function SettingFields({ values, isSystem, changed, onEdit, errorOf }: SettingFieldsProps) {
  const mark = (setting: Setting) => (changed.includes(setting) ? classes.changed : undefined);
  const withPermissions = values.token_dialect.endsWith('_authz');
  return (
    <div className={classes.fields}>
      {!isSystem && (
        <TextInput
          className={mark('name')}
          label="Name"
          description="Shown to people. It can’t contain < or >."
          value={values.name}
          onChange={(event) => onEdit('name', event.currentTarget.value)}
          error={errorOf('name')}
        />
      )}
      <Lifetime
        className={mark('token_lifetime')}
        label="Token expiration"
        note="Also called Maximum Access Token Lifetime."
        value={values.token_lifetime}
        onChange={(token_lifetime) => onEdit('token_lifetime', token_lifetime)}
        error={errorOf('token_lifetime')}
      />
      {!isSystem && (
        <>
          <Lifetime
            className={mark('token_lifetime_for_web')}
            label="Token expiration for browser flows"
            note="For tokens from the implicit and hybrid flows. At most the token expiration."
            value={values.token_lifetime_for_web}
            onChange={(token_lifetime_for_web) => onEdit('token_lifetime_for_web', token_lifetime_for_web)}
            error={errorOf('token_lifetime_for_web')}
          />
          <Switch
            className={mark('enforce_policies')}
            label="Role-based access control (RBAC)"
            description={
              values.enforce_policies && !withPermissions
                ? 'On. To add the permissions claim, also choose a dialect with permissions.'
                : 'Enforces permission policies. A dialect “with permissions” also adds them to the token.'
            }
            checked={values.enforce_policies}
            onChange={(event) => onEdit('enforce_policies', event.currentTarget.checked)}
          />
          <Select
            className={mark('token_dialect')}
            label="Token dialect"
            description={dialects[values.token_dialect].description}
            data={tokenDialects.map((value) => ({ value, label: dialects[value].label }))}
            value={values.token_dialect}
            allowDeselect={false}
            comboboxProps={{ withinPortal: false }}
            onChange={(value) => {
              const dialect = tokenDialects.find((one) => one === value);
              if (dialect !== undefined) onEdit('token_dialect', dialect);
            }}
            error={errorOf('token_dialect')}
          />
          <Policies
            className={mark('subject_type_authorization')}
            value={values.subject_type_authorization}
            onChange={(subject_type_authorization) => onEdit('subject_type_authorization', subject_type_authorization)}
          />
        </>
      )}
      <Switch
        className={mark('skip_consent_for_verifiable_first_party_clients')}
        label="Allow skipping user consent"
        description="First-party applications skip the consent screen, except with a callback on localhost or 127.0.0.1, where anyone could be listening. Applies to flows with a user."
        checked={values.skip_consent_for_verifiable_first_party_clients}
        onChange={(event) => onEdit('skip_consent_for_verifiable_first_party_clients', event.currentTarget.checked)}
      />
      {!isSystem && (
        <Switch
          className={mark('allow_offline_access')}
          label="Allow offline access"
          description="Applications can request refresh tokens (scope offline_access). Applies to flows with a user."
          checked={values.allow_offline_access}
          onChange={(event) => onEdit('allow_offline_access', event.currentTarget.checked)}
        />
      )}
    </div>
  );
}

interface LifetimeProps {
  className: string | undefined;
  label: string;
  note: string;
  /** Seconds. */
  value: number;
  onChange(seconds: number): void;
  error: string | undefined;
}

function Lifetime({ className, label, note, value, onChange, error }: LifetimeProps) {
  return (
    <NumberInput
      className={className}
      label={`${label} (seconds)`}
      description={`${formatSpan(value)}. At most ${longestTokenLifetime.toLocaleString('en')} (30 days). ${note}`}
      value={value}
      onChange={(next) => onChange(Number(next))}
      allowDecimal={false}
      allowNegative={false}
      clampBehavior="none"
      hideControls
      error={error}
    />
  );
}

interface PoliciesProps {
  className: string | undefined;
  value: SettingValues['subject_type_authorization'];
  onChange(value: SettingValues['subject_type_authorization']): void;
}

const userPolicies = [
  { value: 'allow_all', label: 'All applications' },
  { value: 'require_client_grant', label: 'Applications with a client grant for users' },
  { value: 'deny_all', label: 'None' },
] as const;

const clientPolicies = [
  { value: 'require_client_grant', label: 'Applications with a client grant' },
  { value: 'deny_all', label: 'None: client credentials are refused' },
] as const;

/** Who may get tokens, for a person and for itself. */
function Policies({ className, value, onChange }: PoliciesProps) {
  const { user, client } = value;
  return (
    <div className={`${classes.group} ${className ?? ''}`}>
      <Radio.Group
        label="User-delegated access"
        description="Applications that can get tokens on behalf of a user."
        value={user?.policy ?? 'allow_all'}
        onChange={(chosen) => {
          const policy = userPolicies.find((one) => one.value === chosen)?.value;
          onChange({ ...value, user: { ...user, policy } });
        }}
      >
        <div className={classes.group}>
          {userPolicies.map((one) => (
            <Radio key={one.value} value={one.value} label={one.label} size="xs" mt={4} />
          ))}
        </div>
      </Radio.Group>
      <Radio.Group
        label="Client access"
        description="Applications that may get tokens on their own behalf, with client credentials."
        value={client?.policy ?? 'require_client_grant'}
        onChange={(chosen) => {
          const policy = clientPolicies.find((one) => one.value === chosen)?.value;
          onChange({ ...value, client: { ...client, policy } });
        }}
      >
        <div className={classes.group}>
          {clientPolicies.map((one) => (
            <Radio key={one.value} value={one.value} label={one.label} size="xs" mt={4} />
          ))}
        </div>
      </Radio.Group>
    </div>
  );
}
