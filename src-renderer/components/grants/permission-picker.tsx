import { Button, Checkbox, TextInput } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import type { Scope } from '#contract/entities/resource-server.ts';
import classes from './grants.module.css';

interface PermissionPickerProps {
  /** "Permissions of Reporting job" */
  label: string;
  scopes: readonly Scope[];
  chosen: readonly string[];
  onChoose(chosen: string[]): void;
  disabled?: boolean;
  /** A word of caution beside a permission. */
  cautions?: Readonly<Record<string, string>>;
}

/** From as many on there is a filter. */
const many = 12;

/** Boxes drawn at once, and with each "Show more": the Management API has hundreds. */
const step = 60;

/** A checklist of an API's permissions with All and None; with a filter, both mean what is shown. */
export function PermissionPicker(props: PermissionPickerProps) {
  const { label, scopes, chosen, onChoose, disabled = false, cautions = {} } = props;
  const [filter, setFilter] = useState('');
  const [limit, setLimit] = useState(step);
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = scopes.filter(({ value, description = '' }) => {
    const text = `${value} ${description}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const isChosen = new Set(chosen);
  const choose = (wanted: ReadonlySet<string>) => {
    // In the API's order; what a grant holds beyond the API's own spelling stays.
    const defined = new Set(scopes.map(({ value }) => value));
    onChoose([
      ...chosen.filter((value) => !defined.has(value)),
      ...scopes.flatMap(({ value }) => (wanted.has(value) ? [value] : [])),
    ]);
  };
  const shownValues = shown.map(({ value }) => value);
  return (
    <fieldset className={classes.picker} disabled={disabled}>
      <legend className={classes.legend}>{label}</legend>
      <div className={classes.tools}>
        {scopes.length >= many && (
          <TextInput
            size="xs"
            className={classes.filter}
            aria-label={`Filter: ${label}`}
            placeholder="Filter permissions"
            value={filter}
            onChange={(event) => setFilter(event.currentTarget.value)}
          />
        )}
        <Button
          variant="default"
          disabled={disabled || shownValues.every((value) => isChosen.has(value))}
          onClick={() => choose(new Set([...chosen, ...shownValues]))}
        >
          {words.length === 0 ? 'All' : `All ${shown.length} shown`}
        </Button>
        <Button
          variant="default"
          disabled={disabled || !shownValues.some((value) => isChosen.has(value))}
          onClick={() => choose(new Set(chosen.filter((value) => !shownValues.includes(value))))}
        >
          {words.length === 0 ? 'None' : 'Clear selection'}
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1). */}
      <section className={classes.scopes} tabIndex={0} aria-label={`List: ${label}`}>
        {shown.slice(0, limit).map(({ value, description }) => (
          <Checkbox
            key={value}
            size="xs"
            classNames={{
              root: classes.scope,
              body: classes.scopeBody,
              labelWrapper: classes.scopeWords,
              label: classes.scopeLabel,
            }}
            label={
              <>
                <span className="mono">{value}</span>
                <span className={classes.about}>
                  {description !== undefined && <span className={classes.description}>{description}</span>}
                  {isChosen.has(value) && cautions[value] !== undefined && (
                    <span className={classes.caution}>
                      <IconAlertTriangle size={13} aria-hidden /> {cautions[value]}
                    </span>
                  )}
                </span>
              </>
            }
            checked={isChosen.has(value)}
            onChange={() => {
              const next = new Set(chosen);
              if (!next.delete(value)) next.add(value);
              choose(next);
            }}
          />
        ))}
        {shown.length > limit && (
          <div className={classes.rest}>
            <Button variant="subtle" onClick={() => setLimit(limit + step)}>
              Show {Math.min(step, shown.length - limit)} more of {shown.length}
            </Button>
          </div>
        )}
        {shown.length === 0 && scopes.length > 0 && (
          <p className={`${classes.none} ${classes.rest}`}>No permission matches “{filter}”.</p>
        )}
      </section>
    </fieldset>
  );
}
