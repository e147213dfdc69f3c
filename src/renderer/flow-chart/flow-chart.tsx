import { ArrowRight, Maximize, ZoomIn, ZoomOut } from 'lucide-react'
import { type CSSProperties, useEffect, useMemo, useRef, useState } from 'react'
import type { FlowDefinition } from '#shared/flow/definition.ts'
import { type Drawing, type DrawnStep, type DrawnWay, drawingOf } from '#shared/flow/drawing.ts'
import { Button } from '../ui/button.tsx'
import { Failed, Loading } from '../ui/screen-states.tsx'
import spoken from '../ui/spoken.module.css'
import styles from './flow-chart.module.css'
import { type Layout, layOut } from './layout.ts'
import { stepTitle } from './step-title.ts'

interface FlowChartProps {
  definition: FlowDefinition
  selected: string | null
  onSelect: (stepId: string) => void
  /** What calls did there; absent: the script alone. */
  painting?: Painting | undefined
}

/** What is shown of calls over the drawing of their script; what is not named was not reached. */
export interface Painting {
  steps: ReadonlyMap<string, Painted>
  /** From 0 to 1, by the id of a way. */
  ways: ReadonlyMap<string, number>
}

interface Painted {
  /** From 0 to 1. */
  heat: number
  /** A few characters at the step's corner: "3", "12 400". */
  badge: string
  /** What they mean: "3e étape", "12 400 passages". */
  words: string
}

const zooms = [0.35, 0.5, 0.7, 0.85, 1, 1.25]

/** A flow drawn as a statechart: phases, steps, and the ways between them. Every step is a button. */
export function FlowChart({ definition, selected, onSelect, painting }: FlowChartProps) {
  const drawing = useMemo(() => drawingOf(definition), [definition])
  const shape = shapeOf(drawing)
  const exits = useMemo(() => exitsOf(definition, drawing), [definition, drawing])
  const [layout, setLayout] = useState<Layout | 'failed' | null>(null)
  const [zoom, setZoom] = useState(0.7)
  const frame = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: other words in the same places are laid out already.
  useEffect(() => {
    let isShown = true
    layOut(drawing).then(
      (found) => isShown && setLayout(found),
      (error) => {
        console.error('The script could not be laid out.', error)
        if (isShown) setLayout('failed')
      },
    )
    return () => {
      isShown = false
    }
  }, [shape])
  useEffect(() => {
    const box = selected === null || layout === 'failed' ? undefined : layout?.steps.get(selected)
    if (!box || !frame.current) return
    const { clientWidth, clientHeight } = frame.current
    frame.current.scrollTo({
      left: (box.x + box.width / 2) * zoom - clientWidth / 2,
      top: (box.y + box.height / 2) * zoom - clientHeight / 2,
    })
  }, [selected, layout, zoom])
  if (layout === 'failed')
    return <Failed title="Le script n’a pas pu être dessiné">Ses étapes restent lisibles.</Failed>
  if (!layout) return <Loading>Dessin du script…</Loading>

  const step = (by: 1 | -1) => setZoom(zooms[zooms.indexOf(zoom) + by] ?? zoom)
  const fit = () => {
    const room = (frame.current?.clientWidth ?? layout.width) / layout.width
    setZoom(zooms.findLast((one) => one <= room) ?? zooms[0] ?? 1)
  }
  return (
    <div className={styles.chart}>
      <div className={styles.tools} role="toolbar" aria-label="Taille du dessin">
        <Button onPress={() => step(-1)} isDisabled={zoom === zooms[0]} aria-label="Réduire">
          <ZoomOut aria-hidden="true" />
        </Button>
        <Button onPress={() => step(1)} isDisabled={zoom === zooms.at(-1)} aria-label="Agrandir">
          <ZoomIn aria-hidden="true" />
        </Button>
        <Button onPress={fit} aria-label="Voir toute la largeur">
          <Maximize aria-hidden="true" />
        </Button>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it. */}
      <section ref={frame} className={styles.frame} aria-label="Dessin du script" tabIndex={0}>
        <div
          className={styles.sheet}
          style={{ width: layout.width, height: layout.height, zoom } satisfies CSSProperties}
        >
          {[...layout.phases].map(([phaseId, box]) => (
            <div key={phaseId} className={styles.phase} style={place(box)}>
              {phaseWords(definition, phaseId)}
            </div>
          ))}
          <svg className={styles.ways} width={layout.width} height={layout.height} aria-hidden="true">
            <defs>
              <marker
                id="way-head"
                viewBox="0 0 8 8"
                refX="7"
                refY="4"
                markerUnits="userSpaceOnUse"
                markerWidth="9"
                markerHeight="9"
                orient="auto"
              >
                <path d="M0 0 8 4 0 8z" />
              </marker>
            </defs>
            {drawing.ways.map((way) => (
              <Way
                key={way.id}
                way={way}
                layout={layout}
                selected={selected}
                heat={painting ? (painting.ways.get(way.id) ?? 0) : null}
              />
            ))}
          </svg>
          {drawing.steps.map((one) => (
            <Step
              key={one.id}
              step={one}
              layout={layout}
              exits={exits.get(one.id)}
              isSelected={one.id === selected}
              onSelect={onSelect}
              painted={painting && (painting.steps.get(one.id) ?? null)}
            />
          ))}
        </div>
      </section>
    </div>
  )
}

