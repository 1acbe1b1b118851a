package org.ringlake.jobs.generate;

import java.io.Serializable;

/**
 * A few agents who share one call list, and so the unit that is made alone: nothing in a pod
 * depends on another.
 *
 * @param firstAgent index of its first agent
 * @param agentsEnd index after its last agent
 * @param firstCall number of its first call among all calls of the plan
 * @param calls how many calls it makes
 */
record Pod(int index, int firstAgent, int agentsEnd, long firstCall, long calls)
    implements Serializable {}
