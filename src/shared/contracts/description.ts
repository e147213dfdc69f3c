import { z } from 'zod'

/** What the backend calls itself in its own description, and which contract it speaks. */
export const description = { title: 'numi.support, hotline', version: '1' } as const

/** Where the description is read, by anybody. */
export const descriptionPath = '/api/v1/openapi.json'

/** As much of a description as says whose it is. */
export const describedBackend = z.object({
  info: z.object({ title: z.literal(description.title), version: z.string() }),
})