/** All that a layout depends on: which steps and ways there are, and of which kind. */
const shapeOf = ({ steps, ways }: Drawing): string =>
  [...steps.map(({ id, kind, phaseId }) => `${id} ${kind} ${phaseId}`), ...ways.map(({ id }) => id)].join('\n')

interface StepProps {
  step: DrawnStep
  layout: Layout
  /** The numbers of the other phases that it leads to. */
  exits: readonly string[] | undefined
  isSelected: boolean
  onSelect: (stepId: string) => void
  /** null: no call came there; undefined: nothing is painted. */
  painted: Painted | null | undefined
}

function Step({ step, layout, exits, isSelected, onSelect, painted }: StepProps) {
  const box = layout.steps.get(step.id)
  if (!box) return null
  const className = [
    ...[styles.step, styles[step.kind], isSelected && styles.selected],
    ...[painted && styles.painted, painted === null && styles.unreached],
  ]
    .filter(Boolean)
    .join(' ')
  if (step.kind === 'passage') return <div className={className} style={place(box)} />
  return (
    <button
      type="button"
      className={className}
      style={{ ...place(box), ...(painted && { '--heat': `${Math.round(painted.heat * 100)}%` }) }}
      aria-pressed={isSelected}
      onClick={() => onSelect(step.id)}
    >
      <span className={styles.words}>{stepTitle(step)}</span>
      {exits && (
        <span className={styles.exits}>
          <ArrowRight aria-hidden="true" />
          <span className={spoken.spoken}>, mène aussi à </span>
          {exits.join(' ')}
        </span>
      )}
      {painted && (
        <span className={styles.badge}>
          <span aria-hidden="true">{painted.badge}</span>
          <span className={spoken.spoken}>, {painted.words}</span>
        </span>
      )}
    </button>
  )
}

interface WayProps {
  way: DrawnWay
  layout: Layout
  selected: string | null
  /** null: nothing is painted. */
  heat: number | null
}

function Way({ way, layout, selected, heat }: WayProps) {
  const isNear = way.from === selected || way.to === selected
  const points = layout.ways.get(way.id) ?? (isNear || heat ? leap(way, layout) : [])
  if (points.length === 0) return null
  return (
    <polyline
      className={[styles.way, isNear && styles.near, heat === 0 && styles.untaken].filter(Boolean).join(' ')}
      style={heat ? { strokeWidth: 1.5 + 5 * heat, stroke: 'var(--accent)' } : undefined}
      points={points.map(({ x, y }) => `${x},${y}`).join(' ')}
      markerEnd="url(#way-head)"
    />
  )
}

/** A way from one phase to another: straight across, and only where somebody looks for it. */
function leap({ from, to }: DrawnWay, { steps }: Layout): { x: number; y: number }[] {
  const [start, end] = [steps.get(from), steps.get(to)]
  if (!start || !end) return []
  return [
    { x: start.x + start.width / 2, y: start.y + start.height },
    { x: end.x + end.width / 2, y: end.y },
  ]
}

const place = ({ x, y, width, height }: { x: number; y: number; width: number; height: number }): CSSProperties => ({
  left: x,
  top: y,
  width,
  height,
})

function phaseWords({ script }: FlowDefinition, phaseId: string): string {
  const phase = script.phases[phaseId]
  return phase ? `${phase.number} · ${phase.label}` : ''
}

/** The numbers of the phases that each step leads to, but its own. */
function exitsOf({ script }: FlowDefinition, { steps, ways }: Drawing): ReadonlyMap<string, readonly string[]> {
  const phaseOf = new Map(steps.map(({ id, phaseId }) => [id, phaseId]))
  const exits = new Map<string, string[]>()
  for (const { from, to } of ways) {
    const phaseId = phaseOf.get(to)
    const number = phaseId !== undefined && phaseId !== phaseOf.get(from) && script.phases[phaseId]?.number
    if (number && !exits.get(from)?.includes(number)) exits.set(from, [...(exits.get(from) ?? []), number].sort())
  }
  return exits
}
