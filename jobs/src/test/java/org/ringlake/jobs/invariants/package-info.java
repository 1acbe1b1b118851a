/** What has to hold for every world and every history of runs: the invariants of the lake. */
package org.ringlake.jobs.invariants;
