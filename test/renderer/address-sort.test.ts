import { expect, it } from 'vitest';
import { readSort, writeSort } from '../../src-renderer/app/address-sort.ts';

const columns = ['name', 'apis'] as const;

it.each([
  ['name', { column: 'name', isDescending: false }],
  ['-apis', { column: 'apis', isDescending: true }],
] as const)('the order %j is read, and written as it was', (text, sort) => {
  expect(readSort(text, columns)).toEqual(sort);
  expect(writeSort(sort)).toEqual({ sort: text });
});

it.each([undefined, '', '-', '--name', 'nam', 'toString', 7, ['name']])('%j is no order', (text) => {
  expect(readSort(text, columns)).toBeUndefined();
  expect(writeSort(readSort(text, columns))).toEqual({});
});
