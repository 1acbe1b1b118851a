/** The workspace's configuration: read once, checked whole, handed on as immutable records. */
package org.ringlake.jobs.config;
