/** The local disk as Hadoop's file systems see it. */
package org.ringlake.jobs.lake.disk;
