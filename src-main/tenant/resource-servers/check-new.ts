/** What is wrong with the name and the identifier of an API to be made, in words for a person who is typing. */
import { createResourceServerSchema } from '../../contract/entities/resource-server.ts';
import type { TenantDocument } from '../document.ts';
import { findViolation } from '../input/check-input.ts';
import type { OwnOrigins } from '../own-origins.ts';
import { TenantError } from '../tenant-error.ts';
import { refuseReservedIdentifier, refuseTakenIdentifier } from './rules.ts';
import { makeSystemApi } from './system-apis.ts';

export interface NewResourceServerRemarks {
  name?: string;
  identifier?: string;
  /** No refusal: what the identifier is easily taken for. */
  remark?: string;
}

const { name: nameSchema, identifier: identifierSchema } = createResourceServerSchema.properties;

/** Nothing is said of a field that is still empty. */
export function checkNewResourceServer(
  { name, identifier }: { name: string; identifier: string },
  document: TenantDocument,
  origins: OwnOrigins,
): NewResourceServerRemarks {
  const wrongName = name === '' ? undefined : describeName(name);
  const wrongIdentifier = identifier === '' ? undefined : describeIdentifier(identifier, document, origins);
  const remark = wrongIdentifier === undefined ? describeTwin(identifier, document, origins) : undefined;
  return {
    ...(wrongName === undefined ? {} : { name: wrongName }),
    ...(wrongIdentifier === undefined ? {} : { identifier: wrongIdentifier }),
    ...(remark === undefined ? {} : { remark }),
  };
}

function describeName(name: string): string | undefined {
  if (findViolation(nameSchema, name) === undefined) return undefined;
  return /[<>]/.test(name)
    ? 'A name cannot contain < or >.'
    : `A name has at most ${nameSchema.maxLength} characters; this one has ${[...name].length}.`;
}

function describeIdentifier(identifier: string, document: TenantDocument, origins: OwnOrigins): string | undefined {
  if (findViolation(identifierSchema, identifier) !== undefined) {
    return identifier.length > Number(identifierSchema.maxLength)
      ? `An identifier has at most ${identifierSchema.maxLength} characters; this one has ${identifier.length}.`
      : 'An identifier is a URL or URN: no spaces, and nothing that a URL would have to encode.';
  }
  const stored = origins.toStored(identifier);
  try {
    refuseTakenIdentifier(document, stored);
  } catch (error) {
    if (!(error instanceof TenantError)) throw error;
    const taken = document.resourceServerByIdentifier(stored);
    return `${taken?.name ?? 'An API'} has this identifier already. Identifiers are unique in a tenant.`;
  }
  try {
    // Reserved identifiers of the system APIs that appear on request may be created.
    if (!isSystemApi(stored)) refuseReservedIdentifier(origins, stored);
  } catch (error) {
    if (!(error instanceof TenantError)) throw error;
    return error.message;
  }
  return undefined;
}

function isSystemApi(identifier: string): boolean {
  return makeSystemApi(identifier, { hex: () => '', alphanumeric: () => '', base64url: () => '' }) !== undefined;
}

function describeTwin(identifier: string, document: TenantDocument, origins: OwnOrigins): string | undefined {
  if (identifier === '') return undefined;
  const twin = identifier.endsWith('/') ? identifier.slice(0, -1) : `${identifier}/`;
  const taken = document.resourceServerByIdentifier(origins.toStored(twin));
  if (taken !== undefined) {
    return `${taken.name ?? 'Another API'} has ${twin}, which differs only by the slash at its end: those are two APIs.`;
  }
  return /^https?:\/\/[^/?#]+$/i.test(identifier)
    ? `Many programs write ${identifier}/, with a slash at the end. That would be another API: audiences are compared character by character.`
    : undefined;
}
