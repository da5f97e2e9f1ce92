/** A change as the Management API call that makes it, with a token of this tenant put in on request. */
import { Button } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { useState } from 'react';
import { quoteWord } from '#contract/shell-words.ts';
import { useClientGrants } from '../bridge/queries/client-grants.ts';
import { useClients } from '../bridge/queries/clients.ts';
import { useStatus } from '../bridge/queries/tenant.ts';
import { useRequestToken } from '../bridge/queries/tokens.ts';
import { CodeBlock } from './code-block.tsx';
import classes from './management-call.module.css';
import { Notice } from './notice.tsx';

interface ManagementCallProps {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT';
  /** Below `/api/v2`. */
  path: string;
  body?: unknown;
  /** The permission that the token needs. */
  scope: string;
}

const masked = '$TOKEN';

/** For a POSIX shell: in single quotes nothing has a meaning of its own. */
export function managementCurl(
  audience: string,
  { method, path, body }: Pick<ManagementCallProps, 'method' | 'path' | 'body'>,
  token?: string,
): string {
  const quote = (text: string) => quoteWord(text, 'posix');
  // Only an unset token stays a variable of the shell, which single quotes would keep from being read.
  const authorization =
    token === undefined ? `"authorization: Bearer ${masked}"` : quote(`authorization: Bearer ${token}`);
  const lines = [
    `curl -s -X ${method} ${quote(`${audience.replace(/\/$/, '')}${path}`)}`,
    `-H ${authorization}`,
    ...(body === undefined
      ? []
      : [`-H 'content-type: application/json'`, `-d ${quote(JSON.stringify(body, null, 2))}`]),
  ];
  return lines.join(' \\\n  ');
}

export function ManagementCall({ method, path, body, scope }: ManagementCallProps) {
  const audience = useStatus().data?.managementAudience;
  const holder = useHolder(audience, scope);
  const request = useRequestToken();
  const [token, setToken] = useState<string>();

  if (audience === undefined) return <p>Start the tenant to see the call with its address.</p>;
  const shown = managementCurl(audience, { method, path, body }, token);

  async function putTokenIn(): Promise<void> {
    if (holder === undefined || audience === undefined) return;
    const run = await request.mutateAsync({ client_id: holder.client_id, audience, scope: [scope] });
    setToken(run.token?.token);
  }

  return (
    <div className={classes.call}>
      <CodeBlock code={shown} what="The Management API call">
        {token === undefined ? shown : shown.replace(token, `${token.slice(0, 20)}…`)}
      </CodeBlock>
      <div className={classes.line}>
        {holder === undefined ? (
          <span>
            <span className="mono">{masked}</span> needs the permission <span className="mono">{scope}</span>. No
            application here has it: authorize one for the Management API.
          </span>
        ) : (
          <>
            <Button variant="default" loading={request.isPending} onClick={() => void putTokenIn().catch(() => {})}>
              {token === undefined ? 'Insert a token' : 'Insert a new token'}
            </Button>
            <span>
              {token === undefined ? (
                <>
                  <span className="mono">{masked}</span> needs the permission <span className="mono">{scope}</span>.
                </>
              ) : (
                <>A token of {holder.name} is in the copy.</>
              )}
            </span>
          </>
        )}
      </div>
      {(request.isError || (request.data && request.data.token === undefined)) && (
        <Notice tone="not-verified" icon={<IconAlertTriangle size={18} />} assertive>
          No token: {request.error?.message ?? request.data?.hint ?? `status ${request.data?.status}`}
        </Notice>
      )}
    </div>
  );
}

/** An application with a secret that is authorized for the Management API with the permission. */
function useHolder(audience: string | undefined, scope: string) {
  const grants = useClientGrants().data ?? [];
  const clients = useClients().data ?? [];
  const able = new Set(
    grants.flatMap((grant) =>
      grant.audience === audience &&
      grant.subject_type === 'client' &&
      (grant.allow_all_scopes === true || grant.scope?.includes(scope))
        ? (grant.client_id ?? [])
        : [],
    ),
  );
  return clients.find(
    (client) =>
      able.has(client.client_id) &&
      client.client_authentication_methods === undefined &&
      client.token_endpoint_auth_method !== 'none' &&
      client.grant_types.includes('client_credentials'),
  );
}
