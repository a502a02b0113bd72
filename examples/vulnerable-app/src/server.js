const { exec } = require('node:child_process');
const express = require('express');
const settings = require('./settings');

const app = express();

app.get('/track/:parcel', (request, response) => {
  exec(`grep ${request.params.parcel} ${settings.logFile}`, (error, lines) => response.send(lines));
});

app.listen(settings.port);
