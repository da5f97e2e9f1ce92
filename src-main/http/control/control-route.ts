import type { TSchema } from '@sinclair/typebox';
import type { FastifyReply, FastifyRequest } from 'fastify';

export interface ControlRequest {
  /** The `id` or `name` of the path. */
  name: string;
  body: unknown;
  /** Of the address that was asked, with its trailing slash. */
  issuer: string;
}

/** A route of the control API as data. */
export interface ControlRoute {
  method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below `/_tokenbench`. */
  path: string;
  description: string;
  /** What its body holds. */
  body?: TSchema;
  /** Of the answer; 200 unless said otherwise. */
  status?: 201 | 204;
  handle?(request: ControlRequest): unknown;
  /** In place of `handle`, for an answer that goes on. */
  stream?(request: ControlRequest, raw: { request: FastifyRequest; reply: FastifyReply }): void;
}
