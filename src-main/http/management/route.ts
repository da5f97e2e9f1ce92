/** A route of the Management API as data: what it is called, what it needs, and the one call it makes. */

export interface ManagementRequest {
  params: Readonly<Record<string, string>>;
  query: Readonly<Record<string, unknown>>;
  body: unknown;
  /** The tenant's address that was asked. */
  origin: string;
  /** Scopes of the bearer's token, in the plural spelling. */
  scopes: ReadonlySet<string>;
}

export interface ManagementRoute {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE';
  path: string;
  /** In the log's words, such as `Create a resource server`. */
  description: string;
  /** One of these scopes opens the route. */
  anyScope?: readonly string[];
  /** All of these scopes are needed. */
  allScopes?: readonly string[];
  /** Of the answer; 200 unless said otherwise. 204 carries no body. */
  status?: 201 | 204;
  /** Of a read whose answer changes though no entity does. */
  isLive?: boolean;
  handle(request: ManagementRequest): unknown;
}

/** One parameter of the path. */
export function param({ params }: ManagementRequest, name: string): string {
  return params[name] ?? '';
}
