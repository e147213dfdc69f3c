import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { compile } from '#shared/flow/compile.ts'
import { flowDefinition } from '#shared/flow/definition.ts'
import { definitionText, goldenCalls, read } from './golden/golden.ts'

describe('golden journals: calls recorded once are read the same for ever', () => {
  const calls = goldenCalls()

  it('are many, and go to every closing', () => {
    expect(calls.length).toBeGreaterThanOrEqual(12)
    expect(new Set(calls.map(({ golden }) => golden.reading.closing)).size).toBe(6)
  })

  it.each(calls)('$name', ({ golden: { flowHash, channel, journal, reading } }) => {
    const text = definitionText(flowHash)
    expect(createHash('sha256').update(text).digest('hex')).toBe(flowHash)
    // What was accepted then must be accepted now, unchanged: a new field of the definition may not appear in it.
    const definition = flowDefinition.parse(JSON.parse(text))
    expect(definition).toEqual(JSON.parse(text))
    expect(read(compile(definition), channel, journal)).toEqual(reading)
  })
})
