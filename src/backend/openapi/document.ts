import { z } from 'zod'
import { api, type Operation } from '#shared/contracts/api.ts'
import { description } from '#shared/contracts/description.ts'
import { type ProblemCode, problem, problems } from '#shared/contracts/problem.ts'

type Json = Record<string, unknown>

/** The OpenAPI 3.1 description of the whole contract. */
export function openApiDocument(): Json {
  const paths: Record<string, Json> = {}
  const named: Json = {}
  for (const [name, operation] of Object.entries<Operation>(api)) {
    const path = operation.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [operation.method.toLowerCase()]: shared(describe(name, operation), named) }
  }
  return {
    openapi: '3.1.0',
    info: {
      ...description,
      description: 'Le contrat entre les postes et le service.',
      license: { name: 'Tous droits réservés', identifier: 'LicenseRef-numi-support' },
    },
    // Wherever this description itself was read.
    servers: [{ url: '/' }],
    paths,
    components: {
      schemas: { Problem: schemaOf(problem, 'output'), ...named },
      securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } },
    },
  }
}

function describe(name: string, operation: Operation): Json {
  const content = operation.output
    ? { 'application/json': { schema: schemaOf(operation.output, 'output') } }
    : Object.fromEntries((operation.rawOutput ?? []).map((type) => [type, {}]))
  return {
    operationId: name,
    summary: operation.summary,
    security: operation.roles === 'anyone' && !operation.secret ? [] : [{ bearer: [] }],
    ...(operation.roles !== 'anyone' && { 'x-roles': operation.roles }),
    ...(operation.delivery && { 'x-delivery': true }),
    parameters: [
      ...parametersIn('path', operation.params),
      ...parametersIn('query', operation.query),
      ...(operation.idempotent
        ? [{ name: 'Idempotency-Key', in: 'header', required: true, schema: { type: 'string' } }]
        : []),
    ],
    ...bodyOf(operation),
    responses: {
      [operation.status]: {
        description: 'Fait',
        ...(Object.keys(content).length > 0 && { content }),
      },
      ...problemResponses(operation),
      '4XX': unread,
    },
  }
}

/** What is described by a name of its own is moved to where every operation finds it, and referred to there. */
function shared(described: unknown, named: Json): Json {
  return JSON.parse(
    JSON.stringify(described, (_key, value) => {
      if (!value?.$defs) return value
      const { $defs, ...rest } = value
      Object.assign(named, JSON.parse(pointed($defs)))
      return rest
    }).replaceAll('"#/$defs/', '"#/components/schemas/'),
  )
}

const pointed = (defs: unknown) => JSON.stringify(defs).replaceAll('"#/$defs/', '"#/components/schemas/')

/** What Node answers before anybody reads the request. */
const unread = {
  description: 'La demande n’a pas pu être lue : mal formée (400), trop lente (408), en-têtes trop longs (431).',
}

function bodyOf({ body, rawBody }: Operation): Json {
  if (body) return jsonBody(schemaOf(body, 'input'))
  if (rawBody)
    return { requestBody: { required: true, content: Object.fromEntries(rawBody.map((type) => [type, {}])) } }
  return {}
}

const jsonBody = (schema: Json): Json => ({
  requestBody: { required: true, content: { 'application/json': { schema } } },
})

function parametersIn(place: 'path' | 'query', schema: z.ZodType | undefined): Json[] {
  if (!schema) return []
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as { properties?: Json; required?: string[] }
  return Object.entries(properties).map(([name, shape]) => ({
    ...{ name, in: place, schema: shape },
    required: place === 'path' || required.includes(name),
  }))
}

/** The operation's own problems, and those that any request may meet. */
function problemResponses(operation: Operation): Json {
  const codes = new Set<ProblemCode>([...operation.problems, 'internal-error', 'unavailable'])
  if (operation.roles !== 'anyone') codes.add('unauthenticated').add('forbidden')
  if (operation.idempotent) codes.add('invalid-input').add('still-running').add('key-reused')
  if (operation.body) codes.add('too-large')
  const byStatus = Map.groupBy(codes, (code) => problems[code].status)
  return Object.fromEntries(
    [...byStatus].map(([status, group]) => [
      status,
      {
        description: group.map((code) => `${code} : ${problems[code].title}`).join('\n'),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  )
}

function schemaOf(schema: z.ZodType, io: 'input' | 'output'): Json {
  const { $schema: _, ...described } = z.toJSONSchema(schema, { io, override: nameKeys })
  return described
}

/** A value for each of some names is an object of these properties. */
function nameKeys({
  zodSchema,
  jsonSchema,
}: {
  zodSchema: z.core.$ZodTypes
  jsonSchema: z.core.JSONSchema.BaseSchema
}) {
  if (zodSchema._zod.def.type !== 'record' || !jsonSchema.required) return
  const value = jsonSchema.additionalProperties ?? {}
  jsonSchema.properties = Object.fromEntries(jsonSchema.required.map((name) => [name, value]))
  jsonSchema.additionalProperties = false
  delete jsonSchema.propertyNames
}
