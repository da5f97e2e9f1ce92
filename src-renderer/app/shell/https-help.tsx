import { Anchor, Modal, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { paths } from '../../bridge/paths.ts';
import { useHostInfo } from '../../bridge/queries/host.ts';
import { KeyValues } from '../../components/key-values.tsx';
import { trustInPrograms } from '../../components/trust-instructions.ts';

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
      <p>
        <Anchor inherit renderRoot={(props) => <Link to={paths.https} {...props} onClick={onClose} />}>
          Settings › HTTPS
        </Anchor>{' '}
        has the lines for whole systems, and says who trusts it so far.
      </p>
      <KeyValues
        items={[
          { name: 'Certificate file', value: certificate, copy: certificate },
          ...trustInPrograms(certificate, isWindows).map(({ name, line }) => ({ name, value: line, copy: line })),
        ]}
      />
    </Modal>
  );
}
