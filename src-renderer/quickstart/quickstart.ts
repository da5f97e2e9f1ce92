/**
 * Short programs to paste, filled with a tenant's real values: how an API verifies access tokens, and how a program gets
 * one with its client credentials. The texts are in `templates/`; secrets are never in them, only the names of the
 * environment variables that hold them.
 */
import type { signingAlgorithms } from '#contract/entities/resource-server.ts';
import { renderTemplate, type Step } from './render-template.ts';
import type { StepLanguage } from './string-literals.ts';
import { templates } from './templates.ts';

export type { Step } from './render-template.ts';
export type { StepLanguage } from './string-literals.ts';

export type SigningAlgorithm = (typeof signingAlgorithms)[number];

export interface SnippetLanguage {
  id: string;
  /** As people name it: "Node Express". */
  label: string;
  /** The same for all snippets of one platform, so that a choice made on one screen holds on the others. */
  family: 'shell' | 'node' | 'python' | 'go' | 'java' | 'dotnet' | 'php' | 'ruby' | 'rust';
  /** Language of the program itself; its steps name their own. */
  editorLanguage: StepLanguage;
  purpose: 'verify' | 'token';
}

export interface SnippetValues {
  /** With its trailing slash, as in the claim `iss`. */
  issuer: string;
  /** Identifier of the API. */
  audience: string;
  /** Signing algorithm of the API. */
  algorithm: SigningAlgorithm;
  jwksUri: string;
  /** Permission that the protected route asks for; without one it takes any good token. */
  scope?: string | undefined;
  tokenEndpoint: string;
  clientId: string;
  /** What to ask for when getting a token, separated by spaces; without it the tenant gives all that is granted. */
  requestedScope?: string | undefined;
  /** Environment variable that holds the client secret, `CLIENT_SECRET` if not given. */
  clientSecretVariable?: string | undefined;
  /** Environment variable that holds the API's signing secret (HS256), `API_SIGNING_SECRET` if not given. */
  signingSecretVariable?: string | undefined;
  /** PEM file of the local authority; its trust is explained where the addresses are HTTPS. */
  caCertificatePath?: string | undefined;
}

export interface Snippet {
  steps: Step[];
}

export const snippetLanguages = [
  { id: 'verify-node-express', label: 'Node Express', family: 'node', editorLanguage: 'javascript', purpose: 'verify' },
  { id: 'verify-node-fastify', label: 'Node Fastify', family: 'node', editorLanguage: 'javascript', purpose: 'verify' },
  {
    id: 'verify-python-fastapi',
    label: 'Python FastAPI',
    family: 'python',
    editorLanguage: 'python',
    purpose: 'verify',
  },
  { id: 'verify-go', label: 'Go', family: 'go', editorLanguage: 'go', purpose: 'verify' },
  {
    id: 'verify-java-spring-boot',
    label: 'Java Spring Boot',
    family: 'java',
    editorLanguage: 'java',
    purpose: 'verify',
  },
  { id: 'verify-dotnet', label: '.NET', family: 'dotnet', editorLanguage: 'csharp', purpose: 'verify' },
  { id: 'verify-php', label: 'PHP', family: 'php', editorLanguage: 'php', purpose: 'verify' },
  { id: 'verify-ruby', label: 'Ruby', family: 'ruby', editorLanguage: 'ruby', purpose: 'verify' },
  { id: 'verify-rust', label: 'Rust', family: 'rust', editorLanguage: 'rust', purpose: 'verify' },
  { id: 'token-curl', label: 'curl', family: 'shell', editorLanguage: 'sh', purpose: 'token' },
  { id: 'token-node', label: 'Node', family: 'node', editorLanguage: 'javascript', purpose: 'token' },
  { id: 'token-python', label: 'Python', family: 'python', editorLanguage: 'python', purpose: 'token' },
  { id: 'token-go', label: 'Go', family: 'go', editorLanguage: 'go', purpose: 'token' },
  { id: 'token-java', label: 'Java', family: 'java', editorLanguage: 'java', purpose: 'token' },
  { id: 'token-csharp', label: 'C#', family: 'dotnet', editorLanguage: 'csharp', purpose: 'token' },
  { id: 'token-php', label: 'PHP', family: 'php', editorLanguage: 'php', purpose: 'token' },
  { id: 'token-ruby', label: 'Ruby', family: 'ruby', editorLanguage: 'ruby', purpose: 'token' },
  { id: 'token-powershell', label: 'PowerShell', family: 'shell', editorLanguage: 'powershell', purpose: 'token' },
] as const satisfies readonly (SnippetLanguage & { id: keyof typeof templates })[];

export type SnippetId = (typeof snippetLanguages)[number]['id'];

/** Why a language's library cannot verify an algorithm, and what can. */
const notVerified: Readonly<Partial<Record<SnippetId, Partial<Record<SigningAlgorithm, string>>>>> = {
  'verify-php': {
    PS256: 'firebase/php-jwt cannot verify PS256. Choose RS256 for the API, or verify with web-token/jwt-library.',
  },
};

/**
 * The steps from installing to trying it.
 * @throws {Error} where a variable's name is not an identifier or an address is none
 */
export function renderSnippet(id: SnippetId, values: SnippetValues): Snippet {
  const { algorithm, issuer, tokenEndpoint, caCertificatePath } = values;
  const isVerifying = id.startsWith('verify-');
  const reason = notVerified[id]?.[algorithm];
  if (reason !== undefined) {
    return { steps: [{ title: `Not with ${algorithm}`, language: 'text', text: reason, file: undefined }] };
  }

  const isHttps = new URL(isVerifying ? issuer : tokenEndpoint).protocol === 'https:';
  const isSymmetric = algorithm === 'HS256';
  const all = {
    issuer,
    audience: values.audience,
    algorithm,
    jwksUri: values.jwksUri,
    scope: values.scope,
    tokenEndpoint,
    tenantSettings: new URL('/api/v2/tenants/settings', tokenEndpoint).href,
    clientId: values.clientId,
    requestedScope: values.requestedScope,
    clientSecretVariable: values.clientSecretVariable ?? 'CLIENT_SECRET',
    signingSecretVariable: values.signingSecretVariable ?? 'API_SIGNING_SECRET',
    caCertificatePath,
  };
  const conditions = {
    symmetric: isSymmetric,
    asymmetric: !isSymmetric,
    rs512: algorithm === 'RS512',
    scope: values.scope !== undefined,
    requestedScope: values.requestedScope !== undefined,
    http: !isHttps,
    // HS256 verifiers make no request that a certificate could fail.
    authority: isHttps && caCertificatePath !== undefined && !(isVerifying && isSymmetric),
  };
  const isUnpublished = isVerifying && (algorithm === 'RS512' || algorithm === 'PS256');
  return {
    steps: [
      ...(isUnpublished ? renderTemplate(templates['publish-keys'], all, conditions) : []),
      ...renderTemplate(templates[id], all, conditions),
    ],
  };
}
