import type { Preferences } from '#contract/methods/host.ts';

export const shells = [
  { value: 'posix', name: 'bash, zsh, sh' },
  { value: 'fish', name: 'fish' },
  { value: 'powershell', name: 'PowerShell' },
  { value: 'cmd', name: 'cmd' },
] as const;

/** The shell that a control's text stands for. */
export function toShell(value: string): Preferences['shell'] {
  return shells.find((shell) => shell.value === value)?.value ?? 'posix';
}
