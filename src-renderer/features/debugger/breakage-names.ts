import { type Breakage, breakages } from '#contract/methods/debugger.ts';

const words: Record<Breakage, string> = {
  expire: 'Expire it',
  not_yet_valid: 'Not valid yet',
  no_expiry: 'Without an expiry',
  milliseconds: 'Times in milliseconds',
  wrong_issuer: 'Wrong issuer',
  wrong_audience: 'Wrong audience',
  no_audience: 'Without an audience',
  drop_scope: 'Drop a scope',
  add_scope: 'Add a scope',
  wrong_type: 'Wrong type',
  unknown_kid: 'Unknown kid',
  alg_none: 'alg: none',
  strip_signature: 'Strip the signature',
  alter_payload: 'Alter the payload',
  alter_signature: 'Alter the signature',
};

/** What can be broken in one click. */
export const breakageNames = breakages.map((value) => ({ value, label: words[value] }));
