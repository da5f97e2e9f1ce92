/** Whether the parts are there and say something. RFC 7519 §7.2. */
import type { FoundToken, TokenCheck } from '../../contract/entities/token-report.ts';
import { type DecodedPart, type DecodedToken, isMeantAsClaims } from '../decode-token.ts';
import { askWithAudience, isOpaqueOfAuth0, whyWithoutAudience } from '../explain/without-audience.ts';
import { spell } from '../spell.ts';

export function checkStructure(decoded: DecodedToken, damage: FoundToken['damage'], opened?: DecodedPart): TokenCheck {
  const problem = findProblem(decoded, damage, opened);
  if (problem !== undefined) {
    const isOpaque = decoded.form === 'opaque' && damage === undefined && isOpaqueOfAuth0(decoded.token);
    return {
      check: 'structure',
      result: 'failed',
      reason: problem,
      mend: isOpaque ? askWithAudience() : 'Copy the whole token, or get a new one.',
    };
  }
  return { check: 'structure', result: 'passed', reason: describeForm(decoded) };
}

function findProblem(
  { token, form, header, payload, parts, strictness }: DecodedToken,
  damage: FoundToken['damage'],
  opened?: DecodedPart,
): string | undefined {
  if (form === 'paseto') return 'This is a PASETO, not a JWT. It needs a PASETO library.';
  if (form === 'opaque') {
    if (damage === undefined && isOpaqueOfAuth0(token))
      return `This is an opaque token, not a JWT. ${whyWithoutAudience}`;
    return (
      damage?.text ??
      "Not a JWT: a JWT has three base64url parts separated by dots. An opaque token can't be decoded; ask its issuer's introspection endpoint."
    );
  }
  if (header?.object === undefined)
    return `The header is ${describeUnreadable(header)}: without it, this is not a JWT.`;
  if (damage !== undefined && damage.part !== 'signature') return damage.text;
  const payloadPart = payload ?? opened;
  if (
    payloadPart !== undefined &&
    payloadPart.object === undefined &&
    isMeantAsClaims(header, payloadPart) &&
    !isNested(payloadPart)
  ) {
    return `The payload is ${describeUnreadable(payloadPart)}: RFC 7519 §7.2 requires a JSON object.`;
  }
  if (damage !== undefined) return damage.text;
  const broken = parts.find((part) => part.damage !== undefined);
  if (broken !== undefined) return `A part of the token is damaged: ${broken.damage}.`;
  const grave = strictness.find(({ code }) => ['duplicate-member', 'invalid-json', 'not-utf8', 'bom'].includes(code));
  return grave?.text;
}

function isNested({ value, text }: DecodedPart): boolean {
  return /^e[yw][\w-]+\.[\w-]*\.[\w.-]*$/.test(typeof value === 'string' ? value : text);
}

function describeUnreadable(part: DecodedPart | undefined): string {
  if (part === undefined || part.segment.bytes.length === 0) return 'empty';
  if (part.isTooDeep) return 'nested too deeply to read';
  if (part.value === null) return 'null';
  if (part.value !== undefined) return Array.isArray(part.value) ? 'an array' : `a ${typeof part.value}`;
  return part.segment.damage === undefined ? 'no JSON' : `damaged (${part.segment.damage})`;
}

function describeForm({ form, parts, header, payload, disclosures }: DecodedToken): string {
  if (form === 'jwe' || form === 'jwe_json') return 'An encrypted token (JWE): five parts.';
  if (form === 'sd_jwt')
    return `A token with selective disclosure (SD-JWT): three parts and ${disclosures.length} disclosure${disclosures.length === 1 ? '' : 's'}.`;
  if (payload?.object === undefined) return 'A signed message (JWS) whose payload is not JSON, so it has no claims.';
  const unsigned = parts[2]?.text === '' ? ', the third of them empty' : '';
  return `A signed token (JWS): ${parts.length} parts${unsigned}${header?.object?.cty === undefined ? '' : `, content type ${spell(header.object.cty)}`}.`;
}
