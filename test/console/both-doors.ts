/** One dispatch behind both doors of the screens: loopback HTTP for real, IPC through the desktop's own door. */
import type { IpcMainInvokeEvent } from 'electron';
import { vi } from 'vitest';
import type { Dispatch } from '../../src-main/console/dispatch.ts';
import { channels, type Reply } from '../../src-main/contract/bridge.ts';
import { openIpcDoor } from '../../src-main/desktop/ipc-door.ts';
import { ipcMain } from '../electron/stand-in/ipc-main.ts';
import { type Call, openHttpDoor } from './http-door.ts';

vi.mock('electron', async () => ({ ipcMain: (await import('../electron/stand-in/ipc-main.ts')).ipcMain }));

export interface BothDoors {
  http: Call;
  ipc: Call;
  close(): Promise<void>;
}

/** There is one IPC door: close it before another is opened. */
export async function openBothDoors(dispatch: Dispatch): Promise<BothDoors> {
  const http = await openHttpDoor(dispatch);
  openIpcDoor(dispatch);
  return {
    http: http.call,
    ipc: callByIpc,
    async close() {
      ipcMain.removeHandler(channels.call);
      await http.close();
    },
  };
}

async function callByIpc(name: string, input: unknown): Promise<unknown> {
  const senderFrame = { url: 'app://console/index.html', origin: 'app://console', parent: null };
  const answer = await ipcMain.invoke(asEvent({ senderFrame }), channels.call, [name, input]);
  if ('error' in answer) throw new Error(answer.error);
  return answer.value;
}

function asEvent(event: object): IpcMainInvokeEvent {
  if (!isWhole(event)) throw new TypeError('The event has no sender frame.');
  return event;
}

/** Whole for a door that reads the sender's frame only. */
function isWhole(event: object): event is IpcMainInvokeEvent {
  return 'senderFrame' in event;
}

/** @throws where it is no reply, or a refusal. */
export function readValue(reply: unknown): unknown {
  if (isReply(reply) && reply.ok) return reply.value;
  throw new Error(`Not a value: ${JSON.stringify(reply)}`);
}

function isReply(reply: unknown): reply is Reply {
  return typeof reply === 'object' && reply !== null && 'ok' in reply;
}
