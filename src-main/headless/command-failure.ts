/** How a command ends. Shown by every `--help`. */
export const exitCodes = {
  done: 0,
  failed: 1,
  wrongUsage: 2,
  refused: 3,
  nothingThere: 4,
  portTaken: 5,
  folderUnusable: 6,
  wrongSeed: 7,
  nothingToTell: 8,
} as const;

/** A failure that a command foresees. The message says what is wrong and what to do, without a capital at its start. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
  readonly exitCode: number;

  constructor(exitCode: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
