import fc, { type Arbitrary } from 'fast-check'
import { z } from 'zod'

interface Shape {
  type?: string | string[]
  format?: string
  pattern?: string
  const?: unknown
  enum?: unknown[]
  minLength?: number
  maxLength?: number
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  minItems?: number
  maxItems?: number
  properties?: Record<string, Shape>
  required?: string[]
  items?: Shape
  prefixItems?: Shape[]
  additionalProperties?: boolean | Shape
  propertyNames?: Shape
  anyOf?: Shape[]
  oneOf?: Shape[]
  allOf?: Shape[]
  $ref?: string
  $defs?: Record<string, Shape>
}

/** What no schema wants, or what code may trip over though it does. */
const hostile: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    ...['', '\0', 'x\0y', '\ud800', '\u202e<script>alert(1)</script>', "'; drop table ticket; --", '%00%zz', '../..'],
    ...['=cmd|calc', 'Sophie\r\nBcc: tous@exemple.fr', '{{7*7}}', '__proto__', 'x'.repeat(5000), '🙂'.repeat(300)],
    ...[null, true, -1, 0, 1e308, -1e308, 2 ** 53, 0.1, 1e-300, [], {}, [[[[]]]], { __proto__: null, constructor: 1 }],
    ...['9999-12-31T23:59:59.999Z', '0000-01-01T00:00:00Z', '-000001-01-01T00:00:00Z', '2025-02-31', '2025-13-01'],
  ),
  fc.jsonValue({ maxDepth: 2 }),
  fc.string({ unit: 'binary', maxLength: 20 }),
)

export interface Generated {
  /** What is asked of things that are there is worth more than what is asked of none. */
  knownIds: readonly string[]
  /** How many parts in a hundred are not what the schema says. */
  hostility: number
}

/** Input for a schema: mostly what it says, with here and there what nobody should send. */
export function arbitraryOf(schema: z.ZodType, { knownIds, hostility }: Generated): Arbitrary<unknown> {
  const root = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape
  const known = fc.constantFrom(...knownIds)

  const spoilt = (honest: Arbitrary<unknown>): Arbitrary<unknown> =>
    hostility === 0
      ? honest
      : fc.oneof({ weight: 100 - hostility, arbitrary: honest }, { weight: hostility, arbitrary: hostile })

  function of(shape: Shape, depth: number): Arbitrary<unknown> {
    return spoilt(honest(shape, depth))
  }

  function honest(shape: Shape, depth: number): Arbitrary<unknown> {
    if (shape.$ref) return of(defined(shape.$ref), depth + 1)
    if (shape.const !== undefined) return fc.constant(shape.const)
    if (shape.enum) return fc.constantFrom(...shape.enum)
    const ways = shape.anyOf ?? shape.oneOf
    if (ways) return fc.oneof(...ways.map((way) => honest(way, depth)))
    if (shape.allOf)
      return fc.tuple(...shape.allOf.map((part) => honest(part, depth))).map((parts) => Object.assign({}, ...parts))
    if (Array.isArray(shape.type)) return fc.oneof(...shape.type.map((type) => honest({ ...shape, type }, depth)))
    switch (shape.type) {
      case 'object':
        return objectOf(shape, depth)
      case 'array':
        return arrayOf(shape, depth)
      case 'string':
        return stringOf(shape)
      case 'integer':
        return fc.integer({ ...boundsOf(shape) })
      case 'number':
        return fc.double({ ...boundsOf(shape), noNaN: true, noDefaultInfinity: true })
      case 'boolean':
        return fc.boolean()
      case 'null':
        return fc.constant(null)
      default:
        return fc.jsonValue({ maxDepth: 1 })
    }
  }

  function objectOf({ properties = {}, required = [], additionalProperties, propertyNames }: Shape, depth: number) {
    const named = fc.record(
      Object.fromEntries(Object.entries(properties).map(([name, part]) => [name, of(part, depth)])),
      { requiredKeys: required.filter((name) => name in properties) },
    )
    if (typeof additionalProperties !== 'object' || depth > 3) return named
    const keys = propertyNames ? honest(propertyNames, depth).map(String) : fc.string({ maxLength: 12 })
    const others = fc.dictionary(keys, of(additionalProperties, depth + 1), { maxKeys: 3 })
    return fc.tuple(others, named).map(([some, rest]) => ({ ...some, ...rest }))
  }

  function arrayOf({ items, prefixItems, minItems = 0, maxItems = 4 }: Shape, depth: number): Arbitrary<unknown> {
    if (prefixItems) return fc.tuple(...prefixItems.map((part) => of(part, depth)))
    const few = { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, depth > 3 ? 0 : 3)) }
    return fc.array(of(items ?? {}, depth + 1), few)
  }

  function stringOf({ format, pattern, minLength = 0, maxLength = 40 }: Shape): Arbitrary<string> {
    if (format === 'uuid') return fc.oneof(known, fc.uuid({ version: 7 }))
    if (format === 'email') return fc.constantFrom('sophie@exemple.fr', 'jean@exemple.example')
    if (format === 'date-time') return instant.map((at) => at.toISOString())
    if (format === 'date') return instant.map((at) => at.toISOString().slice(0, 10))
    // What looks ahead cannot be made from its pattern.
    if (pattern && !/\(\?[=!<]/.test(pattern)) return fc.stringMatching(new RegExp(pattern))
    return fc.string({ unit: 'grapheme', minLength, maxLength: Math.max(minLength, Math.min(maxLength, 40)) })
  }

  function defined(reference: string): Shape {
    const found = reference === '#' ? root : root.$defs?.[reference.replace('#/$defs/', '')]
    if (!found) throw new Error(`${reference} is defined nowhere.`)
    return found
  }

  return of(root, 0)
}

const instant = fc.date({ min: new Date('2025-11-01'), max: new Date('2026-02-01'), noInvalidDate: true })

const boundsOf = ({ minimum, maximum, exclusiveMinimum }: Shape) => ({
  min: Math.max(minimum ?? exclusiveMinimum ?? -1000, -1e9),
  max: Math.min(maximum ?? 1_000_000, 1e9),
})
