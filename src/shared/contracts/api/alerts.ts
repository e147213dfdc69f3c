import { z } from 'zod'
import type { Operations } from './operation.ts'

const at = z.iso.datetime({ offset: true })
const labels = z.record(z.string().max(200), z.string().max(4000))

/** Prometheus Alertmanager's webhook, version 4: what it tells of a group of alerts. Fields of no use here are let be. */
const alertGroup = z.object({
  version: z.literal('4'),
  groupKey: z.string().min(1).max(4000),
  alerts: z
    .array(
      z.object({
        status: z.enum(['firing', 'resolved']),
        labels,
        annotations: labels.default({}),
        startsAt: at,
        /** Of one that is firing: "0001-01-01T00:00:00Z". */
        endsAt: at,
        fingerprint: z.string().min(1).max(100),
      }),
    )
    .max(1000),
})
export type AlertGroup = z.infer<typeof alertGroup>

export const alertOperations = {
  receiveAlerts: {
    method: 'POST',
    path: '/api/v1/hooks/alertmanager',
    summary: 'Recevoir les alertes de la supervision (Prometheus Alertmanager, webhook v4)',
    roles: 'anyone',
    secret: 'alertmanager',
    status: 200,
    body: alertGroup,
    output: z.object({
      /** How many were understood. */
      received: z.number().int().nonnegative(),
      /** How many name no service known here, and changed nothing. */
      ignored: z.number().int().nonnegative(),
    }),
    problems: ['invalid-input', 'unauthenticated', 'too-many-attempts', 'not-found'],
  },
} as const satisfies Operations
