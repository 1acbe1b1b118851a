package org.ringlake.jobs.bench;

/**
 * How often each thing is measured.
 *
 * @param uncounted turns to warm up
 * @param counted turns after those
 */
public record TurnCount(int uncounted, int counted) {}
