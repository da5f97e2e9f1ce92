import { Button } from '@mantine/core';
import { IconFileImport } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { paths } from '../../bridge/paths.ts';
import { CodeBlock } from '../../components/code-block.tsx';
import { Panel } from '../../components/panel.tsx';
import classes from './welcome.module.css';

export function BringTenantCard() {
  return (
    <Panel title="Import your tenant">
      <p className={classes.lead}>
        Import a <span className="mono">tenant.yaml</span> from the Auth0 Deploy CLI, its export folder, or a Tokenbench
        file. You see the changes first and can undo them.
      </p>
      <p>
        <Button
          variant="default"
          leftSection={<IconFileImport size={15} aria-hidden />}
          renderRoot={(props) => <Link to={paths.importExport} {...props} />}
        >
          Import a tenant
        </Button>
      </p>
      <CodeBlock code="tokenbench import tenant.yaml" what="the command" />
    </Panel>
  );
}
