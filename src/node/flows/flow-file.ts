import { readFile } from 'node:fs/promises'
import { relative } from 'node:path'
import { parse } from 'yaml'
import type { z } from 'zod'

/** A file of a flow that cannot be used: which file, where in it, and why, in French. */
export class FlowFileError extends Error {
  readonly file: string

  constructor(file: string, why: string, cause?: unknown) {
    super(`${relative(process.cwd(), file) || file} : ${why}`, { cause })
    this.file = file
  }
}

/**
 * Reads a JSON or YAML file (told by its name) and checks it.
 * @throws FlowFileError naming the file and the path inside it
 */
export async function readFlowFile<Schema extends z.ZodType>(file: string, schema: Schema): Promise<z.output<Schema>> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (cause) {
    throw new FlowFileError(file, 'fichier introuvable ou illisible.', cause)
  }
  let content: unknown
  try {
    content = file.endsWith('.json') ? JSON.parse(text) : parse(text)
  } catch (cause) {
    throw new FlowFileError(file, cause instanceof Error ? cause.message : String(cause), cause)
  }
  const read = schema.safeParse(content)
  if (read.success) return read.data
  const faults = read.error.issues.map(({ path, message }) => `- ${path.join(' → ') || '(racine)'} : ${message}`)
  throw new FlowFileError(file, `le contenu n’est pas celui d’un script.\n${faults.join('\n')}`)
}
