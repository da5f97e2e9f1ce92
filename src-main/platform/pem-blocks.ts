/** Finds what a text holds in PEM (RFC 7468), so that a refusal can name what was given. */

export interface PemBlock {
  /** What stands after BEGIN, such as `CERTIFICATE`. */
  label: string;
  /** The block with `\n` line ends and no other white space, as OpenSSL wants it. */
  pem: string;
}

/** The blocks of a text in their order; whatever stands around them is passed over. */
export function readPemBlocks(text: string): PemBlock[] {
  // Not over the next beginning: many that never end would be searched to the end of the text, each of them.
  return [...text.matchAll(/-----BEGIN ([A-Z0-9 ]+)-----(?:(?!-----BEGIN )[\s\S])*?-----END \1-----/g)].map(
    ([block, label = '']) => ({
      label,
      pem: `${block
        .split(/[\r\n]+/)
        .map((line) => line.trim())
        .join('\n')}\n`,
    }),
  );
}

export function isPrivateKeyLabel(label: string): boolean {
  return label.endsWith('PRIVATE KEY');
}
