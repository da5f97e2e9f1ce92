/** Text files that were dropped or chosen: those of a folder with their paths below it. */

export interface TextFile {
  path: string;
  text: string;
}

/** What an import may be made of; the rest of a folder is not read. */
const readable = /\.(?:ya?ml|json|html?)$/i;

/** Folders that hold no definition, and many files. */
const passedOver = new Set(['node_modules', '.git']);

export function holdsFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}

/** To be called while the event is handled: afterwards its files are out of reach. */
export function readDropped(transfer: DataTransfer): Promise<TextFile[]> {
  const entries = [...transfer.items].flatMap((item) => item.webkitGetAsEntry() ?? []);
  if (entries.length === 0) return readChosen(transfer.files);
  return Promise.all(entries.map((entry) => readEntry(entry))).then((found) => found.flat());
}

export async function readChosen(files: Iterable<File>): Promise<TextFile[]> {
  return Promise.all(
    [...files]
      .filter(({ name, webkitRelativePath }) => readable.test(name) && !isPassedOver(webkitRelativePath))
      .map(async (file) => ({ path: file.webkitRelativePath || file.name, text: await file.text() })),
  );
}

function isPassedOver(path: string): boolean {
  return path.split('/').some((step) => passedOver.has(step));
}

async function readEntry(entry: FileSystemEntry): Promise<TextFile[]> {
  if (isFile(entry)) {
    if (!readable.test(entry.name)) return [];
    const file = await new Promise<File>((resolve, reject) => entry.file(resolve, reject));
    return [{ path: entry.fullPath.replace(/^\//, ''), text: await decode(file) }];
  }
  if (!isFolder(entry) || passedOver.has(entry.name)) return [];
  const inner = await readFolder(entry.createReader());
  return (await Promise.all(inner.map(readEntry))).flat();
}

/** A reader gives a hundred at a time, and nothing at the end. */
async function readFolder(reader: FileSystemDirectoryReader): Promise<FileSystemEntry[]> {
  const entries = await new Promise<FileSystemEntry[]>((resolve, reject) => reader.readEntries(resolve, reject));
  return entries.length === 0 ? [] : [...entries, ...(await readFolder(reader))];
}

function isFile(entry: FileSystemEntry): entry is FileSystemFileEntry {
  return entry.isFile;
}

function isFolder(entry: FileSystemEntry): entry is FileSystemDirectoryEntry {
  return entry.isDirectory;
}

/** UTF-8, or UTF-16 where a mark says so, as PowerShell writes it. @throws Error in words for anything else */
async function decode(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new Error(`${file.name} is not UTF-8. Save it as UTF-8 and try again.`);
  }
}
