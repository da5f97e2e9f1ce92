import { UnstyledButton } from '@mantine/core';
import { faultPresetNames, faultPresets } from '#contract/entities/fault-kinds.ts';
import { useFaultPreset } from '../../bridge/queries/faults.ts';
import { showFailure } from '../../components/undo-notice.tsx';
import classes from './faults.module.css';

/** What happens in production is seldom one thing alone. */
export function PresetCards() {
  const preset = useFaultPreset();
  return (
    <ul className={classes.presets}>
      {faultPresetNames.map((name) => {
        const { title, simulates } = faultPresets[name];
        return (
          <li key={name}>
            <UnstyledButton
              className={classes.preset}
              disabled={preset.isPending}
              onClick={() =>
                preset.mutate(name, { onError: (error) => showFailure('The faults could not be set', error) })
              }
            >
              <strong>{title}</strong>
              <span>{simulates}</span>
            </UnstyledButton>
          </li>
        );
      })}
    </ul>
  );
}
