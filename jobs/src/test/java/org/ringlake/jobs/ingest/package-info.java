/** Files of every kind, good and bad, through the whole ingest. */
package org.ringlake.jobs.ingest;
