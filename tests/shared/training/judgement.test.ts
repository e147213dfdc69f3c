import { describe, expect, it } from 'vitest'
import { readFlow } from '#node/flows/read.ts'
import { readCallers } from '#node/flows/scenarios.ts'
import { compile } from '#shared/flow/compile.ts'
import { rehearse } from '#shared/flow/rehearsal.ts'
import { judgePractice } from '#shared/training/judgement.ts'
import { type Evidence, totalOf } from '#shared/training/practice.ts'
import { Journal } from '../flow/journal.ts'

const folder = 'flows/bug-technique'
const flow = compile(await readFlow(folder))
const { scenarios, words } = await readCallers(folder)
const scenarioOf = (id: string) => scenarios.find((one) => one.id === id) ?? expect.fail(`${id} is missing`)

const everything: Evidence = {
  filled: [
    'browser',
    'contact.email',
    'contact.name',
    'contact.phone',
    'errorMessage',
    'os',
    'page',
    'since',
    'urgentRequest',
  ],
  client: 'expected',
}

describe('a call led as its caller meant it', () => {
  it.each(scenarios.map((scenario) => [scenario.id, scenario] as const))(
    '%s is worth all the points',
    (_, scenario) => {
      const { journal } = rehearse(flow, scenario)
      const evidence: Evidence = scenario.caller ? everything : { ...everything, client: 'none' }
      const { marks, remarks, path } = judgePractice(flow, { scenario, words, seed: 3, journal, evidence })
      expect(remarks.filter(({ isGood }) => !isGood)).toEqual([])
      expect(totalOf(marks)).toBe(100)
      expect(path.every(({ on }) => on === 'both')).toBe(true)
    },
  )
})

describe('a call led elsewhere', () => {
  const scenario = scenarioOf('page-blanche-cache')
  const start = (journal = new Journal(flow)) =>
    journal.picks({ client: 'known', address: 'yes', phone: 'yes' }).answers('greet.confirm')
  const judged = ({ records }: Journal, evidence = everything, minutes = 5) =>
    judgePractice(flow, {
      ...{ scenario, words, seed: 3, evidence },
      journal: records.map((record, at) => ({
        ...record,
        elapsedMs: Math.round((minutes * 60_000 * (at + 1)) / records.length),
      })),
    })
  const toBrowser = (journal: Journal) => journal.answers('describe.blank-page').answers('browser.chrome-edge')
  const right = () =>
    toBrowser(start()).answers('other-sites.yes').answers('clear-cache.done').answers('retry-portal.works')

  it('loses what was wrong, and is told which answer did not fit what was said', () => {
    const journal = toBrowser(start())
      .answers('other-sites.no')
      .answers('own-connection.later')
      .answers('connection-end.end')
      .answers('wrap-up-connection.other')
    const { marks, remarks, path, branches } = judged(journal)
    expect(marks.branch).toBeLessThan(20)
    expect(marks.sentences).toBeLessThan(25)
    const texts = remarks.filter(({ isGood }) => !isGood).map(({ text }) => text.replaceAll('\u00a0', ' '))
    expect(texts).toContainEqual(expect.stringContaining('Il fallait conduire à « Résolu »'))
    expect(texts).toContainEqual(expect.stringMatching(/^Quand on vous a dit « .+ », la réponse « Non, aucun site/))
    expect(path.filter(({ on }) => on === 'taken').map(({ answer }) => answer)).toContain('other-sites.no')
    expect(path.filter(({ on }) => on === 'expected').map(({ answer }) => answer)).toContain('other-sites.yes')
    expect(branches).toContain('browser>browser.chrome-edge')
    expect(branches).not.toContain('other-sites>other-sites.no')
  })

  it('an answer taken back costs little, and is not on the path', () => {
    const mistaken = toBrowser(start()).answers('other-sites.no')
    mistaken.backTo(mistaken.records.length - 1)
    mistaken
      .answers('other-sites.yes')
      .answers('clear-cache.done')
      .answers('retry-portal.works')
      .answers('resolved.end')
      .answers('wrap-up-resolved.cache')
    const { marks, path } = judged(mistaken)
    expect(marks).toEqual({ branch: 40, sentences: 22, time: 15, ticket: 20 })
    expect(path.every(({ on }) => on === 'both')).toBe(true)
  })

  it('lasts neither too short nor too long', () => {
    const told = (minutes: number) =>
      judged(right().answers('resolved.end').answers('wrap-up-resolved.cache'), everything, minutes).marks.time
    expect(told(4)).toBe(15)
    expect(told(1)).toBeLessThan(8)
    expect(told(8)).toBeLessThan(15)
    expect(told(30)).toBe(0)
  })

  it('wants the right client, and what the caller said written down', () => {
    const done = () => right().answers('resolved.end').answers('wrap-up-resolved.cache')
    expect(judged(done(), { filled: [], client: 'expected' }).marks.ticket).toBeLessThanOrEqual(20)
    const other = judged(done(), { ...everything, client: 'other' })
    expect(other.remarks).toContainEqual({
      part: 'ticket',
      isGood: false,
      text: 'Le compte ouvert n’est pas celui de l’appelant.',
    })
  })

  it('says nothing of a platform that has changed since', () => {
    const scenario = scenarioOf('incident-termine-pendant-l-appel')
    const journal = start().answers('describe.error-message')
    journal.finds('check-platform', { incident: 'confirmed', workaround: 'yes', mobileApp: 'up', estimate: 'known' })
    journal.platform({ liveIncident: 'none', mobileApp: 'up' })
    expect(journal.fold.stepId).toBe('incident')
    journal.answers('incident.report')
    for (const [invoke, actor, output] of [
      ['file-ticket', 'file-ticket@1', { ticket: 'numbered' }],
      ['subscribe', 'subscribe@1', { subscription: 'queued' }],
    ] as const)
      if (journal.fold.invoke) journal.intends(journal.fold.invoke.id, actor).finds(journal.fold.invoke.id, output)
      else expect.fail(invoke)
    const { marks, judged } = judgePractice(flow, {
      scenario,
      words,
      seed: 1,
      journal: journal.records,
      evidence: everything,
    })
    expect(journal.fold.stepId).toBe('workaround')
    expect(judged.untrue).toEqual(['workaround'])
    expect(marks.sentences).toBeLessThan(25)
  })
})
