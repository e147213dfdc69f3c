import { describe, expect, it } from 'vitest'
import { readFlow } from '#node/flows/read.ts'
import { readCallers } from '#node/flows/scenarios.ts'
import { compile } from '#shared/flow/compile.ts'
import { type Followed, notFollowed, PracticeCaller } from '#shared/training/caller.ts'
import { Journal } from '../flow/journal.ts'

const folder = 'flows/bug-technique'
const flow = compile(await readFlow(folder))
const { scenarios, words } = await readCallers(folder)
const scenario = scenarios.find(({ id }) => id === 'page-blanche-cache') ?? expect.fail('page-blanche-cache is missing')
const known = { client: 'known', address: 'yes', phone: 'yes' }

const lineOf = (journal: Journal, seed = 1, on = scenario) => {
  const caller = new PracticeCaller(flow, on, words, seed)
  const followed = journal.records.reduce<Followed>((at, record) => caller.follow(at, record), notFollowed)
  return caller.lineAt(journal.fold, followed)
}

describe('the caller of a practised call', () => {
  it('says what the scenario has at each step, in wordings that the seed chooses', () => {
    expect(lineOf(new Journal(flow))).toMatchObject({ means: 'client-picked', isForeseen: true })
    const greeted = new Journal(flow).picks(known)
    const texts = new Set([1, 2, 3, 4, 5, 6, 7, 8].map((seed) => lineOf(greeted, seed)?.text))
    expect(texts.size).toBeGreaterThan(1)
    expect(lineOf(greeted, 4)).toEqual(lineOf(greeted, 4))
  })

  it('keeps to their own words where there is something to write down', () => {
    const asked = new Journal(flow).picks(known).answers('greet.confirm')
    const own = { ...scenario, turns: scenario.turns.map((turn) => ({ ...turn, types: { page: 'Mes tickets' } })) }
    const said = scenario.turns.find(({ at }) => at === 'describe')?.says
    for (const seed of [1, 2, 3, 4, 5]) expect(lineOf(asked, seed, own)?.text).toBe(said)
  })

  it('led elsewhere, says what leads back to the scenario, and otherwise what helps nobody', () => {
    const elsewhere = new Journal(flow).picks(known).answers('greet.confirm').answers('describe.vague')
    elsewhere.finds('check-platform', { incident: 'none', workaround: 'no', mobileApp: 'up', estimate: 'none' })
    expect(lineOf(elsewhere)).toMatchObject({ means: 'no-incident.agree', isForeseen: false })
    elsewhere.answers('no-incident.agree')
    expect(lineOf(elsewhere)).toMatchObject({ means: 'browser.chrome-edge', isForeseen: true })
    const helped = new Journal(flow).picks(known).answers('greet.confirm').answers('describe.login')
    helped.answers('message.expected').answers('reset-how.receives')
    helped.finds('read-account', { account: 'active', emailValidated: 'yes', address: 'yes' })
    expect(lineOf(helped)?.means).not.toBe('account-active.works')
  })

  it('says the same again once an answer has been taken back', () => {
    const journal = new Journal(flow).picks(known).answers('greet.confirm').answers('describe.blank-page')
    const before = lineOf(journal)
    journal.answers('browser.firefox').backTo(3)
    expect(lineOf(journal)).toEqual(before)
  })

  it('has something to say for every answer of the script that answers a sentence', () => {
    const { steps, anytime } = flow.definition.script
    const answersOf = (all: typeof steps) => Object.values(all).flatMap((step) => Object.keys(step.answers ?? {}))
    const spoken = Object.fromEntries(Object.entries(steps).filter(([, { say }]) => say !== undefined))
    const due = [...answersOf(spoken), ...Object.keys(anytime), 'client-picked']
    expect(due.filter((answer) => words[answer] === undefined)).toEqual([])
    const known = new Set([...answersOf(steps), ...due])
    expect(Object.keys(words).filter((answer) => !known.has(answer))).toEqual([])
  })
})
