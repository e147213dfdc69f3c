import { callTarget, closings, type JournalRecord } from '../domain/call.ts'
import { fillTicket, ticketKinds, triedActions } from '../domain/ticket.ts'
import type { CompiledFlow } from '../flow/compile.ts'
import { type Rehearsal, rehearse } from '../flow/rehearsal.ts'
import { fold } from '../flow/replay.ts'
import type { CallerWords, Scenario } from '../flow/scenario.ts'
import { type Judged, judge } from './judged.ts'
import { beside, type PathRow, pathOf } from './paths.ts'
import { branchId, type Evidence, type Marks, type Part, parts } from './practice.ts'

/** What is said of one part of a practised call. */
export interface Remark {
  part: Part
  isGood: boolean
  /** In French, a sentence. */
  text: string
}

/** A practised call, judged. */
export interface Judgement {
  marks: Marks
  remarks: readonly Remark[]
  /** The path expected and the path taken. */
  path: readonly PathRow[]
  judged: Judged
  /** The branches taken as the caller meant them. */
  branches: readonly string[]
}

interface Practised {
  scenario: Scenario
  words: CallerWords
  seed: number
  journal: readonly JournalRecord[]
  evidence: Evidence
}

/** What a wrong answer, an answer taken back and an untrue sentence cost. */
const costs = { wrong: 8, takenBack: 3, untrue: 8 }

/**
 * Judges a practised call against its scenario. Pure: the same call is always judged the same.
 * @throws ScenarioError when the flow does not follow the scenario, FoldError when the journal is not of this flow
 */
export function judgePractice(flow: CompiledFlow, practised: Practised): Judgement {
  const expected = rehearse(flow, practised.scenario)
  const judged = judge(flow, practised)
  const path = beside(pathOf(fold(flow, practised.scenario.channel, expected.journal)), pathOf(judged.fold))
  const found = [
    judgeBranch(practised.scenario, judged, path),
    judgeSentences(flow, judged),
    judgeTime(expected, practised.journal),
    judgeTicket(flow, practised, judged, expected),
  ]
  const [branch = 0, sentences = 0, time = 0, ticket = 0] = found.map(({ points }) => Math.round(Math.max(0, points)))
  const taken = judged.answers.filter((one) => one.isRight && !one.isTakenBack)
  return {
    marks: { branch, sentences, time, ticket },
    remarks: found.flatMap(({ remarks }) => remarks),
    path,
    judged,
    branches: [...new Set(taken.map(({ stepId, given }) => branchId(stepId, given)))],
  }
}

interface PartJudgement {
  points: number
  remarks: Remark[]
}

const remark = (part: Part, isGood: boolean, text: string): Remark => ({ part, isGood, text })

/** Half for coming to the right end, half for as much of the right path as was followed. */
function judgeBranch({ expect }: Scenario, { fold: { closing } }: Judged, path: readonly PathRow[]): PartJudgement {
  const { of } = parts.branch
  const common = path.filter(({ on }) => on === 'both').length
  const due = path.filter(({ on }) => on !== 'taken').length
  const isEnd = closing === expect.closing
  const wrongEnd = closing === null ? 'n’est pas terminé' : `a fini en « ${closings[closing]} »`
  return {
    points: (isEnd ? of / 2 : 0) + (of / 2) * (due === 0 ? 1 : common / due),
    remarks: [
      isEnd
        ? remark('branch', true, `L’appel se termine comme il faut : « ${closings[expect.closing]} ».`)
        : remark('branch', false, `Il fallait conduire à « ${closings[expect.closing]} » ; l’appel ${wrongEnd}.`),
      remark('branch', common === due, `${common} étapes sur ${due} du chemin attendu.`),
    ],
  }
}

