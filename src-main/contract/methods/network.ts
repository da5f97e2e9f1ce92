/** The tenant's addresses and ports, and the authority of its HTTPS certificate. */
import { type Static, Type } from '@sinclair/typebox';
import { Closed, Enum } from '../entities/schema-kit.ts';
import { method, nothing } from '../method.ts';
import { doorSchema, holdSchema, statusSchema } from './tenant.ts';

const port = Type.Integer({ minimum: 1, maximum: 65_535 });
const chosenPorts = Closed({ port: Type.Optional(doorSchema), httpsPort: Type.Optional(doorSchema) });

const networkSchema = Closed({
  /** As open now; absent while the tenant is stopped. */
  port: Type.Optional(doorSchema),
  httpsPort: Type.Optional(doorSchema),
  /** What the next start opens, where it is given nothing else. */
  usual: Closed({ port: doorSchema, httpsPort: doorSchema }),
  /** Chosen for good; absent where nothing is kept on disk. */
  kept: Type.Optional(chosenPorts),
  /** What this start was given, which wins over what is kept. */
  given: Type.Array(Enum(['port', 'httpsPort'])),
  /** Set at the start; then it does not follow from the address of a request. */
  fixedIssuer: Type.Optional(Type.String()),
  /** Certificate of the local authority, PEM; absent until HTTPS was opened for the first time. */
  authority: Type.Optional(
    Closed({
      pem: Type.String(),
      /** Its common name, as stores list it. */
      name: Type.String(),
      /** ISO 8601. */
      expires: Type.String(),
      /** SHA-256 of the certificate, in pairs of hexadecimal digits. */
      fingerprint: Type.String(),
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

const trustSchema = Closed({
  system: Closed({
    state: Enum(['trusted', 'not_trusted', 'unknown']),
    /** Where was looked, or why that cannot be known. */
    note: Type.String(),
  }),
  /** Programs that took the certificate, or did not check it: from the traffic that is kept, newest first. */
  seen: Type.Array(Closed({ program: Type.String(), /** ISO 8601. */ last: Type.String() })),
  /** Connections of this run that a program broke off because of the certificate. */
  refused: Closed({ count: Type.Integer({ minimum: 0 }), /** ISO 8601. */ last: Type.Optional(Type.String()) }),
});

export type NetworkView = Static<typeof networkSchema>;
export type TrustView = Static<typeof trustSchema>;
export type PortCheck = Static<typeof portCheckSchema>;

export const networkMethods = {
  'network.get': method(nothing, networkSchema),
  /** Whether a port could be opened now. */
  'network.checkPort': method(Closed({ port }), portCheckSchema),
  /** Opens the doors at these ports. A port that is taken is refused, and the doors stay as they are. */
  'network.change': method(Closed({ port: doorSchema, httpsPort: doorSchema, hold: holdSchema }), statusSchema),
  /** The next start opens the usual ports again; the doors stay as they are. */
  'network.forgetPorts': method(nothing, networkSchema),
  /** Who trusts the local authority, as far as that can be known from here. */
  'network.trust': method(nothing, trustSchema),
  /** Another authority and server certificate, in use at once. Who trusted the one before has to be told again. */
  'network.renewAuthority': method(nothing, networkSchema),
} as const;
