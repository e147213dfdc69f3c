import { z } from 'zod'

/** "Cet article vous a-t-il été utile ?", asked of a script or of an article. */
export const feedback = z.object({
  id: z.uuid(),
  /** `flow:bug-technique` or `faq:1`. */
  subject: z.string().regex(/^(flow|faq):[a-z0-9-]+$/),
  isUseful: z.boolean(),
  comment: z.string().trim().max(1000),
  at: z.iso.datetime(),
})
export type Feedback = z.infer<typeof feedback>
