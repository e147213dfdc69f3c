import { ipcRenderer } from 'electron'

// The screen gets two things from outside: a port to the station, and what the host tells it (contracts/window.ts).
const own = window.location.origin
ipcRenderer.on('numi:station', (event) => window.postMessage('numi:station', own, event.ports))
ipcRenderer.on('numi:window', (_event, message) => window.postMessage(message, own))
window.addEventListener('DOMContentLoaded', () => ipcRenderer.send('numi:connect'))
