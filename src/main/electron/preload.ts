import { ipcRenderer } from 'electron'

// The screen gets two things from outside: a port to the station, and what the host tells it (contracts/window.ts).
const own = window.location.origin
ipcRenderer.on('numi:station', (event) => window.postMessage('numi:station', own, event.ports))
ipcRenderer.on('numi:window', (_event, message) => window.postMessage(message, own))
// And may ask the host for what a browser would do by itself: the host checks what is asked, and by whom.
window.addEventListener('message', ({ source, data }) => {
  if (source === window && data?.type === 'numi:ask') ipcRenderer.send('numi:ask', data)
})
// The station is asked for once the page has nothing else to do: opened beside the first screen, it would hold it up.
window.addEventListener('DOMContentLoaded', () =>
  requestIdleCallback(() => ipcRenderer.send('numi:connect'), { timeout: 500 }),
)
