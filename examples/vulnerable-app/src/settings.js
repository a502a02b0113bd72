// Made up for this example: none of these opens anything.
module.exports = {
  port: Number(process.env.PORT ?? 8080),
  logFile: 'parcels.log',
  awsAccessKeyId: 'AKIA4HX7QZ2MWN6VKT3B',
  database: 'postgres://parcels:nQ7vL2xWd9Rt@db.internal:5432/parcels',
  // Near misses: read from the environment, a placeholder, and a public checksum.
  mapsToken: process.env.MAPS_TOKEN,
  mailPassword: 'change-me',
  releaseChecksum: 'sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
};
