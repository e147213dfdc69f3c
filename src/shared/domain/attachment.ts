import { z } from 'zod'

/** A screenshot: PNG or JPG, 5 MB at most, known by its content and addressed by its SHA-256. */
export const attachmentMaxBytes = 5 * 1024 * 1024
/** As many as a ticket carries. */
export const mostAttachments = 10
export const attachmentType = z.enum(['image/png', 'image/jpeg'])
export type AttachmentType = z.infer<typeof attachmentType>

export const attachment = z.object({
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  name: z.string().max(200),
  type: attachmentType,
  bytes: z.number().int().positive(),
})
export type Attachment = z.infer<typeof attachment>

const pngStart = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
const pngEnd = [0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82]

/** The image type that the bytes themselves show (whatever the name says), or null. */
export function imageType(bytes: Uint8Array): AttachmentType | null {
  const startsWith = (signature: number[]) => signature.every((byte, i) => bytes[i] === byte)
  const endsWith = (signature: number[]) =>
    signature.every((byte, i) => bytes[bytes.length - signature.length + i] === byte)
  if (startsWith(pngStart) && endsWith(pngEnd)) return 'image/png'
  if (startsWith([0xff, 0xd8, 0xff])) return 'image/jpeg'
  return null
}
