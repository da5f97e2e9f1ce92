/** A tenant from a file or a folder, and into one. */
import { useEffect } from 'react';
import { useHostInfo } from '../../../bridge/queries/host.ts';
import { Panel } from '../../../components/panel.tsx';
import { SettingsHeader } from '../settings-tabs.tsx';
import { useChooseByDialog } from './choose-by-dialog.ts';
import { ExportPanel } from './export-panel.tsx';
import { ImportPanel } from './import-panel.tsx';
import classes from './transfer.module.css';

interface ImportExportScreenProps {
  /** The menu asks for the dialog at once. */
  isChoosing: boolean;
  onChosen(): void;
}

export function ImportExportScreen({ isChoosing, onChosen }: ImportExportScreenProps) {
  useChooseAtOnce(isChoosing, onChosen);
  return (
    <>
      <SettingsHeader
        title="Import/Export"
        purpose="Import a tenant from the Auth0 Deploy CLI or a repository, or export this one."
      />
      <div className={classes.stack}>
        <Panel title="Import">
          <ImportPanel />
        </Panel>
        <Panel title="Export">
          <ExportPanel />
        </Panel>
      </div>
    </>
  );
}

/** Where the system has a dialog: a browser opens its own on a click only. */
function useChooseAtOnce(isChoosing: boolean, onChosen: () => void): void {
  const isDesktop = useHostInfo().data?.host === 'desktop';
  const choose = useChooseByDialog();
  useEffect(() => {
    if (!isChoosing) return;
    onChosen();
    if (isDesktop) choose('files');
  }, [isChoosing, isDesktop, onChosen, choose]);
}
