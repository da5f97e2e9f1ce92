/** The sum of a run: its grade with what it is for, what the answers say of the API, and the reports. */
import { Button, Menu, Select } from '@mantine/core';
import { IconChevronDown, IconDownload } from '@tabler/icons-react';
import {
  type CheckLibrary,
  type CheckReport,
  checkLibraries,
  checkLibraryNames,
  isCheckLibrary,
} from '#contract/entities/api-check.ts';
import { type CheckReportFormat, type CheckSummary, checkReportFormats } from '#contract/methods/api-check.ts';
import { useExportCheck } from '../../bridge/queries/api-check.ts';
import { saveFile } from '../../components/download-button.tsx';
import { formatLocal } from '../../components/format-time.ts';
import { showFailure } from '../../components/undo-notice.tsx';
import classes from './api-check.module.css';
import type { RunChanges } from './compare-runs.ts';

interface RunSummaryProps {
  report: CheckReport;
  library: CheckLibrary;
  onLibrary(library: CheckLibrary): void;
  /** Runs that it can be compared with, the newest first. */
  others: readonly CheckSummary[];
  comparedWith: string | undefined;
  changes: RunChanges | undefined;
  onCompare(id: string | undefined): void;
}

export function RunSummary(props: RunSummaryProps) {
  const { report, library, onLibrary, others, comparedWith, changes, onCompare } = props;
  const { grade, counts, findings, advice, started_at, duration, results } = report;
  return (
    <div className={classes.summary}>
      <div className={classes.sum}>
        {grade !== undefined && (
          <span className={classes.grade} data-grade={grade}>
            {grade}
          </span>
        )}
        <div className={classes.words}>
          <p className={classes.verdict}>{inWords(report)}</p>
          <p className={classes.note}>
            {results.length} cases, {counts.as_expected} as expected, {counts.remark} remarks, {counts.not_run} not run.{' '}
            {formatLocal(new Date(started_at))}, {(duration / 1_000).toFixed(1)} s.
          </p>
        </div>
        <ExportMenu id={report.id} isKept={report.input.only === undefined} />
      </div>
      {advice !== undefined && <p>{advice}</p>}
      {findings.length > 0 && (
        <ul className={classes.findings}>
          {findings.map((finding) => (
            <li key={finding}>{finding}</li>
          ))}
        </ul>
      )}
      <div className={classes.choices}>
        <Select
          label="Verified by"
          size="xs"
          allowDeselect={false}
          data={checkLibraryNames.map((one) => ({ value: one, label: checkLibraries[one] }))}
          value={library}
          comboboxProps={{ withinPortal: false }}
          onChange={(chosen) => {
            if (isCheckLibrary(chosen)) onLibrary(chosen);
          }}
        />
        {others.length > 0 && (
          <Select
            label="Compared with"
            size="xs"
            clearable
            clearButtonProps={{ 'aria-label': 'Compare with none' }}
            placeholder="No other run"
            data={others.map((run) => ({ value: run.id, label: describeRun(run) }))}
            value={comparedWith ?? null}
            comboboxProps={{ withinPortal: false }}
            onChange={(id) => onCompare(id ?? undefined)}
          />
        )}
        {changes !== undefined && (
          <p className={classes.changes}>
            {changes.newFailures === 0 && changes.mended === 0
              ? 'Nothing has changed.'
              : `${changes.newFailures} new, ${changes.mended} fixed, everything else unchanged.`}
          </p>
        )}
      </div>
    </div>
  );
}

function inWords({ counts: { serious, warnings }, control }: CheckReport): string {
  if (control === 'refused') return 'The valid token is refused, so nothing else was sent.';
  if (serious + warnings === 0) return 'It accepts and refuses what it should.';
  const told = [
    ...(serious > 0 ? [`${serious} serious`] : []),
    ...(warnings > 0 ? [`${warnings} ${warnings === 1 ? 'warning' : 'warnings'}`] : []),
  ];
  return `${told.join(' and ')}, listed below.`;
}

export function describeRun({ started_at, grade, serious, warnings }: CheckSummary): string {
  return `${formatLocal(new Date(started_at))}: ${grade ?? 'control refused'}, ${serious} serious, ${warnings} warnings`;
}

const formats: Readonly<Record<CheckReportFormat, { name: string; type: string }>> = {
  html: { name: 'HTML, for people', type: 'text/html' },
  json: { name: 'JSON', type: 'application/json' },
  junit: { name: 'JUnit, for CI', type: 'application/xml' },
  sarif: { name: 'SARIF, for code scanning', type: 'application/json' },
};

function ExportMenu({ id, isKept }: { id: string; isKept: boolean }) {
  const exportCheck = useExportCheck();
  const save = (format: CheckReportFormat) =>
    exportCheck.mutate(
      { id, format },
      {
        onSuccess: ({ fileName, text }) => saveFile(fileName, text, formats[format].type),
        onError: (error) => showFailure('The report could not be created', error),
      },
    );
  return (
    <Menu position="bottom-end" width={230}>
      <Menu.Target>
        <Button
          variant="default"
          disabled={!isKept}
          leftSection={<IconDownload size={15} aria-hidden />}
          rightSection={<IconChevronDown size={14} aria-hidden />}
        >
          Export
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {checkReportFormats.map((format) => (
          <Menu.Item key={format} onClick={() => save(format)}>
            {formats[format].name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
