import { Textarea } from '@mantine/core';
import type { EditedForm } from '../../../components/edit-draft.ts';
import { refusalOf } from '../../../components/problem-fields.ts';
import type { ClientValues } from './client-form.ts';

interface AddressFieldsProps {
  values: ClientValues;
  set: EditedForm<ClientValues>['set'];
  error: Error | null;
}

const fields = [
  { field: 'callbacks', label: 'Callback URLs', description: 'Where users return after signing in.' },
  { field: 'allowed_logout_urls', label: 'Logout URLs', description: 'Where users may be sent after signing out.' },
  { field: 'web_origins', label: 'Web origins', description: 'Origins that may renew tokens silently.' },
  {
    field: 'allowed_origins',
    label: 'Allowed origins (CORS)',
    description: 'Origins whose scripts may call the tenant, in addition to the callback URLs.',
  },
] as const;

/** Addresses, one a line, where the type of application has them; also where it has some all the same. */
export function AddressFields({ values, set, error }: AddressFieldsProps) {
  const shown = fields.filter(({ field }) => hasAddresses(values.app_type, field) || values[field] !== '');
  return shown.map(({ field, label, description }) => (
    <Textarea
      key={field}
      label={label}
      description={`${description} One per line.`}
      autosize
      minRows={2}
      maxRows={8}
      spellCheck={false}
      classNames={{ input: 'mono' }}
      value={values[field]}
      onChange={(event) => set(field, event.currentTarget.value)}
      error={refusalOf(error, field)}
    />
  ));
}

function hasAddresses(appType: string, field: (typeof fields)[number]['field']): boolean {
  if (appType === 'non_interactive') return false;
  if (appType === 'native') return field === 'callbacks' || field === 'allowed_logout_urls';
  if (appType === 'regular_web') return field !== 'allowed_origins';
  return true;
}
