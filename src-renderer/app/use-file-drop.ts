import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { paths } from '../bridge/paths.ts';
import { holdsFiles, readDropped } from '../components/dropped-files.ts';
import { showFailure } from '../components/undo-notice.tsx';
import { offerFiles } from '../features/settings/import-export/import-state.ts';

/** Files dropped on the window lead to the import, which shows them; a screen that takes a drop itself keeps it. */
export function useFileDrop(): void {
  const navigate = useNavigate();
  useEffect(() => {
    function allow(event: DragEvent): void {
      if (holdsFiles(event)) event.preventDefault();
    }
    function take(event: DragEvent): void {
      if (event.defaultPrevented || !holdsFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      readDropped(event.dataTransfer)
        .then((files) => {
          offerFiles(files);
          void navigate({ to: paths.importExport });
        })
        .catch((error: unknown) => showFailure('The dropped files could not be read', error));
    }
    window.addEventListener('dragover', allow);
    window.addEventListener('drop', take);
    return () => {
      window.removeEventListener('dragover', allow);
      window.removeEventListener('drop', take);
    };
  }, [navigate]);
}
