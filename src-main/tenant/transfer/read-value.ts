/** What one file says, in YAML 1.2 or JSON (which is a part of it), and where in it something stands. */
import { type Document, LineCounter, parseDocument, type YAMLError } from 'yaml';
import { isRecord } from '../is-record.ts';
import { FileError, type Place } from './file-error.ts';
import { findNode } from './find-node.ts';
import { describeEndlessness } from './refuse-endless.ts';
import type { SourceFile } from './source-file.ts';

/** How often aliases may repeat what they stand for before a file counts as an attack on memory. */
const maxAliasCount = 1_000;

const tooDeep = 'It is nested far deeper than any definition';

/** @throws {FileError} */
export function readValue(file: SourceFile): unknown {
  const json = readJson(file.text);
  if (json !== undefined) return json;
  const { document, lines } = parse(file);
  // The tool's parser takes no tag of another program either: here that is a warning.
  const [error] = [...document.errors, ...document.warnings];
  if (error !== undefined) throw new FileError(file.path, `${describe(error)}.`, placeAt(lines, error.pos[0]));
  const value = toValue(file, document, lines);
  const endless = describeEndlessness(value);
  if (endless !== undefined) throw new FileError(file.path, endless);
  return value;
}

/**
 * Where the value at a path such as `clientGrants[2].scope[0]` stands, or what is nearest above it.
 * @param unknownName A name in the mapping at the path, whose own place is wanted.
 * @throws {FileError} where the file cannot be read
 */
export function findPlace(file: SourceFile, path: string, unknownName?: string): Place {
  const { document, lines } = parse(file);
  return placeAt(lines, findNode(document, path, unknownName));
}

/** A hundred times faster for a large one than YAML's way. @returns undefined where it is no JSON, or not surely good */
function readJson(text: string): unknown {
  if (!/^\s*\{/.test(text)) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    // A name that stands twice would be lost: with as many names in the text as in the value there is none.
    return namesOf(value) === colonsAfterNames(text) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Those right after a quote. One too many, within a text, or one too few, after a space, leads to the slower way. */
function colonsAfterNames(text: string): number {
  let count = 0;
  for (let at = text.indexOf('":'); at !== -1; at = text.indexOf('":', at + 2)) count += 1;
  return count;
}

function namesOf(value: unknown): number {
  if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + namesOf(item), 0);
  if (!isRecord(value)) return 0;
  return Object.values(value).reduce<number>((sum, member) => sum + 1 + namesOf(member), 0);
}

function parse(file: SourceFile): { document: Document; lines: LineCounter } {
  const lines = new LineCounter();
  try {
    // Not "pretty", which would quote the line at fault, and a secret with it.
    return { document: parseDocument(file.text, { lineCounter: lines, prettyErrors: false, merge: true }), lines };
  } catch (error) {
    // The parser goes down level by level, on a stack that ends.
    if (error instanceof RangeError) throw new FileError(file.path, `${tooDeep}.`);
    throw error;
  }
}

/** What the parser says, without the piece of the file that some of its messages end with: it may be a secret. */
function describe({ code, message }: YAMLError): string {
  if (code === 'DUPLICATE_KEY') return 'The same name stands twice in one mapping';
  if (code === 'MULTIPLE_DOCS') return 'The file holds several YAML documents, and a definition is one';
  if (/call stack/.test(message)) return tooDeep;
  return code === 'TAG_RESOLVE_FAILED' ? message : message.replace(/[:;.] [\s\S]*$|\.$/, '');
}

function toValue({ path }: SourceFile, document: Document, lines: LineCounter): unknown {
  try {
    return document.toJS({ maxAliasCount });
  } catch (cause) {
    // The parser throws a ReferenceError for aliases, whether they have no anchor or repeat too much.
    const isBomb = cause instanceof Error && /excessive/i.test(cause.message);
    throw new FileError(
      path,
      isBomb ? 'Its aliases repeat far too much: write the values out.' : 'An alias has no anchor.',
      placeAt(lines, findNode(document, '')),
    );
  }
}

function placeAt(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  // An empty file has no line.
  return { line: Math.max(line, 1), column: Math.max(col, 1) };
}
