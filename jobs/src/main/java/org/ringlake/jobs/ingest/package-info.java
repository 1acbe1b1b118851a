/** From files in the inbox to bronze, silver and rejected tables. */
package org.ringlake.jobs.ingest;
