import { z } from 'zod'
import { callTarget } from './call.ts'

/** What is added up of an agent's calls; the one place where its figures are computed from it. */
export interface AgentFacts {
  handled: number
  /** Of all of them together, parked time left out. */
  milliseconds: number
  withinTarget: number
  resolvedWithoutTicket: number
  escalated: number
}

/** The phase that passes a call on to the technical team. */
export const escalationPhase = 'escalade'

const [min, max] = [callTarget.minMs / 60_000, callTarget.maxMs / 60_000]

const figureIds = ['handled', 'average-time', 'within-target', 'resolved-without-ticket', 'escalated'] as const
const figureId = z.enum(figureIds)

export const figureDefinition = z.object({
  id: figureId,
  name: z.string(),
  /** How it is computed, in words. */
  formula: z.string(),
  unit: z.enum(['calls', 'minutes', 'share']),
})
export type FigureDefinition = z.infer<typeof figureDefinition>

export const figureDefinitions: readonly FigureDefinition[] = [
  {
    id: 'handled',
    name: 'Appels traités',
    formula:
      'Appels terminés dans la période, quelle que soit leur clôture, sauf ceux laissés ouverts que le poste a terminés.',
    unit: 'calls',
  },
  {
    id: 'average-time',
    name: 'Durée moyenne de traitement',
    formula: 'Durées des appels traités, sans le temps mis en attente, ÷ leur nombre.',
    unit: 'minutes',
  },
  {
    id: 'within-target',
    name: `Dans les ${min} à ${max} minutes`,
    formula: `Appels qui ont duré de ${min} à ${max} minutes, bornes comprises, ÷ appels traités.`,
    unit: 'share',
  },
  {
    id: 'resolved-without-ticket',
    name: 'Résolus sans ticket',
    formula: 'Appels clos « Résolu » sans qu’un ticket soit créé ÷ appels traités.',
    unit: 'share',
  },
  {
    id: 'escalated',
    name: 'Escaladés',
    formula: 'Appels passés par l’escalade technique (phase 4) ÷ appels traités.',
    unit: 'share',
  },
]

/** Minutes, or shares from 0 to 1; null: there was no call to compute it from. */
export const agentFigures = z.object({
  counts: z.object({
    handled: z.number().int(),
    withinTarget: z.number().int(),
    resolvedWithoutTicket: z.number().int(),
    escalated: z.number().int(),
  }),
  values: z.record(figureId, z.number().nullable()),
  /** What to bear in mind while reading them. */
  caution: z.string().nullable(),
})
export type AgentFigures = z.infer<typeof agentFigures>

/** Fewer than this tell little. */
const fewCalls = 30

/** The figures of one agent, or of all together. */
export function computeAgentFigures({ milliseconds, ...counts }: AgentFacts): AgentFigures {
  const { handled } = counts
  const share = (count: number) => (handled === 0 ? null : count / handled)
  return {
    counts,
    values: {
      handled,
      'average-time': handled === 0 ? null : milliseconds / handled / 60_000,
      'within-target': share(counts.withinTarget),
      'resolved-without-ticket': share(counts.resolvedWithoutTicket),
      escalated: share(counts.escalated),
    },
    caution:
      handled > 0 && handled < fewCalls
        ? `Moins de ${fewCalls} appels : un de plus changerait beaucoup les parts.`
        : null,
  }
}

/** What several agents come to together. */
export const addFacts = (all: readonly AgentFacts[]): AgentFacts =>
  all.reduce(
    (sum, one) => ({
      handled: sum.handled + one.handled,
      milliseconds: sum.milliseconds + one.milliseconds,
      withinTarget: sum.withinTarget + one.withinTarget,
      resolvedWithoutTicket: sum.resolvedWithoutTicket + one.resolvedWithoutTicket,
      escalated: sum.escalated + one.escalated,
    }),
    { handled: 0, milliseconds: 0, withinTarget: 0, resolvedWithoutTicket: 0, escalated: 0 },
  )
