import { Radio } from '@mantine/core';
import { ChoiceCard, ChoiceCards, ChoiceLine } from '../../../components/create/choice-card.tsx';
import { type ApplicationType, applicationTypes } from '../application-types.ts';

interface TypeCardsProps {
  value: ApplicationType;
  onChange(type: ApplicationType): void;
}

/** What kind of program it is; it decides how the application begins, and all of it can be changed later. */
export function TypeCards({ value, onChange }: TypeCardsProps) {
  return (
    <Radio.Group
      label="Type"
      description="Sets the initial grant types and authentication method. You can change it later."
      value={value.type}
      onChange={(chosen) => {
        const found = applicationTypes.find(({ type }) => type === chosen);
        if (found !== undefined) onChange(found);
      }}
    >
      <ChoiceCards>
        {applicationTypes.map(({ type, name, purpose, hint }) => (
          <ChoiceCard key={type} value={type} title={name}>
            <ChoiceLine>{purpose}</ChoiceLine>
            {hint !== undefined && <ChoiceLine>{hint}</ChoiceLine>}
          </ChoiceCard>
        ))}
      </ChoiceCards>
    </Radio.Group>
  );
}
