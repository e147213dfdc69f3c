import { z } from 'zod'

/** A flow's definition by its content: SHA-256, in hexadecimal. */
export const flowHash = z.string().regex(/^[0-9a-f]{64}$/)
