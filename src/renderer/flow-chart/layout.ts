import ELK, { type ElkNode } from 'elkjs/lib/elk-api.js'
import elkWorkerUrl from 'elkjs/lib/elk-worker.min.js?worker&url'
import type { Drawing, DrawnStep } from '#shared/flow/drawing.ts'
import { startWorker } from '../app/own-worker.ts'

export interface Box {
  x: number
  y: number
  width: number
  height: number
}

/** Where everything stands, in pixels, from the top left. */
export interface Layout {
  width: number
  height: number
  phases: ReadonlyMap<string, Box>
  steps: ReadonlyMap<string, Box>
  /** By the id of a way within a phase: the points of its line. */
  ways: ReadonlyMap<string, readonly { x: number; y: number }[]>
}

const sizes: Record<DrawnStep['kind'], { width: number; height: number }> = {
  question: { width: 208, height: 66 },
  actor: { width: 208, height: 40 },
  end: { width: 208, height: 60 },
  passage: { width: 20, height: 20 },
}

const phaseOptions = {
  'elk.algorithm': 'layered',
  'elk.direction': 'DOWN',
  'elk.edgeRouting': 'ORTHOGONAL',
  'elk.padding': '[top=40,left=16,bottom=16,right=16]',
  'elk.layered.mergeEdges': 'true',
  'elk.layered.nodePlacement.strategy': 'NETWORK_SIMPLEX',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.layered.spacing.nodeNodeBetweenLayers': '34',
  'elk.spacing.nodeNode': '22',
}
const flowOptions = { 'elk.algorithm': 'rectpacking', 'elk.aspectRatio': '1.4', 'elk.spacing.nodeNode': '24' }

/**
 * Lays a drawing out, phase by phase, in a worker: the screen stays free meanwhile. Drawn together, the ways from one
 * phase to another hide everything else: they have no line here.
 */
export async function layOut({ steps, ways }: Drawing): Promise<Layout> {
  const worker = startWorker(elkWorkerUrl)
  try {
    const elk = new ELK({ workerFactory: () => worker })
    const phaseOf = new Map(steps.map(({ id, phaseId }) => [id, phaseId]))
    const root = await elk.layout({
      id: 'flow',
      layoutOptions: flowOptions,
      children: [...new Set(phaseOf.values())].map((phaseId) => ({
        id: phaseNode(phaseId),
        layoutOptions: phaseOptions,
        children: steps.filter((step) => step.phaseId === phaseId).map(({ id, kind }) => ({ id, ...sizes[kind] })),
        edges: ways
          .filter(({ from, to }) => phaseOf.get(from) === phaseId && phaseOf.get(to) === phaseId)
          .map(({ id, from, to }) => ({ id, sources: [from], targets: [to] })),
      })),
    })
    return read(root)
  } finally {
    worker.terminate()
  }
}

/** Phases and steps may share an id; nodes may not. */
const phaseNode = (phaseId: string) => `phase ${phaseId}`

/** ELK places what is in a phase from the phase's corner. */
function read(root: ElkNode): Layout {
  const phases = new Map<string, Box>()
  const steps = new Map<string, Box>()
  const ways = new Map<string, { x: number; y: number }[]>()
  for (const phase of root.children ?? []) {
    const corner = boxOf(phase)
    phases.set(phase.id.slice(phaseNode('').length), corner)
    const moved = ({ x, y }: { x: number; y: number }) => ({ x: x + corner.x, y: y + corner.y })
    for (const step of phase.children ?? []) steps.set(step.id, { ...boxOf(step), ...moved(boxOf(step)) })
    for (const { id, sections = [] } of phase.edges ?? [])
      ways.set(
        id,
        sections.flatMap(({ startPoint, bendPoints = [], endPoint }) =>
          [startPoint, ...bendPoints, endPoint].map(moved),
        ),
      )
  }
  return { width: root.width ?? 0, height: root.height ?? 0, phases, steps, ways }
}

const boxOf = ({ x = 0, y = 0, width = 0, height = 0 }: ElkNode): Box => ({ x, y, width, height })
