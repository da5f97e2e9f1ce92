/** A screen that broke: what is known of it, and the ways on. The tenant is not touched by it. */
import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { CodeBlock } from '../components/code-block.tsx';

export function ErrorScreen({ error, onRetry }: { error: Error; onRetry(): void }) {
  return (
    <Stack p="lg" maw={720} gap="sm" role="alert">
      <Title order={1} tabIndex={-1}>
        This screen stopped working
      </Title>
      <Text>The tenant is still running. The details below help with a bug report and contain no secrets.</Text>
      <CodeBlock code={`${error.name}: ${error.message}`} what="the error" />
      <Group>
        <Button onClick={onRetry}>Try again</Button>
        <Button variant="default" onClick={() => window.location.reload()}>
          Reload
        </Button>
      </Group>
    </Stack>
  );
}

/** For what breaks outside any route. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { error: Error | undefined }> {
  override state: { error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error: toError(error) };
  }

  override render() {
    const { error } = this.state;
    if (error === undefined) return this.props.children;
    return <ErrorScreen error={error} onRetry={() => this.setState({ error: undefined })} />;
  }
}

export function toError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}
