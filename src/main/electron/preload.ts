import { ipcRenderer } from 'electron'

// The screen gets one thing from outside: a port to the station.
ipcRenderer.on('numi:station', (event) => window.postMessage('numi:station', window.location.origin, event.ports))
window.addEventListener('DOMContentLoaded', () => ipcRenderer.send('numi:connect'))
