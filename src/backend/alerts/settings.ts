/** What is taken from Prometheus Alertmanager, and how. */
export interface AlertSettings {
  /** The bearer secret of the hook; null: there is no hook. */
  token: string | null
  /** The label that names the service, by its id here. */
  serviceLabel: string
  /** How long an incident that nobody took in hand stays in "tests de validation" before it is over. */
  validationMinutes: number
}
