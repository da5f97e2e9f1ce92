import type { Output } from '#contract/methods.ts';
import { JsonView } from '../../../components/json-view.tsx';
import { TokenPart } from '../../../components/token-part.tsx';
import classes from './settings.module.css';

/** What the next token would say with the form as it stands. */
export function TokenPreview({ preview }: { preview: Output<'resourceServers.previewToken'> | undefined }) {
  if (preview === undefined) return <p className={classes.words}>No preview yet.</p>;
  const { header, payload, client, isEncrypted } = preview;
  return (
    <>
      <p className={classes.words}>
        {client === undefined
          ? 'What an authorized application would get with client credentials and the current form values.'
          : `What ${client.name} would get with client credentials and the current form values.`}
        {isEncrypted && ' It is then encrypted with the API’s key.'}
      </p>
      <TokenPart part="header" title="Header" copy={JSON.stringify(header, null, 2)}>
        <JsonView value={header} />
      </TokenPart>
      <TokenPart part="payload" title="Payload" copy={JSON.stringify(payload, null, 2)}>
        <JsonView value={payload} />
      </TokenPart>
    </>
  );
}
