import { Button } from '@mantine/core';
import { IconFileImport, IconFolder } from '@tabler/icons-react';
import { useId, useRef, useState } from 'react';
import { useHostInfo } from '../../../bridge/queries/host.ts';
import { readChosen, type TextFile } from '../../../components/dropped-files.ts';
import { showFailure } from '../../../components/undo-notice.tsx';
import { useChooseByDialog } from './choose-by-dialog.ts';
import { offerFiles } from './import-state.ts';
import classes from './transfer.module.css';

/** Drop or choose; the buttons are the way without dragging. */
export function ChooseFiles() {
  const isDesktop = useHostInfo().data?.host === 'desktop';
  const chooseByDialog = useChooseByDialog();
  const hint = useId();
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const [isOver, setIsOver] = useState(false);

  async function offer(reading: Promise<TextFile[]>): Promise<void> {
    try {
      offerFiles(await reading);
    } catch (error) {
      showFailure('The files could not be read', error);
    }
  }

  function choose(what: 'files' | 'folder'): void {
    if (isDesktop) chooseByDialog(what);
    else (what === 'files' ? files : folder).current?.click();
  }

  return (
    // The drop itself is taken by the window, wherever it happens.
    <fieldset
      className={classes.drop}
      data-over={isOver || undefined}
      aria-describedby={hint}
      onDragEnter={() => setIsOver(true)}
      onDragLeave={() => setIsOver(false)}
      onDrop={() => setIsOver(false)}
    >
      <legend className={classes.legend}>Drop files anywhere in the window, or choose them</legend>
      <p id={hint} className={classes.note}>
        A <span className="mono">tenant.yaml</span> from the Auth0 Deploy CLI, its export folder, or a Tokenbench file.
        You see the changes before anything is applied.
      </p>
      <div className={classes.row}>
        <Button leftSection={<IconFileImport size={15} aria-hidden />} onClick={() => choose('files')}>
          Choose a file
        </Button>
        <Button variant="default" leftSection={<IconFolder size={15} aria-hidden />} onClick={() => choose('folder')}>
          Choose a folder
        </Button>
      </div>
      <input
        ref={files}
        type="file"
        multiple
        accept=".yaml,.yml,.json,.html"
        aria-label="Files to import"
        tabIndex={-1}
        hidden
        onChange={(event) => {
          void offer(readChosen(event.currentTarget.files ?? []));
          event.currentTarget.value = '';
        }}
      />
      <input
        ref={(element) => {
          folder.current = element;
          // Not among React's attributes.
          element?.setAttribute('webkitdirectory', '');
        }}
        type="file"
        aria-label="Folder to import"
        tabIndex={-1}
        hidden
        onChange={(event) => {
          void offer(readChosen(event.currentTarget.files ?? []));
          event.currentTarget.value = '';
        }}
      />
    </fieldset>
  );
}
