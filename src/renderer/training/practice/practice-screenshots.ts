import type { StationErrorCode } from '#shared/contracts/station-errors.ts'
import { type Attachment, attachmentMaxBytes, imageType } from '#shared/domain/attachment.ts'

/** Judges a screenshot (base64) as the station does, by its content; nothing is kept of it. */
export async function keepScreenshot(name: string, bytes: string): Promise<Attachment | StationErrorCode> {
  const content = Uint8Array.from(atob(bytes), (one) => one.charCodeAt(0))
  if (content.length > attachmentMaxBytes) return 'too-large'
  const type = imageType(content)
  if (!type) return 'unsupported-type'
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', content))
  const sha256 = [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return { sha256, name, type, bytes: content.length }
}
