import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { askHolder, holdFolder } from '../../src-main/store/folder-lock.ts';
import { lockAddresses } from '../../src-main/store/lock-address.ts';
import { longestLine } from '../../src-main/store/lock-conversation.ts';
import { aDataFolder } from './data-folder.ts';
import { startNode } from './node-process.ts';

async function hold(folder: string, answer: (request: unknown) => Promise<unknown> = async () => undefined) {
  const lock = await holdFolder(folder, answer);
  onTestFinished(() => lock.release());
  return lock;
}

/** A folder whose path is too long for a socket in it, and a short one of its own for temporary files. */
function aDeepFolder(): string {
  const { TMPDIR } = process.env;
  const temporary = mkdtempSync('/tmp/tokenbench-');
  process.env.TMPDIR = temporary;
  onTestFinished(() => {
    if (TMPDIR === undefined) delete process.env.TMPDIR;
    else process.env.TMPDIR = TMPDIR;
    rmSync(temporary, { recursive: true });
  });
  const folder = join(aDataFolder(), 'a-long-name-'.repeat(8));
  mkdirSync(folder);
  return folder;
}

describe.each([
  ['in a folder', aDataFolder],
  ['in a folder with a long path', aDeepFolder],
])('a lock %s', (_, aFolder) => {
  it('is refused to a second tenant of this process', async () => {
    const folder = aFolder();
    await hold(folder);
    await expect(hold(folder)).rejects.toMatchObject({
      name: 'FolderInUseError',
      code: 'folder_in_use',
      folder,
      pid: process.pid,
      message: expect.stringContaining(`${folder} is in use by a tenant of this process`),
    });
  });

  it('is refused to another process, by whatever path it comes', async () => {
    const folder = aFolder();
    const link = join(aDataFolder(), 'link');
    symlinkSync(folder, link);
    await hold(folder);
    const other = startNode('hold-folder.ts', [link]);
    await other.ended;
    expect(other.lines).toEqual([
      `FolderInUseError: The data folder ${link} is in use by process ${process.pid}. Stop that Tokenbench first, or choose another data folder.`,
    ]);
  });

  it('can be taken once it is released', async () => {
    const folder = aFolder();
    const lock = await hold(folder);
    await lock.release();
    await lock.release();
    expect(await askHolder(folder, {})).toEqual({ held: false });
    await hold(folder);
  });

  it('is freed by the death of its holder, and taken over at once', async () => {
    const folder = aFolder();
    const holder = startNode('hold-folder.ts', [folder, 'stay']);
    await holder.waitForLines(1);
    expect(holder.lines).toEqual(['held']);
    await expect(hold(folder)).rejects.toMatchObject({ pid: holder.child.pid });
    await holder.kill();
    expect(await askHolder(folder, {})).toEqual({ held: false });
    await hold(folder, async () => 'the new one');
    expect(await askHolder(folder, {})).toEqual({ held: true, answer: 'the new one' });
  });

  it('goes to one only of many that want it after a crash', async () => {
    const folder = aFolder();
    const holder = startNode('hold-folder.ts', [folder, 'stay']);
    await holder.waitForLines(1);
    await holder.kill();
    const rivals = Array.from({ length: 6 }, () => startNode('hold-folder.ts', [folder, 'stay']));
    await Promise.all(rivals.map((rival) => rival.waitForLines(1)));
    expect(rivals.filter(({ lines }) => lines[0] === 'held')).toHaveLength(1);
    expect(rivals.filter(({ lines }) => lines[0]?.startsWith('FolderInUseError'))).toHaveLength(5);
  }, 20_000);

  it('is open to its owner only', async () => {
    const folder = aFolder();
    await hold(folder);
    const [address = ''] = lockAddresses(folder, 'ask');
    expect(statSync(address).mode & 0o777).toBe(0o600);
  });
});

