import type { SecretEncoding } from '#contract/entities/token-report.ts';

/** How the bytes of a secret can be written, for a choice. */
export const encodings: { value: SecretEncoding; label: string }[] = [
  { value: 'utf8', label: 'Text (UTF-8)' },
  { value: 'base64', label: 'base64' },
  { value: 'base64url', label: 'base64url' },
  { value: 'hex', label: 'Hexadecimal' },
];
