import { PasswordInput } from '@mantine/core';

interface PassphraseFieldProps {
  label: string;
  /** The key as it was given. */
  keyText: string;
  value: string;
  onValue(value: string): void;
}

/** Of an encrypted PEM; absent where the key needs none. */
export function PassphraseField({ label, keyText, value, onValue }: PassphraseFieldProps) {
  if (!isEncrypted(keyText)) return null;
  return (
    <PasswordInput
      label={label}
      description="The key is encrypted. The passphrase is used only here and not stored."
      value={value}
      onChange={({ currentTarget }) => onValue(currentTarget.value)}
      visibilityToggleButtonProps={{ 'aria-label': `Show the ${label.toLowerCase()}`, tabIndex: 0 }}
      autoComplete="off"
      spellCheck={false}
    />
  );
}

/** RFC 7468 §11, and the older form with its headers. */
function isEncrypted(keyText: string): boolean {
  return keyText.includes('BEGIN ENCRYPTED PRIVATE KEY') || /^Proc-Type:.*ENCRYPTED/m.test(keyText);
}
