import { createConfig, lintFromString } from '@redocly/openapi-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { api, type Operation } from '#shared/contracts/api.ts'
import { openBackend, type TestBackend } from './open-backend.ts'

interface Described {
  operationId: string
  security: object[]
  parameters: { name: string; in: string; required: boolean }[]
  requestBody?: { content: Record<string, unknown> }
  responses: Record<string, { description: string; content?: Record<string, unknown> }>
}

let backend: TestBackend
let document: { openapi: string; paths: Record<string, Record<string, Described>> }
beforeAll(async () => {
  backend = await openBackend()
  document = (await backend.server.inject('/api/v1/openapi.json')).json()
})
afterAll(() => backend.close())

const describedAs = ({ path, method }: Operation) => {
  const described = document.paths[path.replace(/:(\w+)/g, '{$1}')]?.[method.toLowerCase()]
  if (!described) throw new Error(`${method} ${path} is not described.`)
  return described
}

describe('the OpenAPI description', () => {
  it('is version 3.1 and open to anyone', () => expect(document.openapi).toBe('3.1.0'))

  it('lints clean', async () => {
    const config = await createConfig({ extends: ['recommended-strict'] })
    const problems = await lintFromString({ source: JSON.stringify(document), config })
    expect(problems.map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`)).toEqual([])
  })

  it('describes every operation and no other', () => {
    const described = Object.values(document.paths).flatMap((methods) => Object.values(methods))
    expect(described.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(api).sort())
  })

  it.each(Object.entries<Operation>(api))('says of %s what the contract says', (_, operation) => {
    const { security, parameters, requestBody, responses } = describedAs(operation)
    expect(security.length > 0).toBe(operation.roles !== 'anyone' || operation.secret !== undefined)
    expect(parameters.filter((p) => p.in === 'path').map((p) => p.name)).toEqual(
      [...operation.path.matchAll(/:(\w+)/g)].map((match) => match[1]),
    )
    expect(parameters.some((p) => p.name === 'Idempotency-Key')).toBe(operation.idempotent === true)
    expect(Object.keys(requestBody?.content ?? {})).toEqual(
      operation.body ? ['application/json'] : (operation.rawBody ?? []),
    )
    expect(Object.keys(responses[operation.status]?.content ?? {})).toEqual(
      operation.output ? ['application/json'] : (operation.rawOutput ?? []),
    )
    const told = Object.values(responses)
      .map(({ description }) => description)
      .join('\n')
    for (const code of operation.problems) expect(told).toContain(`${code} : `)
  })
})
