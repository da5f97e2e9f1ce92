/** The screens' door on the desktop: one channel for calls, one for events. No exception crosses it. */
import { ipcMain, type WebContents } from 'electron';
import { type BridgeEvent, channels, type Reply } from '../contract/bridge.ts';
import { type Call, isTrustedSender } from './trusted-sender.ts';

export type Dispatch = (name: string, input: unknown) => Promise<Reply>;

/** Hands each call to `dispatch`, which checks its name and its input. */
export function openIpcDoor(dispatch: Dispatch): void {
  ipcMain.handle(channels.call, (event, ...args: unknown[]) => answerCall(event, args, dispatch));
}

export async function answerCall(call: Call, args: unknown[], dispatch: Dispatch): Promise<Reply> {
  if (!isTrustedSender(call)) {
    return { ok: false, problem: { code: 'access_denied', message: 'Only the screens of Tokenbench may call.' } };
  }
  const [name, input] = args;
  if (typeof name !== 'string' || args.length > 2) {
    return { ok: false, problem: { code: 'unknown_method', message: 'A call is the name of a method and its input.' } };
  }
  return dispatch(name, input);
}

/** Tells the screens; nothing happens where the window is gone or shows something else. */
export function sendEvent(contents: WebContents | undefined, event: BridgeEvent): void {
  if (contents === undefined || contents.isDestroyed() || contents.isCrashed()) return;
  if (!isTrustedSender({ senderFrame: contents.mainFrame })) return;
  contents.send(channels.event, event);
}
