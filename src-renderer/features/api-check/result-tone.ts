/** How a result is shown: its tone, its icon and its word. */
import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  IconInfoCircle,
  type TablerIcon,
} from '@tabler/icons-react';
import { type CheckResult, isSerious, isWarning } from '#contract/entities/api-check.ts';

export type ResultTone = 'serious' | 'warning' | 'remark' | 'good' | 'none';

export const toneIcons: Readonly<Record<ResultTone, TablerIcon>> = {
  serious: IconCircleX,
  warning: IconAlertTriangle,
  remark: IconInfoCircle,
  good: IconCircleCheck,
  none: IconCircleDashed,
};

export const toneWords: Readonly<Record<ResultTone, string>> = {
  serious: 'Serious',
  warning: 'Warning',
  remark: 'Remark',
  good: 'As it should',
  none: 'Not run',
};

export function toneOf(result: CheckResult): ResultTone {
  if (isSerious(result)) return 'serious';
  if (isWarning(result)) return 'warning';
  if (result.verdict === 'as_expected') return 'good';
  return result.verdict === 'not_run' ? 'none' : 'remark';
}
