import type { CheckReport } from '../../contract/entities/api-check.ts';
import type { CheckReportFormat } from '../../contract/methods/api-check.ts';
import { writeHtml } from './write-html.ts';
import { toJsonReport } from './write-json.ts';
import { writeJunit } from './write-junit.ts';
import { writeSarif } from './write-sarif.ts';

/** @param version of Tokenbench */
export function writeReport(report: CheckReport, format: CheckReportFormat, version: string): string {
  const writers: Record<CheckReportFormat, () => string> = {
    html: () => writeHtml(report),
    json: () => `${JSON.stringify(toJsonReport(report), null, 2)}\n`,
    junit: () => writeJunit(report),
    sarif: () => writeSarif(report, version),
  };
  return writers[format]();
}

/** Endings of the files. */
export const reportEndings: Readonly<Record<CheckReportFormat, string>> = {
  html: 'html',
  json: 'json',
  junit: 'xml',
  sarif: 'sarif',
};
