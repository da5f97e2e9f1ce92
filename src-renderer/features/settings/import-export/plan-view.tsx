/** What an import would do, in the order that people ask: is something wrong, what changes, what does not and why. */
import { Badge } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { FieldChange, ImportPlan, PlanItem } from '#contract/methods/transfer.ts';
import { Notice } from '../../../components/notice.tsx';
import { describeOutcome, describePlan, itemsOf, kindWords, showValue } from './plan-words.ts';
import classes from './transfer.module.css';

export function PlanView({ plan }: { plan: ImportPlan }) {
  const { counts, more } = plan;
  const unchanged = itemsOf(plan, 'unchanged');
  const problems = plan.problems.length + more.problems;
  const [created, updated, removed] = [itemsOf(plan, 'create'), itemsOf(plan, 'update'), itemsOf(plan, 'remove')];
  return (
    <div className={classes.plan}>
      <p className={classes.summary} role="status">
        {describePlan(plan)}
      </p>
      {plan.problems.length > 0 && (
        <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
          {problems === 1 ? 'One problem:' : `${problems} problems:`}
          <ul className={classes.list}>
            {plan.problems.slice(0, mostShown).map(({ place, message, dependents }) => (
              <li key={`${place} ${message}`}>
                <span className="mono">{place}</span>: {message}
                <Dependents places={dependents} />
              </li>
            ))}
            <More count={problems - Math.min(plan.problems.length, mostShown)} />
          </ul>
        </Notice>
      )}
      <Items title="To create" sign="+" items={created} count={counts.create} />
      <Items title="To change" sign="~" items={updated} count={counts.update} />
      <Items title="To remove" sign="−" items={removed} count={counts.remove} />
      <Folded title="Unchanged" shown={unchanged.length} more={counts.unchanged - unchanged.length}>
        {unchanged.slice(0, mostShown).map(({ kind, name }) => (
          <li key={`${kind} ${name}`}>
            {kindWords[kind]}: {name}
          </li>
        ))}
      </Folded>
      <Folded title="Kept: not in the files" shown={plan.leftAlone.length} more={more.leftAlone}>
        {plan.leftAlone.slice(0, mostShown).map(({ kind, name }) => (
          <li key={`${kind} ${name}`}>
            {kindWords[kind]}: {name}
          </li>
        ))}
      </Folded>
      <Folded title="Ignored" shown={plan.ignored.length} more={more.ignored}>
        {plan.ignored.slice(0, mostShown).map(({ place, reason }) => (
          <li key={`${place} ${reason}`}>
            <span className="mono">{place}</span>: {reason}
          </li>
        ))}
      </Folded>
      {plan.problems.length === 0 && plan.items.length === 0 && plan.ignored.length === 0 && (
        <p>{describeOutcome(plan)}</p>
      )}
    </div>
  );
}

interface ItemsProps {
  title: string;
  sign: string;
  items: PlanItem[];
  /** With those that are not listed. */
  count: number;
}

function Items({ title, sign, items, count }: ItemsProps) {
  if (count === 0) return null;
  return (
    <section aria-label={title}>
      <h3 className={classes.heading}>
        {title} ({count})
      </h3>
      <ul className={classes.items}>
        {items.slice(0, mostShown).map((item, index) => (
          // Two entities may have the same name; the list is never sorted anew.
          // biome-ignore lint/suspicious/noArrayIndexKey: it does not change its order
          <li key={index} className={classes.item} data-action={item.action}>
            <span className={classes.sign} aria-hidden>
              {sign}
            </span>
            <div className={classes.body}>
              <span className={classes.name}>
                {item.name} <Badge variant="default">{kindWords[item.kind]}</Badge>
              </span>
              {item.notes.map((note) => (
                <p key={note} className={classes.note}>
                  {note}
                </p>
              ))}
              {item.action === 'update' && <Changes changes={item.changes} />}
              {item.action === 'create' && item.changes.length > 0 && (
                <details>
                  <summary className={classes.note}>{item.changes.length} values</summary>
                  <Changes changes={item.changes} />
                </details>
              )}
            </div>
          </li>
        ))}
        <More count={count - Math.min(items.length, mostShown)} />
      </ul>
    </section>
  );
}

function Changes({ changes }: { changes: readonly FieldChange[] }) {
  return (
    <dl className={classes.changes}>
      {changes.map((change) => (
        <div key={change.field} className={classes.change}>
          <dt className="mono">{change.field}</dt>
          <dd>
            <Difference change={change} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function Difference({ change }: { change: FieldChange }) {
  if (change.isSecret) return <span className={classes.note}>another secret, not shown</span>;
  const { before, after } = change;
  if (Array.isArray(before) && Array.isArray(after)) {
    const [old, now] = [before.map(showValue), after.map(showValue)];
    const gone = old.filter((value) => !now.includes(value));
    const come = now.filter((value) => !old.includes(value));
    if (gone.length + come.length > 0) return <Lines gone={gone} come={come} />;
  }
  return (
    <Lines
      gone={before === undefined ? [] : [showValue(before)]}
      come={after === undefined ? [] : [showValue(after)]}
    />
  );
}

/** By sign and word, never by colour alone. */
function Lines({ gone, come }: { gone: string[]; come: string[] }) {
  return (
    <>
      {gone.map((value) => (
        <del key={value} className={classes.gone}>
          <span aria-hidden>− </span>
          {value}
        </del>
      ))}
      {come.map((value) => (
        <ins key={value} className={classes.come}>
          <span aria-hidden>+ </span>
          {value}
        </ins>
      ))}
    </>
  );
}

/** Entries of a list that are drawn: more of them take seconds, and nobody reads them. */
const mostShown = 200;

interface FoldedProps {
  title: string;
  shown: number;
  more: number;
  children: ReactNode;
}

function Folded({ title, shown, more, children }: FoldedProps) {
  if (shown + more === 0) return null;
  return (
    <details className={classes.folded}>
      <summary>
        {title} ({shown + more})
      </summary>
      <ul className={classes.list}>
        {children}
        <More count={more + Math.max(0, shown - mostShown)} />
      </ul>
    </details>
  );
}

/** A list of many thousands helps nobody: the rest is counted. */
function More({ count }: { count: number }) {
  return count === 0 ? null : <li className={classes.note}>… and {count} more</li>;
}

const mostDependents = 5;

/** What cannot come in without it. */
function Dependents({ places = [] }: { places?: readonly string[] | undefined }) {
  if (places.length === 0) return null;
  return (
    <div className={classes.note}>
      Depends on it: <span className="mono">{places.slice(0, mostDependents).join(', ')}</span>
      {places.length > mostDependents && ` and ${places.length - mostDependents} more`}
    </div>
  );
}