/** Nothing is said that is not so: not against what the caller said, nor after the platform has changed. */
function judgeSentences({ definition: { script }, steps }: CompiledFlow, { answers, untrue }: Judged): PartJudgement {
  const wrong = answers.filter(({ isRight }) => !isRight)
  const kept = wrong.filter(({ isTakenBack }) => !isTakenBack).length
  const labelOf = (stepId: string, id: string) =>
    (script.steps[stepId]?.answers?.[id] ?? script.anytime[id])?.label.replace(/[«»]/g, '').trim() ?? 'client choisi'
  const told = wrong.map(({ stepId, given, said, isTakenBack }) => {
    const answer = `la réponse « ${labelOf(stepId, given)} » ne convenait pas`
    const heard = !said ? 'Là' : `Quand on vous a dit « ${said} »`
    return `${heard}, ${answer}${isTakenBack ? ' ; vous l’avez reprise' : ''}.`
  })
  const stale = untrue.map((stepId) => {
    const phase = script.phases[steps.get(stepId)?.phaseId ?? '']?.label ?? stepId
    return `${phase} : ce qui a été dit de la plateforme n’était plus vrai, elle avait changé.`
  })
  const { of } = parts.sentences
  return {
    points: of - costs.wrong * kept - costs.takenBack * (wrong.length - kept) - costs.untrue * untrue.length,
    remarks:
      wrong.length + untrue.length === 0
        ? [remark('sentences', true, 'Rien n’a été dit qui ne soit vrai.')]
        : [...told, ...stale].map((text) => remark('sentences', false, text)),
  }
}

/** Within the procedure's 3 to 7 minutes; a call that is told in less may be as short, a tenth less for whoever speaks fast. */
function judgeTime(expected: Rehearsal, journal: readonly JournalRecord[]): PartJudgement {
  const { of } = parts.time
  const elapsed = journal.at(-1)?.elapsedMs ?? 0
  const least = Math.min(callTarget.minMs, expected.seconds * 900)
  if (elapsed < least)
    return {
      points: (of * elapsed) / least,
      remarks: [remark('time', false, 'Appel trop rapide : les phrases n’ont pas pu être dites en entier.')],
    }
  const over = elapsed - callTarget.maxMs
  if (over > 0)
    return {
      points: of * (1 - over / callTarget.maxMs),
      remarks: [remark('time', false, 'Plus de 7 minutes.')],
    }
  return { points: of, remarks: [remark('time', true, 'Durée tenue.')] }
}

/** The right client, the right ticket or none, and everything noted that the caller said. */
function judgeTicket(
  { definition: { script } }: CompiledFlow,
  { scenario, evidence }: Practised,
  { fold: { facts } }: Judged,
  expected: Rehearsal,
): PartJudgement {
  const isFiled = facts.ticket !== 'none'
  const isExpected = scenario.caller ? 'expected' : 'none'
  const client = remark('ticket', evidence.client === isExpected, clientWords[evidence.client])
  const fields = Object.values(script.steps).flatMap(({ fields }) => fields ?? [])
  const noted = [...new Set(scenario.turns.flatMap(({ types }) => Object.keys(types)))].flatMap((key) => {
    const field = fields.find((one) => one.key === key && one.kind !== 'code')
    if (!field) return []
    const isNoted = evidence.filled.includes(key)
    return remark('ticket', isNoted, `${field.label} : ${isNoted ? 'noté' : 'non noté'}.`)
  })
  const [form, right] = [fillTicket(facts, {}), fillTicket(expected.facts, {})]
  const tried = form.tried.map((action) => triedActions[action]).join(', ') || 'aucune'
  const filed = [
    remark('ticket', form.kind === right.kind, `Type du ticket : ${ticketKinds[form.kind]}.`),
    remark('ticket', form.tried.join() === right.tried.join(), `Actions déjà tentées : ${tried}.`),
  ]
  const needs = isFiled === (scenario.expect.ticket === 'filed')
  const need = remark('ticket', needs, isFiled ? filedWords(needs) : unfiledWords(needs))
  const checks = [client, need, ...noted, ...(isFiled && needs ? filed : [])]
  const share = checks.filter(({ isGood }) => isGood).length / checks.length
  return { points: parts.ticket.of * (needs ? share : share / 2), remarks: checks }
}

const filedWords = (isRight: boolean) => `Un ticket a été créé${isRight ? '' : ' ; il n’en fallait pas'}.`
const unfiledWords = (isRight: boolean) =>
  isRight ? 'Aucun ticket, comme il faut.' : 'Aucun ticket ; il en fallait un.'

const clientWords: Record<Evidence['client'], string> = {
  expected: 'Le client a été retrouvé.',
  other: 'Le compte ouvert n’est pas celui de l’appelant.',
  none: 'Aucun compte ouvert.',
}
