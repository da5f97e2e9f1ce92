/**
 * Loads the library that writes certificates, which takes longer than everything else a start does: ask for it only when
 * a certificate has to be made.
 */
let loading: Promise<typeof import('@peculiar/x509')> | undefined;

export function loadX509(): Promise<typeof import('@peculiar/x509')> {
  loading ??= importWithReflectMetadata();
  return loading;
}

/** tsyringe, which the library registers its algorithms with, refuses to load without this polyfill. */
async function importWithReflectMetadata(): Promise<typeof import('@peculiar/x509')> {
  await import('reflect-metadata');
  return import('@peculiar/x509');
}
