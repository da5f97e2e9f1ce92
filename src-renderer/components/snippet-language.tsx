/** The language of the snippets: chosen once, remembered on all screens. */
import { SegmentedControl, Select } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { usePreferences, useUpdatePreferences } from '../bridge/queries/preferences.ts';
import { type SnippetId, type SnippetLanguage, snippetLanguages } from '../quickstart/quickstart.ts';

type Purpose = SnippetLanguage['purpose'];

/** The remembered language; where it has no snippet of this purpose, one of the same platform, else the first. */
export function useSnippetLanguage(purpose: Purpose): [SnippetId, (id: SnippetId) => void] {
  const { snippetLanguage } = usePreferences();
  const update = useUpdatePreferences();
  const offered = snippetLanguages.filter((language) => language.purpose === purpose);
  const family = snippetLanguages.find(({ id }) => id === snippetLanguage)?.family;
  const chosen =
    offered.find(({ id }) => id === snippetLanguage) ??
    offered.find((language) => language.family === family) ??
    offered[0] ??
    snippetLanguages[0];
  return [chosen.id, (id) => update.mutate({ snippetLanguage: id })];
}

interface SnippetLanguageSelectProps {
  purpose: Purpose;
  value: SnippetId;
  onChange(id: SnippetId): void;
}

export function SnippetLanguageSelect({ purpose, value, onChange }: SnippetLanguageSelectProps) {
  const isWide = useMediaQuery('(min-width: 1100px)', true, { getInitialValueInEffect: false });
  const data = snippetLanguages
    .filter((language) => language.purpose === purpose)
    .map(({ id, label }) => ({ value: id, label }));
  const choose = (chosen: string | null) => {
    const id = snippetLanguages.find((language) => language.id === chosen)?.id;
    if (id !== undefined) onChange(id);
  };
  if (isWide) return <SegmentedControl size="xs" aria-label="Language" data={data} value={value} onChange={choose} />;
  return (
    <Select
      size="xs"
      label="Language"
      data={data}
      value={value}
      allowDeselect={false}
      comboboxProps={{ withinPortal: false }}
      onChange={choose}
    />
  );
}
