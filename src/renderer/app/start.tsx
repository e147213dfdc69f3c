import { StrictMode } from 'react'
import type { Root } from 'react-dom/client'
import type { Station } from '#shared/contracts/station.ts'
import type { StationLoss } from '#shared/contracts/station-loss.ts'
import { App } from './app.tsx'
import { Boundary } from './boundary.tsx'
import { OpeningScreen, ScreenBrokenScreen, StationLostScreen } from './opening-screen.tsx'

/** Reaches the station, whatever carries it, open or still opening; `onLost` is called if it does not open or ends. */
export type ConnectStation = (
  onLost: (loss: StationLoss) => void,
) => Promise<{ station: Station } | { loss: StationLoss }>

/** Shows the app once the station is reached, and what to do when there is none or no longer one. */
export async function start(root: Root, connect: ConnectStation): Promise<void> {
  const show = (screen: React.JSX.Element) =>
    root.render(
      <StrictMode>
        <Boundary fallback={() => <ScreenBrokenScreen />}>{screen}</Boundary>
      </StrictMode>,
    )
  show(<OpeningScreen />)
  const connected = await connect((loss) => show(<StationLostScreen loss={loss} />))
  show('station' in connected ? <App station={connected.station} /> : <StationLostScreen loss={connected.loss} />)
}
