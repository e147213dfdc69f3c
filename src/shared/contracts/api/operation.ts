import { z } from 'zod'
import { type Role, roles } from '../../domain/user.ts'
import type { ProblemCode } from '../problem.ts'

export { desk, team, trainers } from '../../domain/user.ts'

/** An operation of the backend: everything the server enforces and a client may rely on. */
export interface Operation {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** With `:name` parameters. */
  path: string
  summary: string
  /** Who may call it; `anyone` needs no session. */
  roles: 'anyone' | readonly Role[]
  /** A secret of the configuration that its bearer must have instead of a session; where there is none, neither is the operation. */
  secret?: 'alertmanager'
  /** Whether programs and pages from anywhere may read the answer, and keep it for some seconds. */
  isPublic?: true
  /** Whether a deliver-only token (what a workplace keeps for an absent agent) is enough. */
  delivery?: true
  /** Whether an Idempotency-Key header is required: same key and body, same stored answer. */
  idempotent?: true
  params?: z.ZodType
  query?: z.ZodType
  /** JSON, unless `rawBody`. */
  body?: z.ZodType
  rawBody?: readonly string[]
  status: 200 | 201 | 202 | 204
  /** JSON, unless `rawOutput`; nothing where neither is named. */
  output?: z.ZodType
  /** The media types of an answer that is not JSON. */
  rawOutput?: readonly string[]
  problems: readonly ProblemCode[]
}

/** A noun's operations, by name. */
export type Operations = Record<string, Operation>

export const everyRole = roles
export const byId = z.object({ id: z.uuid() })
