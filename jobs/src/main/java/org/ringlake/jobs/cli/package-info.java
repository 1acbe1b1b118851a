/** The command line: each command is one class, added to {@link org.ringlake.jobs.cli.Ringlake}. */
package org.ringlake.jobs.cli;
