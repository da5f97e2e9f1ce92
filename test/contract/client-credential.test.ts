import {
  createClientCredentialSchema,
  updateClientCredentialSchema,
} from '../../src-main/contract/entities/client-credential.ts';
import { describeLimits } from './describe-limits.ts';
import { limit, longest, longText, oneOf, shortest } from './limits.ts';

const keyIdPattern = '^([0-9a-zA-Z-_]{10,64})$';

describeLimits('the creation of a credential', {
  schema: createClientCredentialSchema,
  smallest: { credential_type: 'public_key' },
  full: {
    credential_type: 'public_key',
    name: 'ci key',
    pem: 'pem',
    alg: 'PS256',
    kid: 'key-id_0123',
    expires_at: '2030-01-01T00:00:00.000Z',
    parse_expiry_from_cert: false,
    subject_dn: 'CN=client',
  },
  limits: [
    ...oneOf('credential_type', 'public_key', 'cert_subject_dn', 'x509_cert'),
    ...oneOf('alg', 'RS256', 'RS384', 'PS256'),
    limit('alg', 'RS384', 'RS512', 'No enum match for: "RS512"'),
    longest('name', 128),
    shortest('kid', 10),
    longest('kid', 64),
    limit('kid', longText(10), 'key id 0123', `String does not match pattern: ${keyIdPattern}`),
    shortest('subject_dn', 1),
    longest('subject_dn', 256),
    limit(
      'expires_at',
      '2030-01-01T01:00:00+01:00',
      '2030-01-01',
      "Object didn't pass validation for format date-time: 2030-01-01",
    ),
    limit('parse_expiry_from_cert', true, 'yes', 'Expected type boolean but found type string'),
  ],
  required: ['credential_type'],
  cleared: [],
  closed: [''],
});

describeLimits('the update of a credential', {
  schema: updateClientCredentialSchema,
  smallest: { expires_at: null },
  full: { expires_at: '2030-01-01T00:00:00.000Z' },
  limits: [
    limit(
      'expires_at',
      '2030-01-01T00:00:00Z',
      'tomorrow',
      "Object didn't pass validation for format date-time: tomorrow",
    ),
  ],
  required: [],
  cleared: ['expires_at'],
  closed: [''],
  needsSomething: true,
});
