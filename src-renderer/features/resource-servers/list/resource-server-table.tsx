import { Badge, Tooltip } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useMemo } from 'react';
import type {
  ResourceServerColumn,
  ResourceServerRow,
  ResourceServerSearch,
} from '#contract/methods/resource-server-screens.ts';
import { sampleIdentifier } from '#contract/sample.ts';
import { CopyIcon } from '../../../components/copy-button.tsx';
import { ApiLink } from '../../../components/entity-links.tsx';
import { Cut, Line } from '../../../components/table/cells.tsx';
import { type Column, DataTable } from '../../../components/table/data-table.tsx';
import { useWindowRows } from '../../../components/table/use-window-rows.ts';
import { resourceServerDrafts } from '../settings/draft.ts';
import classes from './list.module.css';
import { useResourceServerRows } from './use-resource-server-rows.ts';

type Sort = ResourceServerSearch['sort'];

interface ResourceServerTableProps {
  filter: string;
  sort: Sort;
  onSort(sort: Sort): void;
  /** APIs that the filter finds. */
  count: number;
}

export function ResourceServerTable({ filter, sort, onSort, count }: ResourceServerTableProps) {
  const range = useWindowRows(count);
  const rows = useResourceServerRows({ filter, sort }, range);
  const drafts = resourceServerDrafts.useKeys();
  const columns = useMemo(() => columnsWith(drafts), [drafts]);
  return (
    <DataTable
      label="Table of APIs"
      columns={columns}
      range={range}
      rows={rows}
      count={count}
      rowKey={idOf}
      sort={sort}
      onSort={onSort}
    />
  );
}

function idOf({ id }: ResourceServerRow): string {
  return id;
}

/** @param drafts ids of APIs with edits that are not saved */
function columnsWith(drafts: ReadonlySet<string>): Column<ResourceServerRow, ResourceServerColumn>[] {
  return [
    {
      name: 'name',
      heading: 'Name',
      className: classes.name,
      isSortable: true,
      cell: (row) => <Name row={row} hasDraft={drafts.has(row.id)} />,
    },
    {
      name: 'identifier',
      heading: 'Identifier',
      isSortable: true,
      cell: ({ identifier, name = identifier }) => (
        <Line>
          <Cut title={identifier} isCode>
            {identifier}
          </Cut>
          <CopyIcon value={identifier} what={`the identifier of ${name}`} />
        </Line>
      ),
    },
    {
      name: 'algorithm',
      heading: 'Algorithm',
      className: classes.algorithm,
      isSortable: true,
      cell: (row) => row.signing_alg,
    },
    {
      name: 'permissions',
      heading: 'Permissions',
      className: classes.count,
      isSortable: true,
      isNumber: true,
      cell: (row) => row.permissions.toLocaleString('en'),
    },
    {
      name: 'applications',
      heading: 'Applications',
      className: classes.count,
      isSortable: true,
      isNumber: true,
      cell: (row) => row.applications.toLocaleString('en'),
    },
  ];
}

function Name({ row, hasDraft }: { row: ResourceServerRow; hasDraft: boolean }) {
  const name = row.name ?? row.identifier;
  return (
    <Line>
      <Cut title={name}>
        <ApiLink id={row.id} name={name} />
      </Cut>
      {row.is_system && (
        <Tooltip label="The tenant’s own API, for managing it. It can’t be deleted." multiline w={280}>
          <Badge className={classes.badge}>System</Badge>
        </Tooltip>
      )}
      {row.identifier === sampleIdentifier && <Badge className={classes.badge}>Sample</Badge>}
      {hasDraft && (
        <span className={classes.draft} title="Unsaved changes">
          <IconPencil size={13} aria-hidden /> edited
        </span>
      )}
    </Line>
  );
}
