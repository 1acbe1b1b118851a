/** The job that makes the gold tables from silver. */
package org.ringlake.jobs.build;
