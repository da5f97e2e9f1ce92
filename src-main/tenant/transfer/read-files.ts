/** Which files these are, and what stands in them: a definition of the deploy tool, as one file or a folder, or our own. */
import { LineCounter, parseDocument } from 'yaml';
import { isRecord } from '../is-record.ts';
import { TenantError } from '../tenant-error.ts';
import { chooseDefinition, folders } from './choose-definition.ts';
import type { Findings } from './findings.ts';
import { KeywordReplacement, type Mappings } from './keywords.ts';
import { describeEndlessness } from './refuse-endless.ts';
import type { SourceFile } from './source-file.ts';

export type ImportSource =
  | { format: 'deploy_tool'; sections: Readonly<Record<string, unknown>> }
  | { format: 'tokenbench'; content: Readonly<Record<string, unknown>> };

/** How often aliases may repeat what they stand for before a file counts as an attack on memory. */
const maxAliasCount = 1_000;

/** @throws {TenantError} `invalid_body` where nothing can be read of it; `field` is the file */
export function readFiles(files: readonly SourceFile[], mappings: Mappings, findings: Findings): ImportSource {
  const keywords = new KeywordReplacement(mappings);
  const [only] = files;
  if (files.length === 1 && only !== undefined) return readOne(only, files, keywords);
  const chosen = chooseDefinition(files);
  if (chosen.kind === 'file') {
    for (const path of chosen.passedOver) findings.ignore(path, 'Another file is no part of this definition.');
    return readOne(chosen.file, files, keywords);
  }
  return { format: 'deploy_tool', sections: readFolder(chosen.files, keywords, findings) };
}

function readOne(file: SourceFile, files: readonly SourceFile[], keywords: KeywordReplacement): ImportSource {
  const content = readValue(file, keywords);
  if (!isRecord(content)) {
    throw refuse(file, 'It has to be a mapping with names such as clients and resourceServers.');
  }
  if ('tokenbench' in content) return { format: 'tokenbench', content };
  if ('schemaVersion' in content) {
    throw refuse(file, 'This is the document of a data folder. Export a Tokenbench file in Settings › Import/Export.');
  }
  return { format: 'deploy_tool', sections: withPages(content, files, keywords) };
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
      sections.tenant = readValue(file, keywords);
    } else if (section !== undefined && isEntity(file)) {
      entities[section] ??= [];
      const value = readValue(file, keywords);
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
  return `${count === 1 ? 'One file' : `${count} files`}: Tokenbench has nothing of this kind.`;
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

function readValue(file: SourceFile, keywords: KeywordReplacement): unknown {
  const lines = new LineCounter();
  const text = keywords.replace(file.text.replace(/^\uFEFF/, ''));
  // Not "pretty", which would quote the line at fault, and a secret with it.
  const document = parseText(file, text, lines);
  const [error] = document.errors;
  if (error !== undefined) {
    const { line, col } = lines.linePos(error.pos[0]);
    throw refuse(file, `Line ${line}, column ${col}: ${error.message.replace(/[:;.] [\s\S]*$|\.$/, '')}.`);
  }
  const value = toValue(file, document);
  const endless = describeEndlessness(value);
  if (endless !== undefined) throw refuse(file, endless);
  return value;
}

function parseText(file: SourceFile, text: string, lineCounter: LineCounter) {
  try {
    return parseDocument(text, { lineCounter, prettyErrors: false, merge: true });
  } catch (error) {
    // The parser goes down level by level, on a stack that ends.
    if (error instanceof RangeError) throw refuse(file, 'It is nested far deeper than any definition.');
    throw error;
  }
}

function toValue(file: SourceFile, document: ReturnType<typeof parseText>): unknown {
  try {
    return document.toJS({ maxAliasCount });
  } catch {
    throw refuse(file, 'Its aliases have no anchor, or repeat far too much: write the values out.');
  }
}

function refuse({ path }: SourceFile, message: string): TenantError {
  return new TenantError('invalid_body', `${path}: ${message}`, { field: 'files' });
}
