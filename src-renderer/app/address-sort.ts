/** The order of a list in its address: a column, with `-` before it for descending. */

interface AddressSort<Column extends string> {
  column: Column;
  isDescending: boolean;
}

/** @returns undefined for what names no column */
export function readSort<Column extends string>(
  text: unknown,
  columns: readonly Column[],
): AddressSort<Column> | undefined {
  if (typeof text !== 'string') return undefined;
  const column = columns.find((one) => one === text.replace(/^-/, ''));
  return column === undefined ? undefined : { column, isDescending: text.startsWith('-') };
}

export function writeSort(sort: AddressSort<string> | undefined): { sort?: string } {
  return sort === undefined ? {} : { sort: `${sort.isDescending ? '-' : ''}${sort.column}` };
}
