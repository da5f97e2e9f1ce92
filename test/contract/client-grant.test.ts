import { createClientGrantSchema, updateClientGrantSchema } from '../../src-main/contract/entities/client-grant.ts';
import { describeLimits } from './describe-limits.ts';
import { limit, longest, oneOf, shortest } from './limits.ts';

const full = {
  scope: ['read:orders'],
  organization_usage: 'allow',
  allow_any_organization: true,
  authorization_details_types: ['payment'],
  allow_all_scopes: false,
};

const limits = [
  shortest('scope[0]', 1),
  longest('scope[0]', 280),
  ...oneOf('organization_usage', 'deny', 'allow', 'require'),
  shortest('authorization_details_types[0]', 1),
  longest('authorization_details_types[0]', 255),
];

describeLimits('the creation of a client grant', {
  schema: createClientGrantSchema,
  smallest: { audience: 'urn:orders' },
  full: {
    client_id: 'client',
    audience: 'urn:orders',
    subject_type: 'user',
    default_for: 'third_party_clients',
    ...full,
  },
  limits: [
    shortest('audience', 1),
    ...oneOf('subject_type', 'client', 'user'),
    ...oneOf('default_for', 'third_party_clients'),
    limit('scope', [], 'read:orders', 'Expected type array but found type string'),
    limit('client_id', 'client', 7, 'Expected type string but found type integer'),
    ...limits,
  ],
  required: ['audience'],
  cleared: [],
  closed: [''],
});

describeLimits('the update of a client grant', {
  schema: updateClientGrantSchema,
  smallest: { scope: [] },
  full,
  limits: [limit('scope', [], 'read:orders', 'Expected type array/null but found type string'), ...limits],
  required: [],
  cleared: ['scope', 'organization_usage', 'allow_any_organization', 'allow_all_scopes'],
  closed: [''],
  needsSomething: true,
});
