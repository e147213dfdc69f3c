import { z } from 'zod'

/** What an agent may be; a user has exactly one role. */
export const roles = ['hotliner', 'supervisor', 'trainer', 'technician', 'admin'] as const
export const role = z.enum(roles)
export type Role = z.infer<typeof role>

/** Who takes calls. */
export const desk = ['hotliner', 'supervisor', 'trainer', 'admin'] as const satisfies Role[]
/** Who runs incidents. */
export const team = ['technician', 'admin'] as const satisfies Role[]
/** Who writes what hotliners train on and say. */
export const trainers = ['trainer', 'admin'] as const satisfies Role[]
/** Who says which service a workplace works with. */
export const movers = ['supervisor', 'admin'] as const satisfies Role[]
/** Who compares versions of scripts: those who write them, and those who answer for the calls. */
export const comparers = ['trainer', 'supervisor', 'admin'] as const satisfies Role[]

/** Whether a role is one of those that may do something. */
export const isAmong = (roles: readonly Role[], role: Role): boolean => roles.includes(role)

/** Who answers: an agent of numi.support (never a client). */
export const user = z.object({
  id: z.uuid(),
  email: z.email(),
  displayName: z.string().min(1).max(80),
  role,
})
export type User = z.infer<typeof user>

/** A new password of an agent; what else is asked of it is the service's to say. */
export const agentPassword = z.string().min(12).max(200)

/** An agent as an administrator sees them. */
export const agent = user.extend({
  isDisabled: z.boolean(),
  createdAt: z.iso.datetime(),
  /** null: never yet. */
  lastSignInAt: z.iso.datetime().nullable(),
  /** How many sessions of theirs hold now. */
  openSessions: z.number().int().nonnegative(),
  version: z.number().int().positive(),
})
export type Agent = z.infer<typeof agent>
