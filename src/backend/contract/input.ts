import { z } from 'zod'
import { ProblemError } from './problem.ts'

const generic = z.locales.fr().localeError

/** What is wrong with a field, as one would tell it to whoever filled it; the rarer faults in zod's own French. */
const french: z.core.$ZodErrorMap = (issue) => {
  if (issue.code === 'invalid_type' && issue.input === undefined) return 'Ce champ manque.'
  if (issue.code === 'invalid_format')
    return issue.format === 'email' ? 'Cette adresse n’est pas complète.' : 'Ce n’est pas la forme attendue.'
  if (issue.code === 'invalid_value') return 'Cette valeur n’est pas de celles attendues.'
  if (issue.code === 'too_small' && issue.origin === 'string')
    return issue.minimum === 1 ? 'Ce champ est vide.' : `Au moins ${issue.minimum} caractères.`
  if (issue.code === 'too_big' && issue.origin === 'string') return `${issue.maximum} caractères au plus.`
  return generic(issue)
}

/**
 * Parses one part of a request.
 * @throws ProblemError `invalid-input` naming every wrong field, in French
 */
export function parseInput(schema: z.ZodType | undefined, input: unknown): unknown {
  if (!schema) return undefined
  if (isDeeper(input, deepest)) throw new ProblemError('invalid-input', { detail: 'Trop de niveaux imbriqués.' })
  const parsed = schema.safeParse(input, { error: french })
  const issues = parsed.success ? forbiddenCharacters(parsed.data) : parsed.error.issues
  if (!parsed.success || issues.length > 0)
    throw new ProblemError('invalid-input', {
      fields: issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message })),
    })
  return parsed.data
}

/** Of levels within each other: several times what any input has. What reads them calls itself for each. */
const deepest = 64

const isDeeper = (value: unknown, levels: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1)))

interface Issue {
  path: PropertyKey[]
  message: string
}

/** A null character says nothing to a reader and cannot be kept by every database. */
function forbiddenCharacters(value: unknown, path: PropertyKey[] = []): Issue[] {
  if (typeof value === 'string')
    return value.includes('\0') ? [{ path, message: 'Ce texte contient un caractère interdit.' }] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    key.includes('\0')
      ? [{ path, message: 'Ce nom contient un caractère interdit.' }]
      : forbiddenCharacters(inner, [...path, key]),
  )
}
