import { z } from 'zod'
import type { Operations } from './operation.ts'

/** An incident, in the words of the alert that a page shows of it. */
const alert = z.object({
  id: z.uuid(),
  title: z.string(),
  /** A paragraph each. */
  lines: z.array(z.string()),
  /** The path of the page that tells more. */
  page: z.string(),
})

export const bannerOperations = {
  readBanner: {
    method: 'GET',
    path: '/api/v1/banner.json',
    summary: 'Lire ce que montre la bannière d’alerte des portails',
    roles: 'anyone',
    isPublic: true,
    status: 200,
    /** `at`: when it was true; the alerts of the incidents under way, the gravest first. */
    output: z.object({ at: z.iso.datetime(), alerts: z.array(alert) }),
    problems: [],
  },
} as const satisfies Operations
