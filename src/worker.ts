// The entry of a worker thread.
import { serve } from './app/worker.ts';

serve(import.meta.url);
