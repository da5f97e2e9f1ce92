import { Modal, Text } from '@mantine/core';
import { useHostInfo } from '../../bridge/queries/host.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { trustLines } from './trust-lines.ts';

interface HttpsHelpProps {
  /** Path of the local authority's certificate. */
  certificate: string;
  opened: boolean;
  onClose(): void;
}

export function HttpsHelp({ certificate, opened, onClose }: HttpsHelpProps) {
  const isWindows = useHostInfo().data?.platform === 'win32';
  return (
    <Modal opened={opened} onClose={onClose} title="How programs come to trust HTTPS" size="lg">
      <Text>
        The HTTPS address uses a certificate of an authority that exists on this machine only. Name its file to the
        program that calls the tenant; nothing needs to be switched off. Over plain HTTP none of this is needed.
      </Text>
      <KeyValues
        items={trustLines(certificate, { isWindows }).map(({ name, line }) => ({ name, value: line, copy: line }))}
      />
    </Modal>
  );
}
