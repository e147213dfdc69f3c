import { z } from 'zod'
import { service } from '#shared/domain/service.ts'

/** A service to observe, and from what: a URL asked regularly, a supervision that calls in, or technicians alone. */
export const serviceSettings = z.object({
  id: service.shape.id,
  name: z.string().min(1).max(80),
  isPublic: z.boolean(),
  probe: z
    .object({
      url: z.url({ protocol: /^https?$/ }),
      intervalSeconds: z.number().int().min(5).max(3600),
      timeoutMs: z.number().int().min(100).max(60_000),
    })
    .optional(),
  heartbeat: z
    .object({
      /** Kept as its SHA-256 alone. */
      key: z.string().min(16).max(100),
      validForSeconds: z.number().int().min(30).max(86_400),
    })
    .optional(),
})
export type ServiceSettings = z.infer<typeof serviceSettings>
