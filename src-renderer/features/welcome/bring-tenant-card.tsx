import { CodeBlock } from '../../components/code-block.tsx';
import { Panel } from '../../components/panel.tsx';
import classes from './welcome.module.css';

export function BringTenantCard() {
  return (
    <Panel title="Bring your tenant">
      <p className={classes.lead}>
        Start with a <span className="mono">tenant.yaml</span> in the words of the Auth0 deploy tool: its settings,
        APIs, applications and client grants take the place of the sample.
      </p>
      <CodeBlock code="tokenbench serve --seed tenant.yaml" what="the command" />
    </Panel>
  );
}
