/** A client grant: which scopes of an API an application may be given. Management API: `/api/v2/client-grants`. */
import { type Static, Type } from '@sinclair/typebox';
import { Closed, Enum, Nullable } from './schema-kit.ts';

const scopeValues = Type.Array(Type.String({ minLength: 1, maxLength: 280 }), {
  description: 'Scopes allowed for this client grant.',
});
const organizationUsage = Enum(['deny', 'allow', 'require']);
const authorizationDetailsTypes = Type.Array(Type.String({ minLength: 1, maxLength: 255 }));

export const createClientGrantSchema = Closed({
  client_id: Type.Optional(Type.String({ description: 'ID of the client.' })),
  audience: Type.String({
    minLength: 1,
    description: 'The audience (API identifier) of this client grant.',
  }),
  scope: Type.Optional(scopeValues),
  organization_usage: Type.Optional(organizationUsage),
  allow_any_organization: Type.Optional(Type.Boolean()),
  subject_type: Type.Optional(Enum(['client', 'user'])),
  authorization_details_types: Type.Optional(authorizationDetailsTypes),
  allow_all_scopes: Type.Optional(Type.Boolean()),
  default_for: Type.Optional(Enum(['third_party_clients'])),
});

export const updateClientGrantSchema = Closed(
  {
    scope: Type.Optional(Nullable(scopeValues)),
    organization_usage: Type.Optional(Nullable(organizationUsage)),
    allow_any_organization: Type.Optional(Nullable(Type.Boolean())),
    authorization_details_types: Type.Optional(authorizationDetailsTypes),
    allow_all_scopes: Type.Optional(Nullable(Type.Boolean())),
  },
  { minProperties: 1 },
);

export type CreateClientGrant = Static<typeof createClientGrantSchema>;
export type UpdateClientGrant = Static<typeof updateClientGrantSchema>;
export type SubjectType = 'client' | 'user';

/** A client grant as the tenant keeps it; `audience` is the API's stored identifier. */
export interface ClientGrant {
  /** `cgr_` and 16 letters or digits. */
  id: string;
  /** Absent on a grant that is the default for third-party clients. */
  client_id?: string;
  audience: string;
  /** Absent while `allow_all_scopes` is true. */
  scope?: string[];
  organization_usage?: 'deny' | 'allow' | 'require';
  allow_any_organization?: boolean;
  is_system?: true;
  subject_type: SubjectType;
  authorization_details_types?: string[];
  allow_all_scopes?: boolean;
  default_for?: 'third_party_clients';
}
