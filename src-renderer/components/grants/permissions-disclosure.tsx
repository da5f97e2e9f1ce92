import { ActionIcon } from '@mantine/core';
import { IconChevronDown, IconChevronRight } from '@tabler/icons-react';

interface PermissionsDisclosureProps {
  /** Whose permissions: the other party of the grant. */
  name: string;
  isOpen: boolean;
  onToggle(): void;
}

/** Opens a row to its permissions: at the row's left, where a chevron says that something unfolds and not that a menu drops. */
export function PermissionsDisclosure({ name, isOpen, onToggle }: PermissionsDisclosureProps) {
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <ActionIcon
      variant="subtle"
      color="gray"
      size={24}
      aria-expanded={isOpen}
      aria-label={`Permissions of ${name}`}
      onClick={onToggle}
    >
      <Chevron size={16} aria-hidden />
    </ActionIcon>
  );
}
