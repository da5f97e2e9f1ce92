/** Reads a seed file, YAML 1.2 or JSON (which is a part of it), and points at the line of what is wrong with it. */
import { readFileSync } from 'node:fs';
import { type Document, LineCounter, parseDocument, type YAMLError } from 'yaml';
import { seedSchema } from '../contract/seed.ts';
import { SeedError, type SeedSource } from '../runtime/seed-source.ts';
import { findViolation } from '../tenant/input/check-input.ts';
import { TenantError } from '../tenant/tenant-error.ts';
import { findSeedNode } from './find-seed-node.ts';

/** How often aliases may repeat what they stand for before the file counts as an attack on memory. */
const maxAliasCount = 1000;

const whatASeedIs = 'A seed has any of: tenant, resourceServers, clients, clientGrants, signingKeys.';

/**
 * The seed in a file, once it fits the seed's schema.
 * @throws {SeedError} on one line: `{file}:{line}:{column} {path}: {what is wrong}`
 */
export function readSeed(file: string): SeedSource {
  const text = readText(file);
  // Parsed again when there is something to say: what the parser makes of a large file takes a hundred times its size.
  const refuse = (path: string, message: string, cause?: unknown): SeedError => {
    const { document, lines } = parse(text);
    const place = placeAt(lines, findSeedNode(document, path, unknownNameIn(message)));
    const where = `${file}:${place.line}:${place.column}`;
    return new SeedError(`${where}${path === '' ? '' : ` ${path}`}: ${message}`, { path, place, cause });
  };
  const value = readValue(file, text, refuse);
  if (value === null) throw refuse('', `The file is empty. ${whatASeedIs}`);
  const violation = findViolation(seedSchema, value);
  if (violation !== undefined) {
    const { path, words } = violation;
    throw refuse(path, path === '' ? `${words} ${whatASeedIs}` : words);
  }
  return {
    value,
    explain: (error) => (error instanceof TenantError ? refuse(error.field ?? '', error.words, error) : error),
  };
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? cause.code : undefined;
    const reason =
      code === 'ENOENT'
        ? 'there is no such file'
        : code === 'EISDIR'
          ? 'it is a folder'
          : `it cannot be read (${code})`;
    throw new SeedError(`${file}: ${reason}. Give the path of a seed file in YAML or JSON.`, { cause });
  }
}

function parse(text: string): { document: Document; lines: LineCounter } {
  const lines = new LineCounter();
  // Not "pretty", which would quote the line at fault, and a secret with it.
  return { document: parseDocument(text, { lineCounter: lines, prettyErrors: false, merge: true }), lines };
}

function readValue(file: string, text: string, refuse: Refuse): unknown {
  const { document, lines } = parse(text);
  refuseBrokenSyntax(file, document, lines);
  return toValue(document, refuse);
}

function refuseBrokenSyntax(file: string, { errors, warnings }: Document, lines: LineCounter): void {
  const [error] = [...errors, ...warnings];
  if (error === undefined) return;
  const place = placeAt(lines, error.pos[0]);
  throw new SeedError(`${file}:${place.line}:${place.column}: ${describeSyntaxError(error)}.`, { place });
}

/** What the parser says, without the piece of the file that some of its messages end with: it may be a secret. */
function describeSyntaxError({ code, message }: YAMLError): string {
  if (code === 'DUPLICATE_KEY') return 'The same name stands twice in one mapping';
  if (code === 'MULTIPLE_DOCS') return 'The file holds several YAML documents, and a seed is one';
  return code === 'TAG_RESOLVE_FAILED' ? message : message.replace(/[:;.] [\s\S]*$|\.$/, '');
}

type Refuse = (path: string, message: string, cause?: unknown) => SeedError;

function toValue(document: Document, refuse: Refuse): unknown {
  try {
    return document.toJS({ maxAliasCount });
  } catch (cause) {
    // The parser throws a ReferenceError for aliases, whether they have no anchor or repeat too much.
    const isBomb = cause instanceof Error && /excessive/i.test(cause.message);
    throw refuse(
      '',
      isBomb ? 'Its aliases repeat far too much: write the values out.' : 'An alias has no anchor.',
      cause,
    );
  }
}

function placeAt(lines: LineCounter, offset: number): { line: number; column: number } {
  const { line, col } = lines.linePos(offset);
  // An empty file has no line.
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}

/** The name at fault, where the rule is that a property is not known. */
function unknownNameIn(message: string): string | undefined {
  return /^There is nothing here that is called (.+?)\.(?: |$)/.exec(message)?.[1];
}
