import {
  Bar,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts'
import type { Kpi } from '#shared/domain/kpi.ts'
import { axisWords, type CurvePoint, onAxis } from './curve.ts'
import styles from './curve-chart.module.css'

interface CurveChartProps {
  kpi: Kpi
  points: readonly CurvePoint[]
  /** In pixels, where there is nothing to measure: on paper. */
  width?: number
}

const height = 232
const tick = { fill: 'var(--soft)', fontSize: 12 }

/** An indicator over a period, against its target. The table beside it says the same. */
export default function CurveChart({ kpi, points, width }: CurveChartProps) {
  const { unit, goal } = kpi
  const goals = [goal.min, goal.max].filter((one) => one !== null).map((one) => onAxis(one, unit))
  return (
    <div className={styles.chart}>
      <ResponsiveContainer width={width ?? '100%'} height={height}>
        <ComposedChart
          data={[...points]}
          margin={{ top: 12, right: 12, bottom: 0, left: 0 }}
          title={`${kpi.name} : courbe`}
          accessibilityLayer={width === undefined}
        >
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis dataKey="label" tick={tick} tickLine={false} axisLine={{ stroke: 'var(--edge)' }} minTickGap={16} />
          <YAxis
            width={56}
            tick={tick}
            tickLine={false}
            axisLine={false}
            allowDecimals={unit !== 'perMonth'}
            domain={domainOf(kpi)}
            tickFormatter={(value: number) => axisWords(value, unit)}
          />
          {goals.map((one) => (
            <ReferenceLine
              key={one}
              y={one}
              ifOverflow="extendDomain"
              stroke="var(--warn)"
              strokeDasharray="5 4"
              label={{
                value: `Cible ${axisWords(one, unit)}`,
                position: 'insideBottomRight',
                fill: 'var(--warn)',
                fontSize: 12,
              }}
            />
          ))}
          {width === undefined && (
            <Tooltip
              isAnimationActive={false}
              cursor={{ stroke: 'var(--edge)', fill: 'var(--accent-soft)' }}
              content={({ active, payload }) => {
                const point = payload?.[0]?.payload as CurvePoint | undefined
                return active && point ? <PointWords point={point} /> : null
              }}
            />
          )}
          {unit === 'perMonth' ? (
            <Bar dataKey="value" fill="var(--accent)" maxBarSize={28} isAnimationActive={false} />
          ) : (
            <Line
              dataKey="value"
              type="linear"
              stroke="var(--accent)"
              strokeWidth={2}
              dot={{ r: 3, fill: 'var(--accent)', stroke: 'var(--surface)' }}
              activeDot={{ r: 5 }}
              isAnimationActive={false}
            />
          )}
        </ComposedChart>
      </ResponsiveContainer>
    </div>
  )
}

function PointWords({ point: { title, words, counted, caution } }: { point: CurvePoint }) {
  return (
    <div className={styles.point}>
      <p>{title}</p>
      <p className={styles.value}>{words}</p>
      <p>{counted}</p>
      {caution && <p>{caution}</p>}
    </div>
  )
}

type Domain = [from: number | ((min: number) => number), to: number | 'auto']

/** From zero where zero means something; ratings on their scale; availability around its target, where it lives. */
function domainOf({ id, unit }: Kpi): Domain {
  if (unit === 'rating') return [1, 5]
  return id === 'availability' ? [(min) => Math.max(0, Math.floor(Math.min(min, 99))), 100] : [0, 'auto']
}
