import { Badge, Button, Radio } from '@mantine/core';
import { useState } from 'react';
import { type SigningAlgorithm, signingAlgorithms } from '#contract/entities/resource-server.ts';
import { useStatus } from '../../../bridge/queries/tenant.ts';
import { ChoiceCard, ChoiceCards, ChoiceLine } from '../../../components/create/choice-card.tsx';
import classes from './create.module.css';

interface Algorithm {
  title: string;
  lines: string[];
}

const algorithms: Record<SigningAlgorithm, Algorithm> = {
  RS256: {
    title: 'RS256',
    lines: [
      'Only the tenant can sign, because only it has the private key.',
      'The API needs no secret, only the public keys from the JWKS.',
      'The API picks up rotated keys from the JWKS automatically.',
    ],
  },
  HS256: {
    title: 'HS256',
    lines: [
      'Anyone who can verify can also sign: both use the same secret.',
      'The API needs the signing secret and must keep it confidential.',
      'You must update the API by hand when the secret changes.',
    ],
  },
  PS256: {
    title: 'PS256',
    lines: ['Like RS256, with the newer RSA-PSS padding. Some profiles require it; some libraries don’t support it.'],
  },
  RS512: { title: 'RS512', lines: ['Like RS256, with SHA-512.'] },
};

interface AlgorithmCardsProps {
  value: SigningAlgorithm;
  onChange(algorithm: SigningAlgorithm): void;
}

/** The choice that can never be changed, with what each costs. */
export function AlgorithmCards({ value, onChange }: AlgorithmCardsProps) {
  const jwksUri = useStatus().data?.jwksUri;
  const [isMore, setIsMore] = useState(value === 'PS256' || value === 'RS512');
  const shown: SigningAlgorithm[] = isMore ? ['RS256', 'HS256', 'PS256', 'RS512'] : ['RS256', 'HS256'];
  return (
    <div>
      <Radio.Group
        label="Signing algorithm"
        description="You can’t change it later. RS256 is recommended: your API can verify tokens, and only the tenant can sign them."
        value={value}
        onChange={(chosen) => onChange(signingAlgorithms.find((one) => one === chosen) ?? 'RS256')}
      >
        <ChoiceCards>
          {shown.map((algorithm) => {
            const { title, lines } = algorithms[algorithm];
            const isRecommended = algorithm === 'RS256';
            return (
              <ChoiceCard
                key={algorithm}
                value={algorithm}
                title={title}
                badge={isRecommended && <Badge>Recommended</Badge>}
              >
                {lines.map((line) => (
                  <ChoiceLine key={line}>{line}</ChoiceLine>
                ))}
                {isRecommended && jwksUri !== undefined && <ChoiceLine isCode>{jwksUri}</ChoiceLine>}
              </ChoiceCard>
            );
          })}
        </ChoiceCards>
      </Radio.Group>
      {!isMore && (
        <Button variant="subtle" className={classes.more} onClick={() => setIsMore(true)}>
          More algorithms
        </Button>
      )}
    </div>
  );
}
