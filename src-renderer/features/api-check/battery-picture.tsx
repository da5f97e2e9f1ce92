/** The battery as a picture: a square a case, by group; what changed since another run is marked. */
import { type CheckResult, checkGroupNames, checkGroups, verdictInWords } from '#contract/entities/api-check.ts';
import classes from './battery-picture.module.css';
import type { RunChanges } from './compare-runs.ts';
import { toneOf, toneWords } from './result-tone.ts';

interface BatteryPictureProps {
  results: readonly CheckResult[];
  changes: RunChanges | undefined;
  onCase(id: string): void;
}

export function BatteryPicture({ results, changes, onCase }: BatteryPictureProps) {
  const groups = checkGroupNames.flatMap((group) => {
    const cases = results.filter((result) => result.group === group);
    return cases.length === 0 ? [] : [{ group, cases }];
  });
  return (
    <ul className={classes.picture} aria-label="All cases by group">
      {groups.map(({ group, cases }) => (
        <li key={group} className={classes.group}>
          <span className={classes.name}>{checkGroups[group]}</span>
          <span className={classes.squares}>
            {cases.map((result) => (
              <Square key={result.id} result={result} changes={changes} onCase={onCase} />
            ))}
          </span>
          <span className={classes.count}>{countOf(cases)}</span>
        </li>
      ))}
    </ul>
  );
}

function Square({
  result,
  changes,
  onCase,
}: { result: CheckResult } & Pick<BatteryPictureProps, 'changes' | 'onCase'>) {
  const change = changes?.byId.get(result.id);
  const words = `${result.title}: ${verdictInWords(result).toLowerCase()}${change === 'new' ? ', new' : change === 'mended' ? ', fixed' : ''}`;
  // A picture of what the list says in words, which is what keyboards and screen readers go through.
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-hidden
      className={classes.square}
      data-tone={toneOf(result)}
      data-change={change}
      title={words}
      onClick={() => onCase(result.id)}
    />
  );
}

/** "2 serious, 1 warning" or how many are as they should be. */
function countOf(cases: readonly CheckResult[]): string {
  const many = (tone: 'serious' | 'warning') => cases.filter((result) => toneOf(result) === tone).length;
  const told = (['serious', 'warning'] as const)
    .filter((tone) => many(tone) > 0)
    .map((tone) => `${many(tone)} ${toneWords[tone].toLowerCase()}${tone === 'warning' && many(tone) > 1 ? 's' : ''}`);
  return told.length > 0 ? told.join(', ') : `${cases.length} cases`;
}
