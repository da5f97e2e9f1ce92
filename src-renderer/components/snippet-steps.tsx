import { Title } from '@mantine/core';
import type { Step } from '../quickstart/quickstart.ts';
import { CodeBlock } from './code-block.tsx';
import classes from './snippet-steps.module.css';

/** The steps of a snippet in order, each to be copied. */
export function SnippetSteps({ steps }: { steps: readonly Step[] }) {
  return (
    <ol className={classes.steps}>
      {steps.map(({ title, text, file }) => (
        <li key={title} className={classes.step}>
          <div className={classes.head}>
            <Title order={3}>{title}</Title>
            {file !== undefined && <span className={`mono ${classes.file}`}>{file}</span>}
          </div>
          <CodeBlock code={text} what={title} />
        </li>
      ))}
    </ol>
  );
}
