/** What stands in the debugger's input: kept while other screens are open, and in memory only, since a token is a secret. */
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';

interface DebuggerText {
  text: string;
  setText(text: string): void;
}

const DebuggerTextContext = createContext<DebuggerText>({ text: '', setText: () => {} });

export function DebuggerTextProvider({ children }: { children: ReactNode }) {
  const [text, setText] = useState('');
  const value = useMemo(() => ({ text, setText }), [text]);
  return <DebuggerTextContext value={value}>{children}</DebuggerTextContext>;
}

export function useDebuggerText(): DebuggerText {
  return useContext(DebuggerTextContext);
}
