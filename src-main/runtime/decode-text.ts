/** @throws Error in words, where the bytes are no text of a known encoding */
export function decodeText(bytes: Uint8Array, name: string): string {
  const [first, second, third] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  if (isUtf16) return new TextDecoder(first === 0xff ? 'utf-16le' : 'utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const isWithoutMark = second === 0 || first === 0 || third === 0;
    throw new Error(
      `${name} is no UTF-8${isWithoutMark ? ', but UTF-16 without a byte order mark' : ': most likely Latin-1 or Windows-1252'}. Save it as UTF-8 first, or letters would be lost.`,
    );
  }
}
