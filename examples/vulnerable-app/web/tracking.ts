import { createHash } from 'node:crypto';
import { Router } from 'express';

export const tracking = Router();

tracking.get('/label', (request, response) => {
  const { carrier } = request.query;
  response.redirect(String(carrier));
});

// Near misses: one of our own addresses, and a checksum that protects nothing.
const CARRIERS: Readonly<Record<string, string>> = { mule: '/carriers/mule', pigeon: '/carriers/pigeon' };

tracking.get('/carrier', (request, response) => {
  response.redirect(CARRIERS[String(request.query.carrier)] ?? '/carriers');
});

export function entityTag(body: string): string {
  return createHash('sha256').update(body).digest('hex');
}
