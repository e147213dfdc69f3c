import { chartOf } from '../chart.ts'
import type { FlowDefinition } from '../definition.ts'

const longest = 30

/** Words as an id: "Le client rappelle" → "le-client-rappelle". */
function slugOf(words: string): string {
  const whole = words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
  const slug = whole.length > longest ? whole.slice(0, longest).replace(/-[^-]*$/, '') : whole
  return /^[a-z]/.test(slug) ? slug : `etape-${slug}`.replace(/-$/, '')
}

/** Every id that a definition gives: to states, and to answers. */
const idsOf = (definition: FlowDefinition): string[] => [
  ...chartOf(definition).keys(),
  ...Object.keys(definition.script.anytime),
  ...Object.values(definition.script.steps).flatMap(({ answers }) => Object.keys(answers ?? {})),
]

/**
 * A new permanent id. Never one that the script had before this edition: journals name those for ever, and what they
 * meant must not become something else.
 */
export function newId(words: string, definitions: readonly FlowDefinition[], prefix = ''): string {
  const taken = new Set(definitions.flatMap(idsOf))
  const wanted = prefix + slugOf(words)
  for (let number = 1; ; number += 1) {
    const id = number === 1 ? wanted : `${wanted}-${number}`
    if (!taken.has(id)) return id
  }
}
