/** A verified token as people read it in a terminal. */
import type { TokenReport } from '../contract/entities/token-report.ts';

const marks = { passed: '✓', failed: '✗', cannot_tell: '?', not_asked: '·' } as const;

export function describeReport(report: TokenReport): string {
  const checks = report.checks.map(({ check, result, reason }) => `  ${marks[result]} ${check.padEnd(10)} ${reason}`);
  const warnings = [...report.warnings, ...(report.inner?.warnings ?? [])].map(
    ({ level, code, text }) => `  ${level.padEnd(6)} ${code}: ${text}`,
  );
  const payload = report.inner?.payload ?? report.payload;
  return escapeControls(
    [
      `${verdictWords[report.verdict]}: ${report.summary}`,
      ...(checks.length === 0 ? [] : ['', 'Checks', ...checks]),
      ...(report.header === undefined ? [] : ['', 'Header', indent(report.header)]),
      ...(payload === undefined ? [] : ['', 'Payload', indent(payload)]),
      ...(warnings.length === 0 ? [] : ['', 'Warnings', ...warnings]),
      '',
    ].join('\n'),
  );
}

const verdictWords = {
  verified: 'Verified',
  not_verified: 'Not verified',
  cannot_verify: 'Cannot verify',
  not_a_jwt: 'Not a JWT',
} as const;

function indent(value: object): string {
  return JSON.stringify(value, undefined, 2).replace(/^/gm, '  ');
}

/** Characters that a terminal obeys, or that turn the direction of text, would let a token lie about what it says. */
function escapeControls(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/gu, (character) =>
    character === '\n' ? character : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
