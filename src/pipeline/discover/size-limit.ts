export const MEBIBYTE = 1024 * 1024;

/**
 * A larger file is not looked at: what people write stays far below (the largest lockfiles reach 5 MiB), and what is above is data,
 * where a search costs seconds and finds coincidences.
 */
export const MAX_FILE_BYTES = 10 * MEBIBYTE;
