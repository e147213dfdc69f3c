import type { MultipartFile } from '@fastify/multipart'
import type { FastifyRequest } from 'fastify'
import { attachmentMaxBytes } from '#shared/domain/attachment.ts'

/** A text may be too long and is shown again all the same; what is no form of ours at all is refused whole. */
export const uploadLimits = { fileSize: attachmentMaxBytes, files: 1, fields: 20, fieldSize: 64 * 1024 }

export interface Upload {
  fields: Record<string, string>
  /** null: none was chosen. */
  file: { content: Buffer; filename: string; isWhole: boolean } | null
}

/** A body that cannot be read as a form. */
class Unreadable extends Error {
  readonly statusCode: number
  constructor(cause: unknown) {
    super('Not a form.', { cause })
    // The parser names one for what it refuses by its limits, none for what it does not understand.
    this.statusCode = (cause as { statusCode?: number }).statusCode ?? 400
  }
}

/**
 * Reads a form with a file, of which no more than what may be kept is held.
 * @param keepsFile whether it is of any use
 * @throws Unreadable
 */
export async function readUpload(request: FastifyRequest, keepsFile: boolean): Promise<Upload> {
  try {
    return await readParts(request, keepsFile)
  } catch (error) {
    throw new Unreadable(error)
  }
}

async function readParts(request: FastifyRequest, keepsFile: boolean): Promise<Upload> {
  const fields: Record<string, string> = {}
  let file: Upload['file'] = null
  for await (const part of request.parts()) {
    if (part.type === 'file' && !keepsFile) part.file.resume()
    else if (part.type === 'file') file = await readFile(part)
    else if (typeof part.value === 'string') fields[part.fieldname] = part.value
  }
  return { fields, file }
}

async function readFile(part: MultipartFile): Promise<Upload['file']> {
  const content = await part.toBuffer()
  const { filename = '' } = part
  return content.length === 0 && filename === '' ? null : { content, filename, isWhole: !part.file.truncated }
}
