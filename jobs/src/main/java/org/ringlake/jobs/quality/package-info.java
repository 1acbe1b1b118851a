/** Quality inspection: which calls people should review. */
package org.ringlake.jobs.quality;
