/** Lists of the Management API: pages with or without totals, and checkpoint paging. */
import { Type } from '@sinclair/typebox';
import { TenantError } from '../../tenant/tenant-error.ts';
import { JsonText } from '../json-text.ts';

const defaultPerPage = 50;
const longestPage = 100;

/** Milliseconds that a checkpoint may be used for. */
const checkpointLifetime = 86_400_000;

export const pageQuery = {
  page: Type.Optional(
    Type.Integer({ minimum: 0, description: 'Page index of the results to return. First page is 0.' }),
  ),
  per_page: Type.Optional(
    Type.Integer({ minimum: 1, maximum: longestPage, description: 'Number of results per page.' }),
  ),
  include_totals: Type.Optional(Type.Boolean()),
};

/** Clients and logs also take `per_page=0`. */
export const pageQueryFromZero = {
  ...pageQuery,
  per_page: Type.Optional(
    Type.Integer({ minimum: 0, maximum: longestPage, description: 'Number of results per page.' }),
  ),
};

export const checkpointQuery = {
  from: Type.Optional(Type.String()),
  take: Type.Optional(Type.Integer({ minimum: 1, maximum: longestPage })),
};

export interface PageQuery {
  page?: number;
  per_page?: number;
  include_totals?: boolean;
}

/** Entities in an order, whether they are all at hand or fetched by the page. */
export interface Listing<Entity> {
  total: number;
  slice(start: number, count: number): readonly Entity[];
}

export function listingOf<Entity>(entities: readonly Entity[]): Listing<Entity> {
  return { total: entities.length, slice: (start, count) => entities.slice(start, start + count) };
}

/** A bare array, or an object with totals where the query asks for them. */
export function answerPage<Entity>(
  { page = 0, per_page = defaultPerPage, include_totals = false }: PageQuery,
  name: string,
  listing: Listing<Entity>,
  write: (entity: Entity) => JsonText,
): JsonText {
  const start = page * per_page;
  const entities = JsonText.list(listing.slice(start, per_page).map(write));
  return include_totals
    ? JsonText.object({ total: listing.total, start, limit: per_page, [name]: entities })
    : entities;
}

/** Entities made after one, in the order they were made. */
export interface CheckpointListing<Entity> {
  after(sequence: number, count: number): readonly Entity[];
  sequenceOf(entity: Entity): number;
}

/** `{ "<name>": […], "next"? }`: never totals, whatever else the query says. */
export function answerCheckpoint<Entity>(
  { from, take = defaultPerPage }: { from?: string; take?: number },
  name: string,
  listing: CheckpointListing<Entity>,
  write: (entity: Entity) => JsonText,
  now: number,
): JsonText {
  const found = listing.after(from === undefined ? 0 : readCheckpoint(from, now), take + 1);
  const last = found[take - 1];
  return JsonText.object({
    [name]: JsonText.list(found.slice(0, take).map(write)),
    ...(found.length > take && last !== undefined ? { next: writeCheckpoint(listing.sequenceOf(last), now) } : {}),
  });
}

function writeCheckpoint(sequence: number, now: number): string {
  return Buffer.from(JSON.stringify([sequence, now + checkpointLifetime])).toString('base64url');
}

function readCheckpoint(text: string, now: number): number {
  const [sequence, until] = parse(Buffer.from(text, 'base64url').toString());
  if (typeof sequence === 'number' && typeof until === 'number' && until >= now) return sequence;
  throw new TenantError('invalid_query_string', 'The checkpoint in from is unknown or older than 24 hours.', {
    field: 'from',
  });
}

function parse(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
