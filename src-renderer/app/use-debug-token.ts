import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { paths } from '../bridge/paths.ts';
import { useDebuggerText } from './debugger-text.tsx';

/** @returns opens the debugger on a token, which goes by memory and never by address. */
export function useDebugToken(): (token: string) => void {
  const navigate = useNavigate();
  const { setText } = useDebuggerText();
  return useCallback(
    (token) => {
      setText(token);
      void navigate({ to: paths.debugger });
    },
    [navigate, setText],
  );
}
