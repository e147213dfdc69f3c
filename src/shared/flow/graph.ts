import type { ChartState } from './chart.ts'
import { liveTests } from './liveness.ts'
import type { Model, Move, Standing } from './model.ts'

/** A standing told apart from others by its state, the facts that still matter there, and the tickets filed so far. */
export interface Node extends Standing {
  /** Tickets that may have been filed on the way; two is already one too many. */
  tickets: number
  /** How the walk first came here; null at a start. */
  from: { node: Node; move: Move } | null
  edges: Edge[]
  /** Moves that nothing takes here. */
  refused: Move[]
  /** Moves after which eventless transitions never settle. */
  endless: Move[]
}

export interface Edge {
  move: Move
  to: Node
}

export const ticketActor = 'file-ticket@1'

/** Every standing that a call can reach, by walking the whole model, breadth first: the way to each is a shortest one. */
export function reach(model: Model): Node[] {
  const live = liveTests(model)
  const known = new Map<string, Node>()
  const nodes: Node[] = []
  const nodeAt = ({ state, facts }: Standing, tickets: number, from: Node['from']): Node => {
    let key = `${state.key} ${tickets} `
    for (const { fact, values } of live.get(state) ?? []) key += values.includes(facts[fact] ?? '') ? 1 : 0
    const found = known.get(key)
    if (found) return found
    const node: Node = { state, facts, tickets, from, edges: [], refused: [], endless: [] }
    known.set(key, node)
    nodes.push(node)
    return node
  }

  for (const start of model.starts()) nodeAt(start, 0, null)
  // The list grows while it is walked.
  for (const node of nodes)
    for (const move of model.movesAt(node.state)) {
      const reached = model.follow(node, move)
      if (reached === 'endless') node.endless.push(move)
      else if (!reached) node.refused.push(move)
      else node.edges.push({ move, to: nodeAt(reached, ticketsAfter(node, move, reached.state), { node, move }) })
    }
  return nodes
}

/** A ticket counts once its filing came back, and also where its filing was left midway: it may have happened. */
function ticketsAfter({ state, tickets }: Node, move: Move, to: ChartState): number {
  if (state.config.invoke?.src !== ticketActor || move.kind === 'error') return tickets
  return move.kind === 'done' || to !== state ? Math.min(tickets + 1, 2) : tickets
}
