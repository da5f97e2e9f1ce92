import { describe, expect, it } from 'vitest';
import { matchActions } from '../../src-renderer/app/palette/match-actions.ts';

const groups = [
  { group: 'Places', actions: [{ id: 'a', label: 'Applications', keywords: 'client, non interactive' }] },
  {
    group: 'Applications',
    actions: [
      { id: '1', label: 'Nightly Job', description: 'Nb7jqf0h' },
      { id: '2', label: 'Job for clients', description: 'Mg7jqf0h', keywords: ['cgr_A1b2'] },
    ],
  },
];
const found = (text: string) => matchActions(text, groups, 5).flatMap(({ actions }) => actions.map(({ id }) => id));

describe('the palette', () => {
  it('shows places, and no entities, before anything is typed', () => {
    expect(found('')).toEqual(['a']);
  });

  it('finds by old words', () => {
    expect(found('Non Inter')).toEqual(['a']);
  });

  it('finds by identifiers and by words in any order', () => {
    expect(found('cgr_a1b2')).toEqual(['2']);
    expect(found('job nightly')).toEqual(['1']);
  });

  it('shows at most so many of a group', () => {
    expect(matchActions('job', groups, 1).flatMap(({ actions }) => actions)).toHaveLength(1);
  });
});
