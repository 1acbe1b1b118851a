/** Vendors' formats, taken in by the real ingest under the shipped configuration. */
package org.ringlake.jobs.vendors;
