import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ResourceServerRow, ResourceServerSearch } from '#contract/methods/resource-server-screens.ts';
import { useResourceServerPageQuery } from '../../../bridge/queries/resource-server-screens.ts';
import type { RowRange } from '../../../components/table/use-window-rows.ts';

/** Rows asked for at once. */
const pageSize = 100;

/** The first page tells how many there are; of the others, those in view are asked for. */
export function useFirstResourceServers(search: Pick<ResourceServerSearch, 'filter' | 'sort'>) {
  const pageQuery = useResourceServerPageQuery();
  return useQuery({
    ...pageQuery({ ...search, start: 0, count: pageSize }),
    placeholderData: keepPreviousData,
  });
}

/** Rows by their place in the list; a place that is not there yet is undefined. */
export function useResourceServerRows(
  search: Pick<ResourceServerSearch, 'filter' | 'sort'>,
  { first, end }: RowRange,
): (ResourceServerRow | undefined)[] {
  const pageQuery = useResourceServerPageQuery();
  const firstPage = Math.floor(first / pageSize);
  const pages = Array.from(
    { length: Math.max(0, Math.ceil(end / pageSize) - firstPage) },
    (_, index) => firstPage + index,
  );
  const answers = useQueries({
    queries: pages.map((page) => pageQuery({ ...search, start: page * pageSize, count: pageSize })),
    combine: readRows,
  });
  return useMemo(
    () =>
      Array.from({ length: Math.max(0, end - first) }, (_, index) => {
        const place = first + index;
        return answers[Math.floor(place / pageSize) - firstPage]?.[place % pageSize];
      }),
    [answers, first, end, firstPage],
  );
}

/** Outside of the hook, so that the same answers give the same rows. */
function readRows(answers: { data: { rows: ResourceServerRow[] } | undefined }[]) {
  return answers.map(({ data }) => data?.rows);
}
