import { ActionIcon, Menu, Tooltip, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconCheck, IconChevronUp, IconCopy, IconShieldLock } from '@tabler/icons-react';
import { useEffect, useState } from 'react';
import type { Status } from '#contract/methods/tenant.ts';
import { Announcer } from '../../components/announcer.tsx';
import { tenantAddresses } from '../../components/tenant-addresses.ts';
import { HttpsHelp } from './https-help.tsx';
import classes from './status-bar.module.css';

/** The tenant's address, which a click copies, and a menu of all the others. */
export function AddressMenu({ status }: { status: Status }) {
  const [copied, setCopied] = useState('');
  const [isHelpOpen, help] = useDisclosure(false);
  useEffect(() => {
    if (copied === '') return;
    const timer = setTimeout(() => setCopied(''), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);

  const addresses = tenantAddresses(status);
  const [main] = addresses;
  if (main === undefined) return null;
  const copy = async (name: string, value: string) => {
    await navigator.clipboard.writeText(value);
    setCopied(name);
  };
  return (
    <>
      <Tooltip label={copied === '' ? 'Copy the issuer' : 'Copied'} opened={copied === '' ? undefined : true}>
        <UnstyledButton className={`${classes.address} mono`} onClick={() => copy(main.name, main.value)}>
          {main.value}
        </UnstyledButton>
      </Tooltip>
      <Menu position="top-start" width={420}>
        <Menu.Target>
          <Tooltip label="All addresses">
            <ActionIcon variant="subtle" color="gray" size={26} aria-label="All addresses">
              <IconChevronUp size={15} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Menu.Target>
        <Menu.Dropdown maw="calc(100vw - 16px)">
          <Menu.Label>Select an address to copy it</Menu.Label>
          {addresses.map(({ name, value }) => (
            <Menu.Item
              key={name}
              closeMenuOnClick={false}
              leftSection={copied === name ? <IconCheck size={15} aria-hidden /> : <IconCopy size={15} aria-hidden />}
              onClick={() => copy(name, value)}
            >
              <span>{name}</span>
              <br />
              <span className="mono">{value}</span>
            </Menu.Item>
          ))}
          {status.caCertificate !== undefined && (
            <>
              <Menu.Divider />
              <Menu.Item leftSection={<IconShieldLock size={15} aria-hidden />} onClick={help.open}>
                How to trust the HTTPS certificate
              </Menu.Item>
            </>
          )}
        </Menu.Dropdown>
      </Menu>
      <Announcer text={copied === '' ? '' : `Copied: ${copied}`} />
      {status.caCertificate !== undefined && (
        <HttpsHelp certificate={status.caCertificate} opened={isHelpOpen} onClose={help.close} />
      )}
    </>
  );
}
