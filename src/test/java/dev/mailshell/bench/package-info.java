/** Measures the main job, send to reply readable, next to the same mail pair without cryptography. Run by {@code bench/run}. */
package dev.mailshell.bench;
