/** Small random call centres, as awkward raw CSV files, for tests of the whole engine. */
package org.ringlake.jobs.world;
