/** Which files these are, and what stands in them: a definition of the deploy tool, as one file or a folder, or our own. */
import { LineCounter, parseDocument } from 'yaml';
import { isRecord } from '../is-record.ts';
import { TenantError } from '../tenant-error.ts';
import type { Findings } from './findings.ts';
import { findKeywords, isWholeValue, KeywordReplacement, type Mappings } from './keywords.ts';
import { describeEndlessness } from './refuse-endless.ts';

export interface SourceFile {
  path: string;
  text: string;
}

export type ImportSource =
  | { format: 'deploy_tool'; sections: Readonly<Record<string, unknown>> }
  | { format: 'tokenbench'; content: Readonly<Record<string, unknown>> };

/** How often aliases may repeat what they stand for before a file counts as an attack on memory. */
const maxAliasCount = 1_000;

/** The folders of the deploy tool that this tenant has something for. */
const folders: Readonly<Record<string, string>> = {
  'resource-servers': 'resourceServers',
  clients: 'clients',
  grants: 'clientGrants',
};

/** @throws {TenantError} `invalid_body` where nothing can be read of it; `field` is the file */
export function readFiles(files: readonly SourceFile[], mappings: Mappings, findings: Findings): ImportSource {
  const keywords = new KeywordReplacement(mappings);
  const definition = files.find(({ path }) => isDefinition(path));
  const [only] = files;
  if (files.length === 1 && only !== undefined) return readOne(only, files, keywords, findings);
  if (definition !== undefined) return readOne(definition, files, keywords, findings);
  return { format: 'deploy_tool', sections: readFolder(withoutCommonFolder(files), keywords, findings) };
}

function isDefinition(path: string): boolean {
  return /(?:^|\/)[^/]+\.ya?ml$/i.test(path);
}

function readOne(
  file: SourceFile,
  files: readonly SourceFile[],
  keywords: KeywordReplacement,
  findings: Findings,
): ImportSource {
  const content = readValue(file, keywords);
  if (!isRecord(content)) {
    throw refuse(file, 'It has to be a mapping with names such as clients and resourceServers.');
  }
  if ('tokenbench' in content) return { format: 'tokenbench', content };
  if ('schemaVersion' in content) {
    throw refuse(file, 'This is the document of a data folder. Export a Tokenbench file in Settings › Import/Export.');
  }
  findUnresolved(content, '', findings);
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
      findUnresolved(sections.tenant, 'tenant', findings);
    } else if (section !== undefined && file.path.endsWith('.json')) {
      entities[section] ??= [];
      const value = readValue(file, keywords);
      findUnresolved(value, `${section}[${entities[section].length}]`, findings);
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

function withoutCommonFolder(files: readonly SourceFile[]): SourceFile[] {
  const split = files.map(({ path, text }) => ({ steps: path.replaceAll('\\', '/').split('/'), text }));
  const isRoot = (depth: number) =>
    split.some(({ steps }) => steps[depth] === 'tenant.json' || Object.hasOwn(folders, steps[depth] ?? ''));
  let depth = 0;
  while (!isRoot(depth) && split.some(({ steps }) => steps.length > depth + 1)) depth += 1;
  return split.map(({ steps, text }) => ({ path: steps.slice(depth).join('/'), text }));
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

function findUnresolved(value: unknown, place: string, findings: Findings): void {
  if (typeof value === 'string') {
    for (const keyword of findKeywords(value)) {
      findings.keywords.add(keyword);
      const marker = isWholeValue(value) ? `@@${keyword}@@` : `##${keyword}##`;
      findings.refuse(place, `Nothing is given for the keyword ${marker}.`);
    }
  } else if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) findUnresolved(item, `${place}[${index}]`, findings);
  } else if (isRecord(value)) {
    for (const [name, member] of Object.entries(value)) {
      findUnresolved(member, place === '' ? name : `${place}.${name}`, findings);
    }
  }
}
