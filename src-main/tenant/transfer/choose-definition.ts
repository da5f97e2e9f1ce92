/** Which of many files make up a definition: chosen by what stands in them, never by the first name that fits. */
import { TenantError } from '../tenant-error.ts';
import type { SourceFile } from './source-file.ts';

/** The folders of the deploy tool that this tenant has something for. */
export const folders: Readonly<Record<string, string>> = {
  'resource-servers': 'resourceServers',
  clients: 'clients',
  grants: 'clientGrants',
};

export type Definition =
  | { kind: 'file'; file: SourceFile; passedOver: string[] }
  /** With their paths below the definition's own folder. */
  | { kind: 'folder'; files: SourceFile[] };

/** A section at the left margin, in YAML or in JSON. */
const section = /^\s{0,2}["']?(?:tenant|clients|resourceServers|clientGrants|tokenbench)["']?\s*:/m;

/** @throws {TenantError} `invalid_body` where there is none, or more than one */
export function chooseDefinition(given: readonly SourceFile[]): Definition {
  const files = given.map(({ path, text }) => ({ path: path.replaceAll('\\', '/').replace(/^\.\//, ''), text }));
  const roots = rootsOf(files);
  const single = files.filter((file) => isDefinition(file, roots));
  const choices = [
    ...single.map(({ path }) => path),
    ...[...roots].map((root) => (root === '' ? 'tenant.json' : root)),
  ];
  if (choices.length > 1) {
    throw new TenantError(
      'invalid_body',
      `There is more than one definition: ${choices.slice(0, 5).join(', ')}${choices.length > 5 ? ' and more' : ''}. Choose the file or the folder of one.`,
      { field: 'files' },
    );
  }
  const [file] = single;
  if (file !== undefined) {
    return {
      kind: 'file',
      file,
      passedOver: files.filter((one) => one !== file && /\.ya?ml$/i.test(one.path)).map(({ path }) => path),
    };
  }
  const [root = ''] = roots;
  const prefix = root === '' ? '' : `${root}/`;
  return {
    kind: 'folder',
    files: files
      .filter(({ path }) => path.startsWith(prefix))
      .map(({ path, text }) => ({ path: path.slice(prefix.length), text })),
  };
}

/** Folders that hold a tenant.json, or entities in folders of the tool's names. */
function rootsOf(files: readonly SourceFile[]): Set<string> {
  const roots = new Set<string>();
  for (const { path } of files) {
    const steps = path.split('/');
    const parent = steps.at(-2) ?? '';
    if (steps.at(-1) === 'tenant.json') roots.add(steps.slice(0, -1).join('/'));
    else if (Object.hasOwn(folders, parent) && path.endsWith('.json')) roots.add(steps.slice(0, -2).join('/'));
  }
  return roots;
}

function isDefinition({ path, text }: SourceFile, roots: ReadonlySet<string>): boolean {
  if (/\.ya?ml$/i.test(path)) return section.test(text);
  const folder = path.split('/').slice(0, -1).join('/');
  return path.endsWith('.json') && !roots.has(folder) && /^\s*\{\s*"tokenbench"\s*:/.test(text);
}
