import { useCallback } from 'react';
import { useFileDialogs } from '../../../bridge/queries/transfer.ts';
import { showFailure } from '../../../components/undo-notice.tsx';
import { offerFiles } from './import-state.ts';

/** Opens the system's dialog; what is chosen there is shown. */
export function useChooseByDialog(): (what: 'files' | 'folder') => void {
  const { openFiles } = useFileDialogs();
  return useCallback(
    (what) => {
      openFiles(what)
        .then(({ files }) => files && offerFiles(files))
        .catch((error: unknown) => showFailure('The files could not be read', error));
    },
    [openFiles],
  );
}
