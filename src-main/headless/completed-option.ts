/** What a shell offers for a value, kept with the option or argument that takes it. */
import { Argument, Option } from 'commander';

/** Paths of the disk, or these words. */
export type Offer = 'files' | 'folders' | readonly string[];

/**
 * An option that a shell completes. One with `choices` needs none of this: it takes its choices and nothing else, while here
 * the option's own reader decides, which may take several words at once or an address beside a path.
 */
export class CompletedOption extends Option {
  readonly offer: Offer;

  constructor(flags: string, description: string, offer: Offer) {
    super(flags, description);
    this.offer = offer;
  }
}

/** The same for an argument. */
export class CompletedArgument extends Argument {
  readonly offer: Offer;

  constructor(name: string, description: string, offer: Offer) {
    super(name, description);
    this.offer = offer;
  }
}
