/** How each system and the usual programs come to trust the local authority. */
import { quoteWord } from '#contract/shell-words.ts';

export interface TrustInstruction {
  name: string;
  /** A command line, or what to put before a program's start. */
  line: string;
  note?: string;
}

/** @param certificate path of the authority's PEM file */
export function trustInSystem(certificate: string): TrustInstruction[] {
  return [
    {
      name: 'macOS',
      line: `security add-trusted-cert -r trustRoot -k ~/Library/Keychains/login.keychain-db ${quoteWord(certificate, 'posix')}`,
      note: 'For your account. Applies to browsers and Swift.',
    },
    {
      name: 'Windows',
      line: `certutil -user -addstore Root ${quoteWord(certificate, 'cmd')}`,
      note: 'For your account. Applies to browsers, .NET, and PowerShell.',
    },
    {
      name: 'Debian, Ubuntu',
      line: `sudo cp ${quoteWord(certificate, 'posix')} /usr/local/share/ca-certificates/tokenbench.crt && sudo update-ca-certificates`,
    },
    {
      name: 'Fedora, RHEL',
      line: `sudo trust anchor ${quoteWord(certificate, 'posix')}`,
    },
    {
      name: 'Firefox, Chromium on Linux',
      line: `certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n Tokenbench -i ${quoteWord(certificate, 'posix')}`,
      note: 'Firefox also has its own list: Settings › Privacy & Security › View Certificates › Import.',
    },
  ];
}

/** @param isWindows writes variables for cmd in place of a POSIX shell */
export function trustInPrograms(certificate: string, isWindows: boolean): TrustInstruction[] {
  const path = quoteWord(certificate, isWindows ? 'cmd' : 'posix');
  const variable = (name: string) =>
    isWindows ? `set ${quoteWord(`${name}=${certificate}`, 'cmd')}` : `export ${name}=${path}`;
  return [
    { name: 'Node.js', line: variable('NODE_EXTRA_CA_CERTS'), note: 'Set it before the program starts.' },
    { name: 'Python (requests)', line: variable('REQUESTS_CA_BUNDLE'), note: 'For ssl and httpx: SSL_CERT_FILE.' },
    {
      name: 'Java',
      line: `keytool -importcert -noprompt -alias tokenbench -cacerts -storepass changeit -file ${path}`,
      note: 'For the JDK in use. Its default password is changeit.',
    },
    { name: 'Go, Ruby, PHP, OpenSSL', line: variable('SSL_CERT_FILE') },
    { name: 'curl', line: isWindows ? `curl --ssl-no-revoke --cacert ${path}` : `curl --cacert ${path}` },
  ];
}
