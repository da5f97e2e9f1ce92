/** What a start is filled with: a seed, or anything else that an import takes, read by the same code. */
import { basename, join } from 'node:path';
import { seedSchema } from '../contract/seed.ts';
import { SeedError, type SeedSource } from '../runtime/seed-source.ts';
import { findViolation } from '../tenant/input/check-input.ts';
import type { Scratch } from '../tenant/scratch.ts';
import { applySeed } from '../tenant/seed/apply-seed.ts';
import { TenantError } from '../tenant/tenant-error.ts';
import { applySource } from '../tenant/transfer/apply-source.ts';
import { FileError, placed } from '../tenant/transfer/file-error.ts';
import { Findings } from '../tenant/transfer/findings.ts';
import { type ImportSource, readFiles } from '../tenant/transfer/read-files.ts';
import { findPlace } from '../tenant/transfer/read-value.ts';
import type { DefinitionOptions } from './definition-options.ts';
import { type Definition, readDefinition } from './read-definition.ts';
import { readImport } from './read-import.ts';

const whatASeedIs = 'A seed has any of: tenant, resourceServers, clients, clientGrants, signingKeys.';

type SeedContent = ImportSource & { format: 'seed' };

type Report = (message: string) => void;

/**
 * The seed, the definition of the deploy tool or the Tokenbench file at a path.
 * @param report is told in one sentence what a definition has and the tenant does not
 * @throws {SeedError} on one line: `{file}:{line}:{column} {path}: {what is wrong}`
 */
export async function readSeed(
  path: string,
  options: Partial<DefinitionOptions> = {},
  report: Report = () => undefined,
): Promise<SeedSource> {
  const definition = readDefinition(await readImport(path), options, report);
  const findings = new Findings();
  const source = read(definition, path, findings);
  return source.format === 'seed'
    ? seedOf(source, path)
    : {
        apply: (scratch) => applyDefinition({ source, path, definition, findings, report }, scratch),
        explain: (error) => explainFileError(error, path),
      };
}

function read({ files, mappings }: Definition, path: string, findings: Findings): ImportSource {
  try {
    return readFiles(files, findings, { mappings, expected: 'seed' });
  } catch (error) {
    throw explainFileError(error, path);
  }
}

/** Files are named as the person named them. */
function explainFileError(error: unknown, path: string): unknown {
  if (!(error instanceof TenantError)) return error;
  if (!(error instanceof FileError)) return new SeedError(`${path}: ${error.words}`, { cause: error });
  const { place, what } = error;
  const file = error.path === basename(path) ? path : join(path, error.path);
  return new SeedError(`${placed(file, place)}: ${what}`, { place, cause: error });
}

/** Of a seed nothing is left out: what does not fit its schema or the tenant's rules is refused, with its place. */
function seedOf({ content, file }: SeedContent, path: string): SeedSource {
  const refuse = (field: string, message: string, cause?: unknown): SeedError => {
    const place = findPlace(file, field, unknownNameIn(message));
    const where = `${placed(path, place)}${field === '' ? '' : ` ${field}`}`;
    return new SeedError(`${where}: ${message}`, { path: field, place, cause });
  };
  if (content === null) throw refuse('', `The file is empty. ${whatASeedIs}`);
  const violation = findViolation(seedSchema, content);
  if (violation !== undefined) {
    const { path: field, words } = violation;
    throw refuse(field, field === '' ? `${words} ${whatASeedIs}` : words);
  }
  return {
    apply: (scratch) => applySeed(content, scratch),
    explain: (error) => (error instanceof TenantError ? refuse(error.field ?? '', error.words, error) : error),
  };
}

/** The name at fault, where the rule is that a property is not known. */
function unknownNameIn(message: string): string | undefined {
  return /^There is nothing here that is called (.+?)\.(?: |$)/.exec(message)?.[1];
}

interface ReadDefinition {
  source: ImportSource;
  path: string;
  definition: Definition;
  findings: Findings;
  report: Report;
}

/** Of a definition that others wrote, what the tenant has nothing for is left out, and said. */
async function applyDefinition(
  { source, path, definition, findings, report }: ReadDefinition,
  scratch: Scratch,
): Promise<void> {
  await applySource(source, scratch, findings, definition);
  const [problem, ...others] = findings.problems;
  if (problem !== undefined && definition.skipsProblems !== true) {
    const more = others.length === 0 ? '' : ` ${others.length} more: "tokenbench import ${path} --dry-run" says which.`;
    throw new SeedError(`${path} ${problem.place}: ${problem.message}${more}`, { path: problem.place });
  }
  const left = [...findings.ignored, ...findings.problems].map(({ place }) => place);
  if (left.length > 0) report(describeLeftOut(left, path));
}

/** Places that are named; of the others there is a number. */
const mostNamed = 3;

function describeLeftOut(places: readonly string[], path: string): string {
  const named = places.slice(0, mostNamed).join(', ');
  const more = places.length > mostNamed ? ` and ${places.length - mostNamed} more` : '';
  return `of ${path} ${named}${more} are left out: "tokenbench import ${path} --dry-run" says why.`;
}
