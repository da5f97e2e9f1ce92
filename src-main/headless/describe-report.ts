/** A verified token as people read it in a terminal. */
import type { TokenReport } from '../contract/entities/token-report.ts';
import { printable } from './terminal.ts';

const marks = { passed: '✓', failed: '✗', cannot_tell: '?', not_asked: '·' } as const;

const verdictWords = {
  verified: 'Verified',
  not_verified: 'Not verified',
  cannot_verify: 'Cannot verify',
  not_a_jwt: 'Not a JWT',
} as const;

/** The verdict first, then what it rests on. */
export function describeVerdict(report: TokenReport): string {
  return `${printable(verdictLine(report))}\n\n${describeGrounds(report)}`;
}

function describeGrounds(report: TokenReport): string {
  return layOut([
    ['Checks', describeChecks(report)],
    ['Header', showPart(report.header, report.headerText)],
    ['Payload', showPayload(report)],
    ['Warnings', describeWarnings(report)],
  ]);
}

/** Sections under their titles, without those that are empty. */
export function layOut(sections: readonly (readonly [title: string, text: string])[]): string {
  return sections
    .filter(([, text]) => text !== '')
    .map(([title, text]) => `${title}\n${indent(text)}\n`)
    .join('\n');
}

/** The summary of what cannot be verified begins with these words. */
export function verdictLine({ verdict, summary }: TokenReport): string {
  const words = verdictWords[verdict];
  return summary.startsWith(words) ? summary : `${words}: ${summary}`;
}

/** What is no JWT has nothing that could be checked. */
export function describeChecks({ checks, verdict }: TokenReport): string {
  if (verdict === 'not_a_jwt') return '';
  return checks
    .map(({ check, result, reason }) => printable(`${marks[result]} ${check.padEnd(10)} ${reason}`))
    .join('\n');
}

export function describeWarnings({ warnings, inner }: TokenReport): string {
  return [...warnings, ...(inner?.warnings ?? [])]
    .map(({ level, code, text }) => printable(`${level.padEnd(6)} ${code}: ${text}`))
    .join('\n');
}

export function showPayload({ inner, payload, payloadText }: TokenReport): string {
  return inner === undefined ? showPart(payload, payloadText) : showPart(inner.payload, inner.payloadText);
}

/** A part that is no JSON is shown as far as it can be read. */
export function showPart(value: object | undefined, text: string | undefined): string {
  return value === undefined ? printable(text ?? '') : JSON.stringify(value, undefined, 2);
}

function indent(text: string): string {
  return text
    .split('\n')
    .map((line) => `  ${line}`)
    .join('\n');
}
