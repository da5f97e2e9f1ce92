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
      'Only the tenant can sign: it alone has the private key.',
      'The API needs no secret, only the public keys of the JWKS.',
      'A rotated key reaches the API by itself, through the JWKS.',
    ],
  },
  HS256: {
    title: 'HS256',
    lines: [
      'Whoever can verify can also sign: both take the same secret.',
      'The API needs the signing secret, and has to keep it confidential.',
      'A new secret has to be brought to the API by hand.',
    ],
  },
  PS256: {
    title: 'PS256',
    lines: ['As RS256, with the newer RSA-PSS padding. Some profiles ask for it; some libraries do not know it.'],
  },
  RS512: { title: 'RS512', lines: ['As RS256, with the longer digest SHA-512.'] },
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
        description="It cannot be changed later. RS256 is recommended: the API can verify and nobody but the tenant can sign."
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
