/** The small parts of Electron that reach into the system: each keeps what it was told. */
import { EventEmitter } from 'node:events';
import type { Clipboard, NativeTheme, SafeStorage, Shell } from 'electron';
import { app } from './app.ts';
import { record } from './journal.ts';

let clipboardText = '';
export const clipboard: Pick<Clipboard, 'readText' | 'writeText'> = {
  readText: async () => clipboardText,
  async writeText(text) {
    clipboardText = text;
  },
};

export const shell: Pick<Shell, 'openExternal' | 'openPath'> = {
  openExternal: async (url) => record('open-external', url),
  async openPath(path) {
    record('open-path', path);
    return '';
  },
};

class StandInTheme extends EventEmitter implements Pick<NativeTheme, 'themeSource' | 'shouldUseDarkColors'> {
  #source: NativeTheme['themeSource'] = 'system';
  get themeSource(): NativeTheme['themeSource'] {
    return this.#source;
  }
  set themeSource(source: NativeTheme['themeSource']) {
    this.#source = source;
    this.emit('updated');
  }
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }
}
export const nativeTheme = new StandInTheme();

/** `STAND_IN_KEYRING`: the name of a keyring that it guards the key, or absent for a system without one. It turns bits round, no more. */
const keyring = process.env.STAND_IN_KEYRING;
const mark = Buffer.from(`v11${keyring}:`);
export const safeStorage: Pick<
  SafeStorage,
  'isEncryptionAvailable' | 'encryptString' | 'decryptString' | 'getSelectedStorageBackend'
> = {
  // Linux offers its basic text as encryption too; the others offer none without a key.
  isEncryptionAvailable: () => app.isReady() && (process.platform === 'linux' || keyring !== undefined),
  getSelectedStorageBackend: () => (keyring === undefined ? 'basic_text' : 'gnome_libsecret'),
  encryptString: (text) => Buffer.concat([mark, turn(Buffer.from(text))]),
  decryptString(sealed) {
    if (!sealed.subarray(0, mark.length).equals(mark) || keyring === undefined) throw new Error('Cannot decrypt.');
    return turn(sealed.subarray(mark.length)).toString();
  },
};

function turn(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => byte ^ 0xa5));
}
