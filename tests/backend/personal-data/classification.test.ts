import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { classification } from '#backend/personal-data/classification.ts'
import { openBackend, type TestBackend } from '../open-backend.ts'
import { columnsThatAre, type Held, holdSomebody, tracesOf } from './held.ts'

let backend: TestBackend
beforeAll(async () => {
  backend = await openBackend()
})
afterAll(() => backend.close())

/** The database's own bookkeeping. */
const ownTables = /^migration$|^call_text_index/

it('every column of every table of the database is classified, and no other', async () => {
  const tables = await backend.db.introspection.getTables()
  const there = tables
    .filter(({ name }) => !ownTables.test(name))
    .flatMap(({ name, columns }) => columns.map((column) => `${name}.${column.name}`))
  expect(there.toSorted()).toEqual(columnsThatAre('client', 'secret', 'pseudonym', 'agent', 'none').toSorted())
})

it('the tests hold something of somebody in every column that is theirs: a new one must be tried', async () => {
  const held: Held = await holdSomebody(backend.db, 'camille', {
    agent: await backend.signIn('admin'),
    at: '2025-12-19T10:00:00.000Z',
    year: 1999,
  })
  const traces = await tracesOf(backend.db, held)
  expect(traces).toEqual(expect.arrayContaining(columnsThatAre('client', 'secret')))
})

it('the guide names every table that says something of somebody', () => {
  const guide = readFileSync('docs/donnees-personnelles.md', 'utf8')
  const tables = new Set(columnsThatAre('client', 'secret', 'agent').map((column) => column.split('.')[0]))
  for (const table of tables) expect(guide).toContain(`\`${table}\``)
  for (const [table, { kept }] of Object.entries(classification))
    if ('days' in kept) expect(guide).toMatch(new RegExp(`\`${table}\`.*NUMI_KEEP_${kept.days.toUpperCase()}`))
})
