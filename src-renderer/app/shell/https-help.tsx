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
    <Modal opened={opened} onClose={onClose} title="How to trust the HTTPS certificate" size="lg">
      <Text>
        HTTPS uses a certificate signed by a local CA that exists only on this machine. Give the CA file to the program
        that calls the tenant; there is no need to turn off certificate checks. Plain HTTP needs none of this.
      </Text>
      <p>
        <Anchor inherit renderRoot={(props) => <Link to={paths.https} {...props} onClick={onClose} />}>
          Settings › HTTPS
        </Anchor>{' '}
        shows how to trust it system-wide, and who trusts it so far.
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
