import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'
import { version } from '../version.ts'
import { measureShared, type SharedState } from './shared-state.ts'

/** What this process counts and measures, for Prometheus. Labels name kinds, routes and services: never anybody. */
export interface Metrics {
  httpRequests: Histogram<'method' | 'route' | 'status'>
  /** Beside the former: what was answered from memory, at no cost worth timing. */
  statusPageReady: Counter
  callsReceived: Counter<'channel' | 'closing'>
  notificationsEnded: Counter<'channel' | 'kind' | 'state'>
  probes: Histogram<'service' | 'level'>
  /** 1 while this process does what is done once for all; over all processes, the sum is 1. */
  onDuty: Gauge
  /** Starts what samples the process itself: event loop lag, memory, garbage collection. */
  sampleProcess(): void
  /** Everything, as it is now, in the Prometheus text format. */
  read(): Promise<{ type: string; text: string }>
}

/** In a registry of their own: a process may hold several backends, as the tests do. */
export function openMetrics(shared: SharedState & { listeners: () => number }): Metrics {
  const registry = new Registry()
  const registers = [registry]
  new Gauge({
    name: 'numi_build_info',
    help: 'Toujours 1 ; la version se lit dans les étiquettes.',
    labelNames: ['version', 'node'],
    registers,
  }).set({ version, node: process.version }, 1)
  new Gauge({
    name: 'numi_sse_listeners',
    help: 'Postes qui suivent le statut auprès de ce processus.',
    registers,
    collect() {
      this.set(shared.listeners())
    },
  })
  const readShared = measureShared(shared, registers)

  return {
    httpRequests: new Histogram({
      name: 'numi_http_request_duration_seconds',
      help: 'Durée des réponses, par route et par statut ; sans les flux SSE, qui durent.',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers,
    }),
    statusPageReady: new Counter({
      name: 'numi_status_page_ready_total',
      help: 'Pages de statut servies telles quelles de la mémoire ; elles ne comptent pas dans les durées.',
      registers,
    }),
    callsReceived: new Counter({
      name: 'numi_calls_received_total',
      help: 'Appels terminés reçus, chacun une fois.',
      labelNames: ['channel', 'closing'],
      registers,
    }),
    notificationsEnded: new Counter({
      name: 'numi_notifications_ended_total',
      help: 'Notifications parties (sent), ou qui ne partiront plus d’elles-mêmes (failed).',
      labelNames: ['channel', 'kind', 'state'],
      registers,
    }),
    probes: new Histogram({
      name: 'numi_probe_duration_seconds',
      help: 'Durée des sondes, par service et par état constaté.',
      labelNames: ['service', 'level'],
      buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 10, 30, 60],
      registers,
    }),
    onDuty: new Gauge({
      name: 'numi_on_duty',
      help: '1 pour celui des processus qui observe les services, suit le calendrier et purge, 0 pour les autres.',
      registers,
    }),
    sampleProcess: () => collectDefaultMetrics({ register: registry }),
    async read() {
      await readShared()
      return { type: registry.contentType, text: await registry.metrics() }
    },
  }
}
