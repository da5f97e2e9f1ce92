/**
 * Which files these are, and what stands in them: a definition of the deploy tool, as one file or a folder, a seed, or our
 * own export. Import, seed and library read by this alone.
 */
import { isRecord } from '../is-record.ts';
import { TenantError } from '../tenant-error.ts';
import { chooseDefinition, folders } from './choose-definition.ts';
import { chooseFormat } from './choose-format.ts';
import { FileError } from './file-error.ts';
import type { Findings } from './findings.ts';
import { KeywordReplacement, type Mappings } from './keywords.ts';
import { readValue } from './read-value.ts';
import type { SourceFile } from './source-file.ts';

export type ImportSource =
  | { format: 'deploy_tool'; sections: Readonly<Record<string, unknown>> }
  | { format: 'tokenbench'; content: Readonly<Record<string, unknown>> }
  /** With the file as it was read, keywords replaced, to find a place in it. */
  | { format: 'seed'; content: unknown; file: SourceFile };

export interface ReadOptions {
  mappings?: Mappings | undefined;
  /** What a file is that could be both. */
  expected?: 'definition' | 'seed' | undefined;
}

/** @throws {TenantError} `invalid_body` where nothing can be read of it; `field` is the file */
export function readFiles(
  files: readonly SourceFile[],
  findings: Findings,
  { mappings = {}, expected = 'definition' }: ReadOptions = {},
): ImportSource {
  const keywords = new KeywordReplacement(mappings);
  const [only] = files;
  if (files.length === 1 && only !== undefined) return readOne(only, files, keywords, expected);
  const chosen = chooseDefinition(files);
  if (chosen.kind === 'file') {
    for (const path of chosen.passedOver) findings.ignore(path, 'Another file is no part of this definition.');
    return readOne(chosen.file, files, keywords, expected);
  }
  return { format: 'deploy_tool', sections: readFolder(chosen.files, keywords, findings) };
}

function readOne(
  given: SourceFile,
  files: readonly SourceFile[],
  keywords: KeywordReplacement,
  expected: 'definition' | 'seed',
): ImportSource {
  const file = withKeywords(given, keywords);
  const content = readValue(file);
  const format = chooseFormat(content, file.text, expected);
  if (isRecord(content) && 'schemaVersion' in content) {
    throw new FileError(
      file.path,
      'This is the document of a data folder. Export a Tokenbench file in Settings › Import/Export.',
    );
  }
  if (format === 'seed') return { format, content, file };
  if (!isRecord(content)) {
    throw new FileError(file.path, 'It has to be a mapping with names such as clients and resourceServers.');
  }
  if (format === 'tokenbench') return { format, content };
  return { format, sections: withPages(content, files, keywords) };
}

function withKeywords({ path, text }: SourceFile, keywords: KeywordReplacement): SourceFile {
  return { path, text: keywords.replace(text.replace(/^\uFEFF/, '')) };
}

function readFolder(
  files: readonly SourceFile[],
  keywords: KeywordReplacement,
  findings: Findings,
): Readonly<Record<string, unknown>> {
  const sections: Record<string, unknown> = {};
  const entities: Record<string, unknown[]> = {};
  const foreign = new Map<string, number>();
  for (const file of files) {
    const [folder = '', name] = file.path.split('/');
    const section = name === undefined ? undefined : folders[folder];
    if (file.path === 'tenant.json') {
      sections.tenant = readValue(withKeywords(file, keywords));
    } else if (section !== undefined && isEntity(file)) {
      entities[section] ??= [];
      const value = readValue(withKeywords(file, keywords));
      entities[section].push(value);
    } else if (section === undefined) {
      const place = name === undefined ? file.path : folder;
      foreign.set(place, (foreign.get(place) ?? 0) + 1);
    }
  }
  if (Object.keys(sections).length + Object.keys(entities).length === 0) {
    throw new TenantError(
      'invalid_body',
      'There is no tenant.yaml, and none of tenant.json, clients/, resource-servers/ and grants/. Choose a definition of the deploy tool or a Tokenbench file.',
      { field: 'files' },
    );
  }
  for (const [place, count] of foreign) findings.ignore(place, notHere(count));
  return withPages({ ...sections, ...entities }, files, keywords);
}

/** Right below its folder, and not empty: the tool's own readers pass over anything else. */
function isEntity({ path, text }: SourceFile): boolean {
  return path.endsWith('.json') && path.split('/').length === 2 && text.trim() !== '';
}

export function notHere(count: number): string {
  return `${count === 1 ? 'One file' : `${count} files`}: Not supported.`;
}

/** A login page may stand in a file of its own beside the clients. */
function withPages(
  sections: Readonly<Record<string, unknown>>,
  files: readonly SourceFile[],
  keywords: KeywordReplacement,
): Readonly<Record<string, unknown>> {
  if (!Array.isArray(sections.clients)) return sections;
  const clients = sections.clients.map((client: unknown) => {
    if (!isRecord(client) || typeof client.custom_login_page !== 'string') return client;
    const wanted = client.custom_login_page.replace(/^\.\//, '');
    const page = files.find(({ path }) => path === wanted || path.endsWith(`/${wanted}`));
    return page === undefined ? client : { ...client, custom_login_page: keywords.replace(page.text) };
  });
  return { ...sections, clients };
}
