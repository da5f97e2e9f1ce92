import { UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';
import { useState } from 'react';
import type { ManagementOperation } from '#contract/methods/resource-server-screens.ts';
import { CodeBlock } from '../../../components/code-block.tsx';
import { managementCurl } from '../../../components/management-call.tsx';
import { exampleBody } from './example-bodies.ts';
import classes from './explorer.module.css';

interface OperationListProps {
  audience: string;
  operations: readonly ManagementOperation[];
  filter: string;
  /** A token to put into the calls. */
  token: string | undefined;
}

export function OperationList({ audience, operations, filter, token }: OperationListProps) {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean);
  const shown = operations.filter(({ method, path, description, anyScope, allScopes }) => {
    const text = [method, path, description, ...anyScope, ...allScopes].join(' ').toLowerCase();
    return words.every((word) => text.includes(word));
  });
  if (shown.length === 0) return <p className={classes.dimmed}>No operation matches “{filter}”.</p>;
  return (
    <ul className={classes.list}>
      {shown.map((operation) => (
        <Operation
          key={`${operation.method} ${operation.path}`}
          audience={audience}
          operation={operation}
          token={token}
        />
      ))}
    </ul>
  );
}

interface OperationProps {
  audience: string;
  operation: ManagementOperation;
  token: string | undefined;
}

function Operation({ audience, operation, token }: OperationProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { method, path, description, anyScope, allScopes } = operation;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const code = managementCurl(audience, { method, path, body: exampleBody(method, path) }, token);
  return (
    <li className={classes.item}>
      <UnstyledButton className={classes.row} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
        <Chevron size={14} aria-hidden />
        <span className={`mono ${classes.method}`}>{method}</span>
        <span className={`mono ${classes.path}`}>{path}</span>
        <span className={classes.description}>{description}</span>
      </UnstyledButton>
      {isOpen && (
        <div className={classes.open}>
          <p className={classes.dimmed}>
            Permission:{' '}
            <span className="mono">
              {anyScope.length > 0 ? anyScope.join(' or ') : allScopes.join(' and ') || 'none'}
            </span>
            {path.includes(':') && '. Replace the path parameter with an ID.'}
          </p>
          <CodeBlock code={code} what={`${method} ${path}`}>
            {token === undefined ? code : code.replace(token, `${token.slice(0, 20)}…`)}
          </CodeBlock>
        </div>
      )}
    </li>
  );
}