describe('a lock', () => {
  it('makes the folder', async () => {
    const folder = join(aDataFolder(), 'new', 'data');
    await hold(folder);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  it('keeps no process alive', async () => {
    const holder = startNode('hold-folder.ts', [aDataFolder()]);
    expect(await holder.ended).toBe(0);
    expect(holder.lines).toEqual(['held']);
  });

  it('leaves nothing behind when it is released', async () => {
    const folder = aDataFolder();
    const lock = await hold(folder);
    await lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('does not remove a file that is no socket', async () => {
    const folder = aDataFolder();
    writeFileSync(join(folder, 'tenant.sock'), '');
    await expect(hold(folder)).rejects.toThrow(/tenant\.sock is not a socket\. Move it away/);
    expect(existsSync(join(folder, 'tenant.sock'))).toBe(true);
  });
});

it('does not meet in a folder that others can use', async () => {
  const folder = aDeepFolder();
  await (await hold(folder)).release();
  const meeting = join(tmpdir(), `tokenbench-${process.getuid?.()}`);
  expect(readdirSync(tmpdir())).toContain(basename(meeting));
  chmodSync(meeting, 0o777);
  await expect(hold(folder)).rejects.toThrow(/must be a folder of this user that nobody else can use/);
  expect(await askHolder(folder, {})).toEqual({ held: false });
});

describe('askHolder', () => {
  it('finds no holder in a folder that is not there', async () => {
    const folder = join(aDataFolder(), 'missing');
    expect(await askHolder(folder, {})).toEqual({ held: false });
    expect(existsSync(folder)).toBe(false);
  });

  it('gets the answer of another process', async () => {
    const folder = aDataFolder();
    const holder = startNode('hold-folder.ts', [folder, 'stay']);
    await holder.waitForLines(1);
    const request = { method: 'status', text: 'ünïcödé\n' };
    expect(await askHolder(folder, request)).toEqual({ held: true, answer: { pid: holder.child.pid, request } });
  });

  it('throws what the holder says is wrong', async () => {
    const folder = aDataFolder();
    await hold(folder, async () => {
      throw new Error('There is no such client.');
    });
    await expect(askHolder(folder, {})).rejects.toThrow('There is no such client.');
  });

  it('takes half a megabyte both ways, many at a time', async () => {
    const folder = aDataFolder();
    await hold(folder, async (request) => request);
    const requests = Array.from({ length: 8 }, (_, index) => String(index).repeat(500_000));
    const answers = await Promise.all(requests.map((request) => askHolder(folder, request)));
    expect(answers.map((answer) => answer.held && answer.answer)).toEqual(requests);
  });

  it('refuses more than the longest line, as a request and as an answer', async () => {
    const folder = aDataFolder();
    await hold(folder, async () => 'x'.repeat(longestLine));
    await expect(askHolder(folder, 'x'.repeat(longestLine))).rejects.toThrow('longer than 67108864 bytes');
    await expect(askHolder(folder, {})).rejects.toThrow('longer than 67108864 bytes');
  });

  it('is told where the answer cannot be given as JSON', async () => {
    const folder = aDataFolder();
    await hold(folder, async () => 1n);
    await expect(askHolder(folder, {})).rejects.toThrow(/BigInt/);
  });

  it('gets its answer though the holder lets go of the folder meanwhile', async () => {
    const folder = aDataFolder();
    const lock = await hold(folder, async () => {
      await lock.release();
      return 'stopped';
    });
    expect(await askHolder(folder, 'stop')).toEqual({ held: true, answer: 'stopped' });
    expect(await askHolder(folder, 'stop')).toEqual({ held: false });
  });

  it('gives up on a holder that does not answer within 5 s', async () => {
    const folder = aDataFolder();
    await hold(folder, () => new Promise(() => undefined));
    await expect(askHolder(folder, {})).rejects.toThrow('did not answer within 5 s');
  }, 10_000);
});

it.each([
  ['no JSON', 'hello\n'],
  ['no object', '[1]\n'],
  ['too long a line', `${'x'.repeat(longestLine)}\n`],
])('the holder answers %s with a problem', async (_, line) => {
  const folder = aDataFolder();
  await hold(folder);
  const socket = connect(join(folder, 'tenant.sock'));
  socket.end(line);
  expect(JSON.parse(await text(socket))).toEqual({ problem: { message: expect.any(String) } });
});
