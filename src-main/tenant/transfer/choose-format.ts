/** Whose words a single file is written in: the deploy tool's, a seed's, or those of our own export. */
import { seedSchema } from '../../contract/seed.ts';
import { findViolation } from '../input/check-input.ts';
import { isRecord } from '../is-record.ts';
import { findKeywords } from './keywords.ts';

export type SourceFormat = 'deploy_tool' | 'tokenbench' | 'seed';

/** Sections of a definition that a tenant here has nothing for, and that no seed has. */
const foreignSections: ReadonlySet<string> = new Set([
  'actions',
  'attackProtection',
  'branding',
  'connectionProfiles',
  'connections',
  'customDomains',
  'databases',
  'emailProvider',
  'emailTemplates',
  'eventStreams',
  'exclude',
  'flowVaultConnections',
  'flows',
  'forms',
  'guardianFactorProviders',
  'guardianFactors',
  'guardianFactorTemplates',
  'guardianPhoneFactorMessageTypes',
  'guardianPhoneFactorSelectedProvider',
  'guardianPolicies',
  'hooks',
  'logStreams',
  'migrations',
  'networkACLs',
  'organizations',
  'pages',
  'phoneProviders',
  'phoneTemplates',
  'prompts',
  'riskAssessment',
  'riskAssessments',
  'roles',
  'rules',
  'rulesConfigs',
  'screenRenderers',
  'selfServiceProfiles',
  'supplementalSignals',
  'themes',
  'tokenExchangeProfiles',
  'triggers',
  'userAttributeProfiles',
]);

/**
 * A seed and a definition share their names, and differ in what is wrong with them: of a seed nothing is left out, so that
 * a slip of the pen is found.
 * @param expected What the person says the file is, where it could be both.
 */
export function chooseFormat(content: unknown, text: string, expected: 'definition' | 'seed'): SourceFormat {
  if (isRecord(content) && 'tokenbench' in content) return 'tokenbench';
  if (expected === 'definition') return hasOnlySeedsWords(content) ? 'seed' : 'deploy_tool';
  if (!isRecord(content)) return 'seed';
  const isDefinition = Object.keys(content).some((name) => foreignSections.has(name)) || findKeywords(text).length > 0;
  return isDefinition ? 'deploy_tool' : 'seed';
}

/** Signing keys are in no definition, nor is anything that a seed's schema does not know in a seed. */
function hasOnlySeedsWords(content: unknown): boolean {
  return isRecord(content) && 'signingKeys' in content && findViolation(seedSchema, content) === undefined;
}
