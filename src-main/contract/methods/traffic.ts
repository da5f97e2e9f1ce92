/** The traffic: rows as they come, one exchange in full, and what can be done with it. */
import { type Static, Type } from '@sinclair/typebox';
import { checks, mendSchema } from '../entities/refusal.ts';
import { Closed, Enum } from '../entities/schema-kit.ts';
import { tokenViewSchema } from '../entities/token-view.ts';
import { trafficRowSchema } from '../entities/traffic-row.ts';
import { method, nothing } from '../method.ts';
import { shells } from '../shell-words.ts';

const logId = Type.String({ minLength: 1, maxLength: 100 });
const filter = Type.String({ maxLength: 1_000 });
const count = Type.Integer({ minimum: 0 });

/** Rows that one answer may have. */
export const mostTrafficRows = 1_000;

const messageSchema = Closed({
  /** Request line or status line. */
  startLine: Type.String(),
  headers: Type.Array(Closed({ name: Type.String(), value: Type.String() })),
  /** As it was sent, but that a form is written anew from its parameters. */
  body: Type.String(),
  /** Why there is no body though there was one. */
  note: Type.Optional(Type.String()),
});

const ladderStepSchema = Closed({
  check: Enum(checks),
  name: Type.String(),
  state: Enum(['passed', 'failed', 'not_reached']),
  /** What was looked at. */
  value: Type.Optional(Type.String()),
});

const shownMendSchema = Closed({
  mend: mendSchema,
  /** What the button does, such as `Authorize Nightly Job for Appointments API`. */
  label: Type.String(),
  note: Type.Optional(Type.String()),
  /** `yours`: nothing in the tenant changes, the program has to. */
  state: Enum(['open', 'done', 'impossible', 'yours']),
});

const detailSchema = Closed({
  row: trafficRowSchema,
  hostname: Type.String(),
  ip: Type.String(),
  userAgent: Type.String(),
  /** Absent where nothing was refused. */
  why: Type.Optional(
    Closed({
      text: Type.String(),
      /** Empty where no check of a ladder failed. */
      ladder: Type.Array(ladderStepSchema),
      mends: Type.Array(shownMendSchema),
    }),
  ),
  request: messageSchema,
  answer: messageSchema,
  /** Whether any of it is masked. */
  hasSecrets: Type.Boolean(),
  /** The token that was issued; its signature masked. */
  token: Type.Optional(tokenViewSchema),
  /** The token that the request carried; its signature masked. */
  bearer: Type.Optional(tokenViewSchema),
  /** The client grant between the application and the API, as it is now. */
  grantId: Type.Optional(Type.String()),
  /** What `/api/v2/logs` shows of it; absent where the service writes no entry. */
  logEntry: Type.Optional(Type.Unknown()),
  logTypeName: Type.Optional(Type.String()),
  /** Why it cannot be sent again, where it cannot. */
  noReplay: Type.Optional(Type.String()),
});

export type TrafficDetail = Static<typeof detailSchema>;
export type TrafficMessage = Static<typeof messageSchema>;
export type LadderStep = Static<typeof ladderStepSchema>;
export type ShownMend = Static<typeof shownMendSchema>;

export const trafficPageSchema = Closed({
  /** Newest first. */
  rows: Type.Array(trafficRowSchema),
  /** The newest exchange of all, whether the filter lets it through or not: from there to ask on. */
  newest: Type.Optional(Type.String()),
  /** Whether rows were left out for want of room. */
  hasMore: Type.Boolean(),
  /** Rows of the whole ring that the filter lets through, where it was asked for. */
  found: Type.Optional(count),
});
export type TrafficPage = Static<typeof trafficPageSchema>;

export const trafficMethods = {
  /** The newest rows that the filter lets through; see `traffic-filter.ts` for what it may say. */
  'traffic.list': method(
    Closed({
      filter,
      /** Only what came after this id. */
      after: Type.Optional(logId),
      /** Only what came before this id. */
      before: Type.Optional(logId),
      count: Type.Integer({ minimum: 1, maximum: mostTrafficRows }),
      countsAll: Type.Optional(Type.Boolean()),
    }),
    trafficPageSchema,
  ),
  /** One exchange, secrets masked. */
  'traffic.get': method(Closed({ log_id: logId }), detailSchema),
  /** Its messages with every secret, because a person asked to see them. */
  'traffic.reveal': method(Closed({ log_id: logId }), Closed({ request: messageSchema, answer: messageSchema })),
  /** The token that was issued, or the one that the request carried, in full: for the debugger. */
  'traffic.readToken': method(
    Closed({ log_id: logId, which: Enum(['issued', 'bearer']) }),
    Closed({ token: Type.String() }),
  ),
  /** Changes the tenant so that the same request would pass. */
  'traffic.mend': method(Closed({ mend: mendSchema }), nothing),
  /** Sends the same request again, to the tenant's own door; the new exchange's id. */
  'traffic.replay': method(Closed({ log_id: logId }), Closed({ log_id: Type.String() })),
  /** The request as a curl line. */
  'traffic.curl': method(
    Closed({ log_id: logId, shell: Enum(shells), withSecrets: Type.Boolean() }),
    Closed({ curl: Type.String() }),
  ),
  /** HAR 1.2 of what the filter lets through, as JSON. Without secrets it holds no assertion and no usable token either. */
  'traffic.exportHar': method(
    Closed({ filter, withSecrets: Type.Boolean() }),
    Closed({ har: Type.String(), entries: count }),
  ),
  'traffic.clear': method(nothing, nothing),
  'traffic.counts': method(
    nothing,
    Closed({
      /** Since the start. */
      recorded: count,
      /** Still in the ring. */
      held: count,
      /** Refusals since somebody last looked. */
      unread: count,
    }),
  ),
  /** Somebody looked. */
  'traffic.markSeen': method(nothing, nothing),
} as const;
