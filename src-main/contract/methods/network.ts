/** The tenant's addresses and ports, and the authority of its HTTPS certificate. */
import { type Static, Type } from '@sinclair/typebox';
import { Closed, Enum } from '../entities/schema-kit.ts';
import { method, nothing } from '../method.ts';
import { statusSchema } from './tenant.ts';

const port = Type.Integer({ minimum: 1, maximum: 65_535 });
const door = Type.Union([port, Type.Literal('off')]);

const networkSchema = Closed({
  /** As open now; absent while the tenant is stopped. */
  port: Type.Optional(door),
  httpsPort: Type.Optional(door),
  /** Set at the start; then it does not follow from the address of a request. */
  fixedIssuer: Type.Optional(Type.String()),
  /** Certificate of the local authority, PEM; absent until HTTPS was opened for the first time. */
  authority: Type.Optional(
    Closed({
      pem: Type.String(),
      /** Absent where nothing is kept. */
      path: Type.Optional(Type.String()),
    }),
  ),
});

const portCheckSchema = Closed({
  state: Enum(['own', 'free', 'taken']),
  /** In words, for what is not free. */
  message: Type.Optional(Type.String()),
  freePort: Type.Optional(port),
});

export type NetworkView = Static<typeof networkSchema>;
export type PortCheck = Static<typeof portCheckSchema>;

export const networkMethods = {
  'network.get': method(nothing, networkSchema),
  /** Whether a port could be opened now. */
  'network.checkPort': method(Closed({ port }), portCheckSchema),
  /** Opens the doors at these ports, for this run. A port that is taken is refused, and the doors stay as they are. */
  'network.change': method(Closed({ port: door, httpsPort: door }), statusSchema),
} as const;
