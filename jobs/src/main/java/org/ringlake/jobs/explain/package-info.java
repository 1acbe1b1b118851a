/** Traces a published value back to the rows of source files it is made of. */
package org.ringlake.jobs.explain;
