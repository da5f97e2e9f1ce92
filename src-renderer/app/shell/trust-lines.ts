export interface TrustLine {
  name: string;
  /** To put before a program's start, or to add to its command. */
  line: string;
}

/** How the usual programs are told of a certificate authority. @param certificate path of its PEM file */
export function trustLines(certificate: string, { isWindows }: { isWindows: boolean }): TrustLine[] {
  const quoted = isWindows ? certificate : `'${certificate.replaceAll("'", `'\\''`)}'`;
  const variable = (name: string) => (isWindows ? `set ${name}=${certificate}` : `export ${name}=${quoted}`);
  return [
    { name: 'Certificate file', line: certificate },
    { name: 'Node.js', line: variable('NODE_EXTRA_CA_CERTS') },
    { name: 'Python (requests)', line: variable('REQUESTS_CA_BUNDLE') },
    { name: 'Go, Ruby, OpenSSL', line: variable('SSL_CERT_FILE') },
    { name: 'curl', line: isWindows ? `--cacert "${certificate}"` : `--cacert ${quoted}` },
  ];
}
