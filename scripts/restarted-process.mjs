import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** A process that is started again when asked; it has ended before the next one begins, so that ports and folders are free. */
export function restartedProcess(command, args, options, onStart = () => undefined) {
  let running;
  let turn = Promise.resolve();
  const end = async () => {
    if (running === undefined || running.exitCode !== null || running.signalCode !== null) return;
    const closed = once(running, 'close');
    running.kill();
    await closed;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.once(signal, () => void end().then(() => process.exit()));
  return {
    restart() {
      turn = turn.then(end).then(() => {
        running = spawn(command, args, options);
        onStart(running);
      });
      return turn;
    },
  };
}
