import { Fragment, type ReactNode } from 'react';
import classes from './json-view.module.css';

/** Words to stand behind a member; where there is little room, the short ones only. */
export interface Remark {
  text: string;
  isShort?: true;
}

interface JsonViewProps {
  value: unknown;
  /** Of members of the outermost object, by their names. */
  remarks?: Record<string, Remark>;
}

/** JSON as text that can be selected and copied, its names in the hue of where it stands. */
export function JsonView({ value, remarks = {} }: JsonViewProps) {
  return <code className={classes.json}>{render(value, '', remarks)}</code>;
}

function render(value: unknown, indent: string, remarks: Record<string, Remark>): ReactNode {
  if (Array.isArray(value)) {
    const members = value.map((item, index) => ({ key: String(index), label: null, item }));
    return renderMembers('[', members, ']', indent, remarks);
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(([name, item]) => ({
      key: name,
      label: <span className={classes.name}>{JSON.stringify(name)}</span>,
      item,
    }));
    return renderMembers('{', members, '}', indent, remarks);
  }
  return <span className={typeof value === 'string' ? undefined : classes.bare}>{JSON.stringify(value)}</span>;
}

interface Member {
  key: string;
  label: ReactNode;
  item: unknown;
}

function renderMembers(
  open: string,
  members: Member[],
  close: string,
  indent: string,
  remarks: Record<string, Remark>,
): ReactNode {
  if (members.length === 0) return `${open}${close}`;
  const inner = `${indent}  `;
  return (
    <>
      {open}
      {members.map(({ key, label, item }, index) => (
        <Fragment key={key}>
          {`\n${inner}`}
          {label !== null && <>{label}: </>}
          {render(item, inner, {})}
          {index < members.length - 1 && ','}
          {remarks[key] !== undefined && (
            <span className={classes.remark} data-short={remarks[key].isShort}>{`  ${remarks[key].text}`}</span>
          )}
        </Fragment>
      ))}
      {`\n${indent}`}
      {close}
    </>
  );
}
