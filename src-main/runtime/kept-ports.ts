import { join } from 'node:path';
import { Type } from '@sinclair/typebox';
import { Closed } from '../contract/entities/schema-kit.ts';
import { doorSchema } from '../contract/methods/tenant.ts';
import { readKeptFile, replaceKeptFile } from '../store/kept-file.ts';
import { findViolation } from '../tenant/input/check-input.ts';
import type { GivenPorts, KeptPorts } from './choose-ports.ts';

const keptSchema = Closed({ port: Type.Optional(doorSchema), httpsPort: Type.Optional(doorSchema) });

/** In `ports.json` of the data folder. A damaged file counts as not there: it holds no more than a choice made again. */
export function openKeptPorts(folder: string): KeptPorts {
  const path = join(folder, 'ports.json');
  return {
    read: () => readPorts(readKeptFile(path)),
    keep: (ports) => replaceKeptFile(path, `${JSON.stringify(ports, null, 2)}\n`),
  };
}

function readPorts(text: string | undefined): GivenPorts {
  if (text === undefined) return {};
  const value = parse(text);
  return findViolation(keptSchema, value) === undefined ? { ...Object(value) } : {};
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
