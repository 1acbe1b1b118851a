/**
 * Makes believable raw feed files of an outbound centre at any size: same arguments, same bytes.
 */
package org.ringlake.jobs.generate;
