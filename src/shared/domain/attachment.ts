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

/**
 * More points than any row of screens has. To draw a picture takes four bytes for each of them, however few bytes its file
 * has: what says that it has more is a trap for whoever opens it.
 */
export const attachmentMaxPixels = 50_000_000

/** A PNG begins with its header, or cannot be drawn: its name, then its width and its height. */
const pngHeaderAt = 12
const pngHeader = 0x49_48_44_52

/** How many points an image says that it has; 0: it does not say, and cannot be drawn. */
export function pixelsOf(bytes: Uint8Array, type: AttachmentType): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (type === 'image/png')
    return view.byteLength < pngHeaderAt + 12 || view.getUint32(pngHeaderAt) !== pngHeader
      ? 0
      : view.getUint32(pngHeaderAt + 4) * view.getUint32(pngHeaderAt + 8)
  let most = 0
  for (let at = 2; at + 9 <= view.byteLength; ) {
    const marker = view.getUint8(at + 1)
    if (view.getUint8(at) !== 0xff) break
    if (marker === 0xff) {
      at += 1
      continue
    }
    if (marker === startOfScan) break
    if (isFrame(marker)) most = Math.max(most, view.getUint16(at + 5) * view.getUint16(at + 7))
    at += 2 + view.getUint16(at + 2)
  }
  return most
}

const startOfScan = 0xda
/** A frame says the size; Huffman tables, extensions and arithmetic conditions are numbered among them. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
