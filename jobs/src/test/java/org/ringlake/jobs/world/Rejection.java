package org.ringlake.jobs.world;

/**
 * A line the engine has to reject.
 *
 * @param field the column at fault; empty where the line itself is at fault
 */
public record Rejection(String feed, String field) {}
