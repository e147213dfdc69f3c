const { app, BrowserWindow } = require('electron')

// The least that Electron can show.
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 900 })
  window.loadURL('data:text/html,<title>Vide</title>')
})
