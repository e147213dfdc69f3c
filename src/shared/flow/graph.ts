import type { ChartState } from './chart.ts'
import type { Facts } from './definition.ts'
import { liveTests, type Test } from './liveness.ts'
import { type Arrival, factsSet, type Model, type Move, type Standing } from './model.ts'

/** A standing told apart from others by its state, the facts that still matter there, and the tickets filed so far. */
export interface Node extends Standing {
  /** Tickets that may have been filed on the way; two is already one too many. */
  tickets: number
  /** How the walk first came here; null at a start. */
  from: { node: Node; move: Move } | null
  /** Where everything else than what comes from outside leads: that is most of all moves, and matters to few rules. */
  edges: Edge[]
  /** The types of the events from outside that are taken here. */
  outside: string[]
  /** Moves that nothing takes here, less what comes from outside. */
  refused: Move[]
  /** Moves after which eventless transitions never settle; those from outside at the first of the nodes alike. */
  endless: Move[]
}

export interface Edge {
  move: Move
  to: Node
}

export const ticketActor = 'file-ticket@1'

/** Everything that a call can come to. */
export interface Reach {
  /** In the order in which a breadth-first walk finds them: the way to each is a shortest one. */
  nodes: readonly Node[]
  /** Every state stood at or passed through. */
  states: ReadonlySet<ChartState>
}

/** Walks the whole model from its starts. */
export function reach(model: Model): Reach {
  const live = liveTests(model)
  const known = new Map(model.leaves.map((state) => [state, new Map<number | string, Node>()]))
  const nodes: Node[] = []
  const states = new Set<ChartState>()
  const nodeAt = (
    { state, facts, through }: Arrival,
    tickets: number,
    before: Node | null,
    move: Move | null,
  ): Node => {
    for (const passed of through) states.add(passed)
    // What changed nothing leads nowhere else, and most of what comes from outside changes nothing.
    if (state === before?.state && facts === before.facts && tickets === before.tickets) return before
    const alike = known.get(state)
    const answers = answersOf(live.get(state) ?? [], facts, tickets)
    const found = alike?.get(answers)
    if (found) return found
    const from = before && move && { node: before, move }
    const node: Node = { state, facts, tickets, from, edges: [], outside: [], refused: [], endless: [] }
    alike?.set(answers, node)
    states.add(state)
    nodes.push(node)
    return node
  }

  const happenings = new Map(
    model.leaves.map((state) => {
      const asked = live.get(state) ?? []
      return [state, happeningsOf(tellingMoves(model.movesAt(state), asked), asked)]
    }),
  )
  const walk = (node: Node, move: Move) => {
    const reached = model.follow(node, move)
    if (!reached) {
      if (move.kind !== 'outside') node.refused.push(move)
    } else if (reached.isEndless) {
      node.endless.push(move)
      for (const passed of reached.through) states.add(passed)
    } else {
      const to = nodeAt(reached, ticketsAfter(node, move, reached.state), node, move)
      const { type } = move.event
      if (move.kind !== 'outside') node.edges.push({ move, to })
      else if (!node.outside.includes(type)) node.outside.push(type)
    }
  }

  for (const start of model.starts()) nodeAt(start, 0, null, null)
  // The list grows while it is walked.
  for (const node of nodes)
    for (const { moves, outside } of happenings.get(node.state) ?? []) {
      if (outside) {
        const answers = answersOf(outside.asked, node.facts, node.tickets)
        const alike = outside.walked.get(answers)
        if (alike) {
          if (alike.outside.includes(outside.type)) node.outside.push(outside.type)
          continue
        }
        outside.walked.set(answers, node)
      }
      for (const move of moves) walk(node, move)
    }
  return { nodes, states }
}

/** What can happen at a state: one move, or all that one event from outside may carry. */
interface Happening {
  moves: Move[]
  outside: {
    type: string
    /** What is asked of the facts that it does not overwrite: standings alike in that, it leads to the same ones. */
    asked: readonly Test[]
    /** By the answers, the standing it was walked from. */
    walked: Map<number | string, Node>
  } | null
}

function happeningsOf(moves: readonly Move[], live: readonly Test[]): Happening[] {
  const found: Happening[] = []
  const byType = new Map<string, Move[]>()
  for (const move of moves) {
    const alike = byType.get(move.event.type)
    if (alike) alike.push(move)
    else if (move.kind !== 'outside') found.push({ moves: [move], outside: null })
    else {
      const carried = [move]
      byType.set(move.event.type, carried)
      found.push({ moves: carried, outside: { type: move.event.type, asked: [], walked: new Map() } })
    }
  }
  for (const { moves, outside } of found) if (outside) outside.asked = keptTests(moves, live)
  return found
}

/** The tests whose answers are still what they were after any of some moves, or decide which of their transitions is taken. */
function keptTests(moves: readonly Move[], live: readonly Test[]): Test[] {
  const ways = moves.flatMap(({ event, candidates }) => candidates.map((one) => ({ one, sets: factsSet(one, event) })))
  return live.filter(({ fact }) =>
    ways.some(({ one, sets }) => !sets.has(fact) || one.transition.guard?.params[fact] !== undefined),
  )
}

/** The tickets and the answers to every test, as bits: a number while they fit in one, the cheapest of keys. */
function answersOf(tests: readonly Test[], facts: Facts, tickets: number): number | string {
  let head = ''
  let bits = 4 + tickets
  for (const { fact, values } of tests) {
    bits = bits * 2 + (values.includes(facts[fact] ?? '') ? 1 : 0)
    if (bits < 2 ** 29) continue
    head += `${bits} `
    bits = 1
  }
  return head === '' ? bits : head + bits
}

/**
 * The moves of a state, less the events from outside that stay there and differ only in facts that nothing asks for any
 * more: one of each is enough.
 */
function tellingMoves(moves: readonly Move[], live: readonly Test[]): Move[] {
  const seen = new Set<string>()
  return moves.filter(({ kind, event, candidates }) => {
    if (kind !== 'outside' || candidates.some(({ leaf }) => leaf)) return true
    const told = live.filter(({ fact }) => event.facts?.[fact] !== undefined)
    const signature = `${event.type} ${told.map(({ fact, values }) => values.includes(event.facts?.[fact] ?? ''))}`
    const isNew = !seen.has(signature)
    seen.add(signature)
    return isNew
  })
}

/** A ticket counts once its filing came back, and also where its filing was left midway: it may have happened. */
function ticketsAfter({ state, tickets }: Node, move: Move, to: ChartState): number {
  if (state.config.invoke?.src !== ticketActor || move.kind === 'error') return tickets
  return move.kind === 'done' || to !== state ? Math.min(tickets + 1, 2) : tickets
}
