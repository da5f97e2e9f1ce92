import type { TokenReport } from '../../contract/entities/token-report.ts';
import type { InspectOptions } from '../../jwt/inspect-options.ts';
import { inspectText } from '../../jwt/inspect-text.ts';
import { createNodeKeyPlatform } from '../../platform/debugger/node-key-platform.ts';
import { findTenantKeys, partiesOf } from '../../tenant/tokens/debug-token.ts';
import type { ControlInput } from '../control-requests.ts';
import type { Judge } from './inspect-given.ts';

/** Reports on the first token of each text, in their order. */
export async function inspectGivenTexts(
  { texts, at, ...asked }: ControlInput<'inspect-tokens'>,
  { tenant, issuer }: Judge,
): Promise<TokenReport[]> {
  const options: InspectOptions = {
    ...asked,
    platform: createNodeKeyPlatform(),
    parties: partiesOf(tenant, issuer),
    findKeys: (header, claims) => findTenantKeys(tenant, header, claims),
    now: at ?? tenant.clock() / 1_000,
  };
  return Promise.all(texts.map(async (text) => withoutRepetition(await inspectText(text, options))));
}

/** An answer is one line of limited length: what the asker has, or what is said twice, is left out. */
function withoutRepetition({ inner, ...report }: TokenReport): TokenReport {
  const slim = ({ headerText, payloadText, ...rest }: Omit<TokenReport, 'inner'>) => ({
    ...rest,
    token: '',
    ...(rest.header === undefined && headerText !== undefined ? { headerText } : {}),
    ...(rest.payload === undefined && payloadText !== undefined ? { payloadText } : {}),
  });
  return { ...slim(report), ...(inner === undefined ? {} : { inner: slim(inner) }) };
}
