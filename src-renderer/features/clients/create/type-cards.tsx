import { Radio } from '@mantine/core';
import { type ApplicationType, applicationTypes } from '../application-types.ts';
import classes from './create.module.css';

interface TypeCardsProps {
  value: ApplicationType;
  onChange(type: ApplicationType): void;
}

/** What kind of program it is; it decides how the application begins, and all of it can be changed later. */
export function TypeCards({ value, onChange }: TypeCardsProps) {
  return (
    <Radio.Group
      label="Type"
      description="Decides the grant types and the authentication it begins with. It can be changed later."
      value={value.type}
      onChange={(chosen) => {
        const found = applicationTypes.find(({ type }) => type === chosen);
        if (found !== undefined) onChange(found);
      }}
    >
      <div className={classes.cards}>
        {applicationTypes.map(({ type, name, purpose, hint }) => (
          <Radio.Card key={type} value={type} className={classes.card} aria-label={name}>
            <span className={classes.head}>
              <Radio.Indicator />
              <span className={classes.title}>{name}</span>
            </span>
            <span className={classes.purpose}>{purpose}</span>
            {hint !== undefined && <span className={classes.purpose}>{hint}</span>}
          </Radio.Card>
        ))}
      </div>
    </Radio.Group>
  );
}
